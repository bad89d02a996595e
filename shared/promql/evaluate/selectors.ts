// Reads series: the newest sample per step for an instant vector, whole windows for a range.
import type { MatrixSelector, Subquery, VectorSelector } from "../ast";
import type { Matcher, StoredSeries } from "../storage";
import { type Context, defaultSubqueryStep, emptyColumn, type VectorColumn } from "./context";
import { createWindowFinder, positiveMs, referenceTimes, type Windows } from "./times";

/** The instant vector of a selector. `want` says what of the newest sample is asked for: its value, or its time in seconds. */
export function selectInstant(selector: VectorSelector, context: Context, want: "value" | "time" = "value"): VectorColumn[] {
  const moments = referenceTimes(selector, context);
  const windowsOf = createWindowFinder(moments, context.lookback);
  const columns: VectorColumn[] = [];
  for (const series of selectSeries(selector.matchers, moments, context.lookback, context)) {
    const { first, end } = windowsOf(series.times);
    const column = emptyColumn(series.labels, moments.length);
    let any = false;
    for (let step = 0; step < moments.length; step++) {
      const newest = (end[step] ?? 0) - 1;
      // A stale marker as the newest point says that the series has ended.
      if (newest < (first[step] ?? 0) || series.stale?.[newest] === 1) continue;
      column.values[step] = (want === "value" ? series.values[newest] : (series.times[newest] ?? 0) / 1000) ?? 0;
      column.present[step] = 1;
      any = true;
    }
    if (any) columns.push(column);
  }
  return columns;
}

/** A series with the window of samples that each step sees; no stale markers among them. */
export interface WindowedSeries extends StoredSeries {
  windows: Windows;
}

export interface RangeVector {
  series: WindowedSeries[];
  /** Where each step's window ends; it begins `range` before that. */
  moments: Float64Array;
  range: number;
}

export function selectRange({ selector, range: written }: MatrixSelector, context: Context): RangeVector {
  const range = positiveMs(written, context);
  const moments = referenceTimes(selector, context);
  const windowsOf = createWindowFinder(moments, range);
  const series = selectSeries(selector.matchers, moments, range, context).map((stored) => {
    const clean = withoutStaleMarkers(stored);
    return { ...clean, windows: windowsOf(clean.times) };
  });
  return { series, moments, range };
}

/** Evaluates the inside of a subquery at its own steps, which are multiples of its step whatever the query's start. */
export function evaluateSubquery(
  subquery: Subquery,
  context: Context,
  evaluateVector: (context: Context) => VectorColumn[],
): RangeVector {
  const range = positiveMs(subquery.range, context);
  const step = subquery.step ? positiveMs(subquery.step, context) : defaultSubqueryStep;
  const moments = referenceTimes(subquery, context);
  const begin = (moments[0] ?? 0) - range;
  const end = moments.at(-1) ?? 0;
  const firstStep = Math.floor(begin / step) + 1;
  const count = Math.max(0, Math.floor(end / step) - firstStep + 1);
  context.budget.spend(count);
  const steps = Float64Array.from({ length: count }, (_, index) => (firstStep + index) * step);
  const windowsOf = createWindowFinder(moments, range);
  const series = evaluateVector({ ...context, steps }).map((column) => {
    const filled = column.present.every((flag) => flag === 1);
    const times = filled ? steps : steps.filter((_, index) => column.present[index] === 1);
    const values = filled ? column.values : column.values.filter((_, index) => column.present[index] === 1);
    return { labels: column.labels, times, values, windows: windowsOf(times) };
  });
  return { series, moments, range };
}

function selectSeries(
  matchers: readonly Matcher[],
  moments: Float64Array,
  range: number,
  { storage, budget }: Context,
): StoredSeries[] {
  if (moments.length === 0) return [];
  const selected = storage.select(matchers, (moments[0] ?? 0) - range, moments.at(-1) ?? 0);
  for (const series of selected) budget.spend(series.times.length + moments.length);
  return selected;
}

function withoutStaleMarkers(series: StoredSeries): StoredSeries {
  const { stale } = series;
  if (!stale?.includes(1)) return series;
  return {
    labels: series.labels,
    times: series.times.filter((_, index) => stale[index] !== 1),
    values: series.values.filter((_, index) => stale[index] !== 1),
  };
}
