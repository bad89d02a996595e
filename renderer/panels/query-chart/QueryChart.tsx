import { ChevronDown } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import type { Series } from "#shared/model/series";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import { ChartCard, type ChartCardProps } from "../../charts/ChartCard";
import { alignSeries, pickSeries, type SeriesOrder, seriesOrders } from "../../charts/columns";
import { Button } from "../../components/Button";
import { Menu } from "../../components/Menu";
import { seriesIds, seriesNames } from "./series-names";
import { unitOf } from "./unit-of";

/** More lines than the palette has colours cannot be told apart. */
const mostDrawn = 8;

interface Props
  extends Pick<
    ChartCardProps,
    "threshold" | "leastTop" | "height" | "onSelectRange" | "onResetRange" | "isStale" | "instead" | "marks" | "onMark"
  > {
  title: string;
  expr: string;
  series: readonly Series[];
  window: { startMs: EpochMs; endMs: EpochMs; stepMs: Milliseconds };
  aside?: ReactNode;
}

/** The answer to a range query as lines. Of more than eight series, the menu chooses which eight are drawn. */
export function QueryChart({ title, expr, series, window, aside, ...chart }: Props) {
  const [order, setOrder] = useState<SeriesOrder>("mean");
  const columns = useMemo(() => {
    const sets = series.map(({ labels }) => labels);
    const names = seriesNames(sets, expr);
    const ids = seriesIds(sets);
    const timed = series.map(({ times, values }, i) => ({ id: ids[i] ?? "", label: names[i] ?? "", times, values }));
    return alignSeries(timed, window.stepMs);
  }, [series, expr, window.stepMs]);
  const { drawn, left } = useMemo(() => pickSeries(columns.series, mostDrawn, order), [columns, order]);
  const data = useMemo(() => ({ times: columns.times, series: drawn }), [columns, drawn]);
  const more = left > 0 && (
    <Menu
      trigger={
        <Button size="small" kind="quiet">
          + {left} more
          <ChevronDown size={14} aria-hidden />
        </Button>
      }
      items={[
        { kind: "heading", label: `Draw ${mostDrawn} of ${series.length}` },
        ...seriesOrders.map(({ value, label }) => ({ label, isChecked: value === order, onSelect: () => setOrder(value) })),
      ]}
    />
  );
  return (
    <ChartCard
      {...chart}
      title={title}
      label={title}
      data={data}
      unit={unitOf(expr)}
      range={window}
      legendPlace="below"
      more={
        <>
          {aside}
          {more}
        </>
      }
    />
  );
}
