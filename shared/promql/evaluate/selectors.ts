// Reads series: the newest sample per step for an instant vector, whole windows for a range.
import type { Labels } from "../../model/labels";
import type { MatrixSelector, Subquery, VectorSelector } from "../ast";
import type { NewestPoints, Selection, StoredSeries } from "../storage";
import { type Context, emptyColumn, type VectorColumn } from "./context";
import { positiveMs } from "./durations";
import { insideSubquery, selectionOf } from "./selection";
import { referenceTimes } from "./times";
import { findNewest, findWindows, type Newest, rememberingLast, type Windows } from "./windows";

/** The instant vector of a selector. `want` says what of the newest sample is asked for: its value, or its time in seconds. */
export function selectInstant(selector: VectorSelector, context: Context, want: "value" | "time" = "value"): VectorColumn[] {
  const moments = referenceTimes(selector, context);
  const selection = selectionOf(selector, moments, context);
  const newest = selection?.onlyNewest && context.storage.newest?.(selection);
  if (newest) return columnsOf(newest, context, want);
  const newestOf = rememberingLast((times) => findNewest(times, moments, context.lookback));
  const columns: VectorColumn[] = [];
  for (const series of select(selection, context)) {
    context.budget.spend(moments.length);
    const column = emptyColumn(series.labels, moments.length);
    const any = read(newestOf(series.times), want === "value" ? series.values : series.times, series.stale, column);
    if (!any) continue;
    if (want === "time") toSeconds(column.values);
    columns.push(column);
  }
  return columns;
}

/** Of one moment. All columns share their flag, because all have a point. */
function columnsOf(newest: NewestPoints, { budget }: Context, want: "value" | "time"): VectorColumn[] {
  const present = Uint8Array.of(1);
  const columns: VectorColumn[] = [];
  for (let index = 0; index < newest.labels.length; index++) {
    budget.spend(2);
    if (newest.stale?.[index] === 1) continue;
    const values = new Float64Array(1);
    values[0] = want === "value" ? (newest.values[index] as number) : (newest.times[index] as number) / 1000;
    columns.push({ labels: newest.labels[index] as Labels, values, present });
  }
  return columns;
}

/** Reads a column at the indices found, but for stale markers: one as the newest point says that the series has ended. */
function read(
  { indices, isRun }: Newest,
  source: Float64Array,
  stale: Uint8Array | undefined,
  { values, present }: VectorColumn,
): boolean {
  const [first] = indices;
  if (isRun && first !== undefined && !stale?.includes(1)) {
    values.set(source.subarray(first, first + indices.length));
    present.fill(1);
    return true;
  }
  let any = false;
  for (let step = 0; step < indices.length; step++) {
    const index = indices[step] as number;
    if (index < 0 || (stale && stale[index] === 1)) continue;
    values[step] = source[index] as number;
    present[step] = 1;
    any = true;
  }
  return any;
}

function toSeconds(values: Float64Array): void {
  for (let step = 0; step < values.length; step++) values[step] = (values[step] as number) / 1000;
}

/** A series with the window of samples that each step sees; no stale markers among them. */
export interface WindowedSeries extends StoredSeries {
  windows: Windows;
  /** With delayed name removal, of a subquery: the metric's name goes at the end. */
  dropsName?: boolean;
}

export interface RangeVector {
  series: WindowedSeries[];
  /** Where each step's window ends; it begins `range` before that. */
  moments: Float64Array;
  range: number;
}

/** `func` is the function directly around the selector. */
export function selectRange({ selector, range: written }: MatrixSelector, context: Context, func?: string): RangeVector {
  const range = positiveMs(written, context);
  const moments = referenceTimes(selector, context);
  const windowsOf = rememberingLast((times) => findWindows(times, moments, range));
  const series = select(selectionOf(selector, moments, context, { range, func }), context).map((stored) => {
    context.budget.spend(moments.length);
    const clean = withoutStaleMarkers(stored);
    return { ...clean, windows: windowsOf(clean.times) };
  });
  return { series, moments, range };
}

/** Evaluates the inside of a subquery at its own steps; what comes of it is read like stored samples. */
export function evaluateSubquery(
  subquery: Subquery,
  context: Context,
  evaluateVector: (context: Context) => VectorColumn[],
): RangeVector {
  const { inner, moments, range } = insideSubquery(subquery, context);
  if (inner.steps.length === 0) return { series: [], moments, range };
  const windowsOf = rememberingLast((times) => findWindows(times, moments, range));
  const series = evaluateVector(inner).map((column): WindowedSeries => {
    context.budget.spend(moments.length);
    const { labels, present, dropsName } = column;
    const hasGaps = present.includes(0);
    const times = hasGaps ? presentOnly(inner.steps, column) : inner.steps;
    const values = hasGaps ? presentOnly(column.values, column) : column.values;
    return { labels, times, values, windows: windowsOf(times), ...(dropsName && { dropsName }) };
  });
  return { series, moments, range };
}

/** A copy of what stands at the steps at which a column has a point. */
export const presentOnly = (source: Float64Array, { present }: VectorColumn): Float64Array<ArrayBuffer> =>
  present.includes(0) ? pick(source, present, 1) : source.slice();

function select(selection: Selection | undefined, { storage, budget }: Context): StoredSeries[] {
  if (!selection) return [];
  const selected = storage.select(selection);
  for (const series of selected) budget.spend(series.times.length);
  return selected;
}

function withoutStaleMarkers(series: StoredSeries): StoredSeries {
  const { labels, times, values, stale, counts } = series;
  if (!stale?.includes(1)) return series;
  return {
    labels,
    times: pick(times, stale, 0),
    values: pick(values, stale, 0),
    ...(counts && { counts: pick(counts, stale, 0) }),
  };
}

/** The numbers whose flag is the one wanted. */
function pick(source: Float64Array, flags: Uint8Array, wanted: 0 | 1): Float64Array<ArrayBuffer> {
  const picked = new Float64Array(source.length);
  let length = 0;
  for (let index = 0; index < source.length; index++) {
    if (flags[index] !== wanted) continue;
    picked[length] = source[index] as number;
    length++;
  }
  return picked.slice(0, length);
}
