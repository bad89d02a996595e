import { useEffect, useRef } from "react";
import { formatQuantity, type Unit } from "#shared/format/quantity";
import { classNames } from "../components/class-names";
import styles from "./ChartLegend.module.css";
import { type ChartFeed, type ChartSeries, latestValue } from "./columns";
import { writeText } from "./write-text";

export interface ChartLegendProps {
  series: readonly Pick<ChartSeries, "id" | "label" | "colour">[];
  unit: Unit;
  /** Where the latest values come from; without it only names are shown. */
  feed?: ChartFeed | undefined;
  isOneLine?: boolean;
}

/** Which line is which, with its latest value. The values change past React. */
export function ChartLegend({ series, unit, feed, isOneLine = false }: ChartLegendProps) {
  const list = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other series are other elements to write into
  useEffect(() => {
    if (!feed) return;
    const write = () => {
      const now = new Map(feed.read().series.map(({ id, values }) => [id, latestValue(values)]));
      for (const element of list.current?.querySelectorAll<HTMLElement>("[data-series]") ?? []) {
        const value = now.get(element.dataset.series ?? "");
        writeText(element, value === undefined ? "–" : formatQuantity(value, unit));
      }
    };
    write();
    return feed.onChange(write);
  }, [feed, unit, series]);
  return (
    <ul ref={list} className={classNames(styles.legend, isOneLine && styles.oneLine)}>
      {series.map(({ id, label, colour }, index) => (
        <li key={id} title={label}>
          <i style={{ background: `var(--series-${(((colour ?? index + 1) - 1) % 8) + 1})` }} />
          <span>{label}</span>
          {feed && <b data-series={id} />}
        </li>
      ))}
    </ul>
  );
}
