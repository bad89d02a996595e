// The cells of a heatmap: how many values fell into which bucket when. Buckets are in the data, as `le` of a classic histogram or as
// columns, or they are counted here out of plain lines.

import { formatAxis } from "../../format/value-formats/index";
import type { HeatmapOptions } from "../options/heatmap";
import type { Field, Frame } from "./frame";
import { calculateHeatmap } from "./heatmap-calculation";
import { bucketBound, parseBound, subtractLower } from "./heatmap-rows";
import { alignFrames } from "./join";

export interface HeatmapRow {
  /** -Infinity where it has no lower end; NaN where the row is a name and no range. */
  low: number;
  high: number;
  /** What the row is called. */
  label: string;
}

export interface Heatmap {
  /** At which each column of cells begins, rising, epoch ms. */
  times: Float64Array;
  /** How wide a column is. */
  stepMs: number;
  /** From below. */
  rows: HeatmapRow[];
  /** `counts[row * times.length + column]`; NaN: nothing is known. */
  counts: Float64Array;
  /** Of the counts. */
  min: number;
  max: number;
}

/** Undefined when there is nothing to count. */
export function heatmapOf(frames: readonly Frame[], options: HeatmapOptions): Heatmap | undefined {
  if (options.calculate) return calculateHeatmap(frames, options.calculation);
  const aligned = alignFrames(frames);
  const fields = aligned.columns.map(({ field }) => field);
  const bounds = boundsOf(fields);
  const isOfBuckets = frames.some(({ shape }) => shape === "heatmap-rows");
  // One line that is no bucket, such as a quantile: what can be shown of it is where its values lie.
  if (!bounds && !isOfBuckets && fields.length <= 1) return calculateHeatmap(frames, options.calculation);
  const columns = aligned.columns.map(({ values }, index) => ({ field: fields[index] as Field, values, bound: bounds?.[index] }));
  if (bounds) columns.sort((a, b) => (a.bound as number) - (b.bound as number));
  const values = columns.map((column) => column.values);
  if (bounds && !isOfBuckets && isCumulative(values)) {
    for (let row = 0; row < values.length; row++) values[row] = (values[row] as Float64Array).slice();
    subtractLower(values);
  }
  const rows = bounds
    ? rangesOf(
        columns.map(({ bound }) => bound as number),
        options,
      )
    : columns.map(({ field }) => named(field));
  const stepMs = stepOf(frames, aligned.times);
  // What a bucket says at a time came in during the step before it.
  const starts = aligned.times.map((time) => time - stepMs);
  return cells(starts, stepMs, rows, values);
}

/** The bound of each column, by its label `le` or by its name; undefined unless all have one and no two the same. */
function boundsOf(fields: readonly Field[]): number[] | undefined {
  const bounds: number[] = [];
  for (const field of fields) {
    const bound = bucketBound(field.labels) ?? parseBound(field.display) ?? parseBound(field.name);
    if (bound === undefined) return undefined;
    bounds.push(bound);
  }
  return bounds.length > 1 && new Set(bounds).size === bounds.length ? bounds : undefined;
}

/** How much of a column may fall from one bucket to the next and still be cumulative: buckets are not scraped at one instant. */
const tolerance = 1e-6;

/** Whether each bucket has what the one below has, and more: every `le` of Prometheus does, a heatmap's own rows do not. */
function isCumulative(rows: readonly Float64Array[]): boolean {
  const width = rows[0]?.length ?? 0;
  let isAnyMore = false;
  for (let column = 0; column < width; column++) {
    let below = 0;
    for (const row of rows) {
      const value = row[column] as number;
      if (Number.isNaN(value)) continue;
      if (value < below * (1 - tolerance)) return false;
      if (value > below) isAnyMore = true;
      below = value;
    }
  }
  return isAnyMore;
}

/** Bounds are upper ends (`le`), or lower ones where the panel says so (`ge`). */
function rangesOf(bounds: readonly number[], options: HeatmapOptions): HeatmapRow[] {
  const { unit, decimals } = options.yAxis;
  const isLower = options.rowsFrame.layout === "ge";
  return bounds.map((bound, index) => {
    const before = bounds[index - 1] ?? (bound > 0 ? 0 : Number.NEGATIVE_INFINITY);
    const low = isLower ? bound : before;
    const high = isLower ? (bounds[index + 1] ?? Number.POSITIVE_INFINITY) : bound;
    return { low, high, label: boundText(bound, unit, decimals) };
  });
}

/** A bound with as many digits as it has, unlike a value that was measured: 2.5, not 2.50. */
export function boundText(bound: number, unit: string | undefined, decimals?: number): string {
  if (!Number.isFinite(bound)) return bound > 0 ? "∞" : "−∞";
  return formatAxis([bound], unit, decimals)[0] ?? "";
}

const named = ({ display }: Field): HeatmapRow => ({ low: Number.NaN, high: Number.NaN, label: display });

/** The step of the query, or the smallest distance of two times. */
function stepOf(frames: readonly Frame[], times: Float64Array): number {
  const known = frames.find(({ stepMs }) => stepMs !== undefined)?.stepMs;
  if (known !== undefined && known > 0) return known;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 1; index < times.length; index++)
    least = Math.min(least, (times[index] as number) - (times[index - 1] as number));
  return Number.isFinite(least) && least > 0 ? least : 1000;
}

function cells(times: Float64Array, stepMs: number, rows: HeatmapRow[], values: readonly Float64Array[]): Heatmap | undefined {
  if (times.length === 0 || rows.length === 0) return undefined;
  const counts = new Float64Array(rows.length * times.length);
  for (const [index, row] of values.entries()) counts.set(row, index * times.length);
  return { times, stepMs, rows, counts, ...extentOf(counts) };
}

export function extentOf(counts: Float64Array): { min: number; max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const count of counts) {
    if (count < min) min = count;
    if (count > max && count !== Number.POSITIVE_INFINITY) max = count;
  }
  return min <= max ? { min, max } : { min: 0, max: 0 };
}
