// An axis of rows with names, or of buckets with bounds, instead of values.
import type { AxisLook } from "./drawing";

/** A label for each of so many pixels, at most. */
const labelHeight = 13;

/** Rows from above, each with its name beside its middle. */
export function nameAxis(key: string, names: readonly string[]): AxisLook {
  return {
    ...{ key, side: "left", leastWidth: 30, hasGrid: false, isReversed: true },
    fit: (_extent, height) => ({
      low: 0,
      high: Math.max(1, names.length),
      ticks: thin(names.length, height).map((row) => row + 0.5),
    }),
    words: (ticks) => ticks.map((tick) => names[Math.floor(tick)] ?? ""),
  };
}

export interface BucketAxis {
  side: "left" | "right";
  isHidden: boolean;
  label?: string | undefined;
  isReversed?: boolean | undefined;
  /** Of each row from below. */
  labels: readonly string[];
  /** The labels are of the rows' upper ends; otherwise of the rows themselves. */
  isOfEnds: boolean;
}

/** Rows of equal height from below, however wide their buckets are: a histogram's buckets grow tenfold from first to last. */
export function bucketAxis(key: string, { labels, isOfEnds, ...look }: BucketAxis): AxisLook {
  const offset = isOfEnds ? 1 : 0.5;
  return {
    ...{ key, leastWidth: 46, hasGrid: false, ...look },
    fit: (_extent, height) => ({ low: 0, high: labels.length, ticks: thin(labels.length, height).map((row) => row + offset) }),
    words: (ticks) => ticks.map((tick) => labels[Math.round(tick - offset)] ?? ""),
  };
}

/** Every row, or every second, third … where there is no room for all of their names. */
function thin(count: number, height: number): number[] {
  const every = Math.max(1, Math.ceil((count * labelHeight) / Math.max(1, height - 30)));
  return Array.from({ length: Math.ceil(count / every) }, (_, index) => index * every);
}
