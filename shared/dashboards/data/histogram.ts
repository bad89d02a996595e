// How often which values occur: all points of a panel's series, sorted into buckets of one size.
import { numberFieldsOf } from "./fields";
import type { Field, Frame } from "./frame";
import { niceStep } from "./nice-step";

export interface HistogramSettings {
  bucketSize?: number | undefined;
  bucketOffset?: number | undefined;
  bucketCount?: number | undefined;
  /** All series in one. */
  combine?: boolean | undefined;
}

export interface Histogram {
  /** The lower end of each bucket, which is in it. */
  lows: Float64Array;
  /** The upper end, which is not. */
  highs: Float64Array;
  series: { field: Field; counts: Float64Array }[];
}

const usualBuckets = 30;
/** More are thinner than a pixel. */
const mostBuckets = 2000;

/** Undefined when there is no number. */
export function histogramOf(frames: readonly Frame[], options: HistogramSettings): Histogram | undefined {
  const fields = frames.flatMap(numberFieldsOf);
  const extent = extentOf(fields);
  const [first] = fields;
  if (!extent || !first) return undefined;
  const { size, offset } = bucketsFor(extent, fields, options);
  const lowest = Math.floor((extent.min - offset) / size + 1e-9);
  const count = Math.min(mostBuckets, Math.floor((extent.max - offset) / size + 1e-9) - lowest + 1);
  const lows = Float64Array.from({ length: count }, (_, index) => tidy((lowest + index) * size + offset));
  const highs = Float64Array.from({ length: count }, (_, index) => tidy((lowest + index + 1) * size + offset));
  const counted = fields.map((field) => ({ field, counts: countsOf(field.values, { size, offset, lowest, count }) }));
  return { lows, highs, series: options.combine ? [combined(first, counted)] : counted };
}

function extentOf(fields: readonly { values: Float64Array }[]): { min: number; max: number } | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const { values } of fields) {
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min <= max ? { min, max } : undefined;
}

function bucketsFor(
  { min, max }: { min: number; max: number },
  fields: readonly { values: Float64Array }[],
  { bucketSize, bucketCount, bucketOffset = 0 }: HistogramSettings,
): { size: number; offset: number } {
  const span = max - min;
  const least = span / mostBuckets;
  if (bucketSize !== undefined && bucketSize > 0) return { size: Math.max(bucketSize, least), offset: bucketOffset };
  const guessed = niceStep((span || Math.abs(max) || 1) / (bucketCount ?? usualBuckets));
  // Counts that are whole have no buckets of less than one.
  const isWhole = fields.every(({ values }) => values.every((value) => !Number.isFinite(value) || Number.isInteger(value)));
  return { size: isWhole ? Math.max(1, Math.round(guessed)) : guessed, offset: bucketOffset };
}

interface Buckets {
  size: number;
  offset: number;
  lowest: number;
  count: number;
}

function countsOf(values: Float64Array, { size, offset, lowest, count }: Buckets): Float64Array {
  const counts = new Float64Array(count);
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    // A little more: 0.3 / 0.1 is not quite 3, and 0.3 is in the bucket that begins there.
    const index = Math.min(count - 1, Math.floor((value - offset) / size + 1e-9) - lowest);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

function combined(first: Field, counted: readonly { counts: Float64Array }[]): { field: Field; counts: Float64Array } {
  const counts = new Float64Array(counted[0]?.counts.length ?? 0);
  for (const one of counted)
    one.counts.forEach((count, index) => {
      counts[index] = (counts[index] ?? 0) + count;
    });
  return { field: { ...first, labels: {}, name: "Count", display: "Count" }, counts };
}

/** 3 × 0.1 is 0.30000000000000004, and is written so. */
const tidy = (value: number): number => Number(value.toPrecision(12));
