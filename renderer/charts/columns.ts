// What a chart draws: one column of times that all its series share, and one column of values each. NaN is "no point".
import type { EpochMs, Milliseconds } from "#shared/units/time";

export interface ChartSeries {
  /** Stays the same from update to update; two series of one chart never share it. */
  id: string;
  label: string;
  /** One per time; NaN where the series has no point, and the line has a gap. */
  values: ArrayLike<number>;
  /** 1 to 8, the palette's series colours; given by its place in the chart unless set. */
  colour?: number;
}

export interface ChartColumns {
  /** Rising, epoch ms. */
  times: ArrayLike<EpochMs>;
  series: readonly ChartSeries[];
}

/** Columns that change while the chart looks on. Reading is cheap; it happens once per change. */
export interface ChartFeed {
  read(): ChartColumns;
  /** Returns the unsubscribe function. */
  onChange(run: () => void): () => void;
}

/** One series with times of its own, as queries answer. */
export interface TimedSeries {
  id: string;
  label: string;
  times: ArrayLike<EpochMs>;
  values: ArrayLike<number>;
  colour?: number;
}

/**
 * Brings series with times of their own onto one column. Where even the shared times lie further apart than the step, a
 * time without any values goes in between: a missing point is a gap, never a straight line.
 */
export function alignSeries(series: readonly TimedSeries[], step: Milliseconds): ChartColumns {
  const all = new Set<EpochMs>();
  for (const { times } of series) for (let i = 0; i < times.length; i++) all.add(times[i] as EpochMs);
  const times: EpochMs[] = [];
  for (const time of Float64Array.from(all).sort()) {
    const before = times[times.length - 1];
    if (before !== undefined && time - before > step * 1.5) times.push(before + step);
    times.push(time);
  }
  const places = new Map(times.map((time, index) => [time, index]));
  return {
    times,
    series: series.map(({ times: own, values, ...rest }) => {
      const column = new Float64Array(times.length).fill(Number.NaN);
      for (let i = 0; i < own.length; i++) column[places.get(own[i] as EpochMs) as number] = values[i] as number;
      return { ...rest, values: column };
    }),
  };
}

export type SeriesOrder = "peak" | "mean" | "last" | "name";

export const seriesOrders: readonly { value: SeriesOrder; label: string }[] = [
  { value: "mean", label: "Largest on average" },
  { value: "peak", label: "Highest peak" },
  { value: "last", label: "Largest now" },
  { value: "name", label: "By name" },
];

/** The few series that are drawn out of many, in their order, and how many were left out. */
export function pickSeries(
  series: readonly ChartSeries[],
  most: number,
  order: SeriesOrder,
): { drawn: readonly ChartSeries[]; left: number } {
  if (series.length <= most) return { drawn: series, left: 0 };
  const ranked =
    order === "name"
      ? [...series].sort((a, b) => (a.label < b.label ? -1 : 1))
      : series
          .map((each) => ({ each, rank: rankOf(each.values, order) }))
          .sort((a, b) => b.rank - a.rank)
          .map(({ each }) => each);
  return { drawn: ranked.slice(0, most), left: series.length - most };
}

function rankOf(values: ArrayLike<number>, order: Exclude<SeriesOrder, "name">): number {
  let sum = 0;
  let count = 0;
  let peak = Number.NEGATIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
    peak = Math.max(peak, value);
    last = value;
  }
  if (count === 0) return Number.NEGATIVE_INFINITY;
  return order === "mean" ? sum / count : order === "peak" ? peak : last;
}

/** The latest value that is one, looking back at most as many points as given: older than that is not "now". */
export function latestValue(values: ArrayLike<number>, back = 5): number | undefined {
  for (let i = values.length - 1; i >= Math.max(0, values.length - back); i--) {
    const value = values[i] as number;
    if (!Number.isNaN(value)) return value;
  }
  return undefined;
}
