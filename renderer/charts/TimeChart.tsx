import { useEffect, useLayoutEffect, useRef } from "react";
import "uplot/dist/uPlot.min.css";
import type { Unit } from "#shared/format/quantity";
import type { EpochMs } from "#shared/units/time";
import type { ChartMark } from "./chart-marks";
import type { ChartColumns, ChartFeed } from "./columns";
import { createPlot, type Plot } from "./plot";
import { simpleDrawing, type Threshold } from "./simple-drawing";
import styles from "./TimeChart.module.css";
import { sharedColours } from "./use-chart-colours";
import { watchSize } from "./watch-size";

export interface TimeChartProps {
  /** Read out: "CPU by mode". */
  label: string;
  /** What is drawn: columns that stay, or a feed that redraws without React. At most eight series: see `pickSeries`. */
  data: ChartColumns | ChartFeed;
  unit: Unit;
  height?: number;
  isStacked?: boolean;
  /** The value axis reaches at least up to here. */
  leastTop?: number;
  threshold?: Threshold;
  /** Charts with the same key share their cursor. */
  syncKey?: string;
  /** The stretch of time to show; all the data when not given. */
  range?: { startMs: EpochMs; endMs: EpochMs };
  /** Diamonds on it, and what a click on one does. */
  marks?: readonly ChartMark[] | undefined;
  onMark?(mark: ChartMark): void;
  /** The user dragged over a stretch of time. */
  onSelectRange?(startMs: EpochMs, endMs: EpochMs): void;
  /** The user double-clicked: back to the whole. */
  onResetRange?(): void;
  /** After the first time that something was drawn. */
  onFirstDraw?(): void;
  /** Not fresh any more: drawn pale. */
  isStale?: boolean;
}

export const isFeed = (data: ChartColumns | ChartFeed): data is ChartFeed => "onChange" in data;

/** Series over time. React makes and unmakes the plot; drawing happens in `plot.ts`, past React. */
export function TimeChart(props: TimeChartProps) {
  const {
    label,
    data,
    unit,
    height = 168,
    isStacked = false,
    leastTop,
    threshold,
    syncKey,
    range,
    marks,
    isStale = false,
  } = props;
  const [thresholdValue, thresholdSide] = [threshold?.value, threshold?.side];
  const isLive = isFeed(data);
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot>(undefined);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });

  useLayoutEffect(() => {
    if (!host.current) return;
    const made = createPlot(host.current, {
      height,
      syncKey,
      leastSpanMs: isLive ? 60_000 : undefined,
      timeZone: () => "browser",
      range: () => latest.current.range,
      marks: () => latest.current.marks ?? [],
      onMark: (mark) => latest.current.onMark?.(mark),
      onSelect: (startMs, endMs) => latest.current.onSelectRange?.(startMs, endMs),
      onReset: () => latest.current.onResetRange?.(),
      onFirstDraw: () => latest.current.onFirstDraw?.(),
    });
    plot.current = made;
    const stopSize = watchSize(host.current, ({ width }) => made.setSize(width, height));
    return () => {
      stopSize();
      made.destroy();
    };
  }, [height, syncKey, isLive]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new plot (made for the last three) has to be given the data again
  useEffect(() => {
    const threshold: Threshold | undefined =
      thresholdValue !== undefined && thresholdSide ? { value: thresholdValue, side: thresholdSide } : undefined;
    const look = { unit, isStacked, leastTop, threshold, colours: sharedColours };
    if (!isFeed(data)) {
      plot.current?.show(simpleDrawing(data, look));
      return;
    }
    const draw = () => plot.current?.show(simpleDrawing(data.read(), look));
    draw();
    return data.onChange(draw);
  }, [data, unit, isStacked, leastTop, thresholdValue, thresholdSide, height, syncKey, isLive]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the plot reads these itself; it has to be told that they changed
  useEffect(() => plot.current?.redraw(), [range?.startMs, range?.endMs, marks]);

  return (
    <div ref={host} role="img" aria-label={label} className={styles.chart} data-stale={isStale || undefined} style={{ height }} />
  );
}
