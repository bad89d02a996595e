// Functions from a window of samples to one value per step: rates, and what goes "over time".
import { type Budget, emptyColumn, type VectorColumn } from "./context";
import { KahanSum, mean } from "./kahan";
import type { RangeVector } from "./selectors";

/** The samples `first` up to, not including, `end` lie in the window `(opens, closes]`; there is at least one. */
interface Window {
  times: Float64Array;
  values: Float64Array;
  first: number;
  end: number;
  opens: number;
  closes: number;
  /** The whole series never drops, so no window of it needs searching for resets. */
  neverDrops: boolean;
}

/** Undefined: this window has no answer, as a rate of one sample has none. */
type RangeFunction = (window: Window) => number | undefined;

const at = (column: Float64Array, index: number): number => column[index] as number;
const valuesIn = ({ values, first, end }: Window): Float64Array => values.subarray(first, end);

/**
 * What a counter (or gauge) gained between the window's ends. The first and last sample seldom lie on the ends, so the
 * gain is extrapolated to them: fully where the gap is no more than a tenth over the usual distance of samples, else by
 * half a distance, and never to where a counter would have been below zero.
 */
function extrapolatedGain(
  { times, values, first, end, opens, closes, neverDrops }: Window,
  { isCounter, isPerSecond }: { isCounter: boolean; isPerSecond: boolean },
): number | undefined {
  const last = end - 1;
  if (last - first < 1) return undefined;
  // In seconds and in this order of operations, the last digit and the comparisons come out as Prometheus's.
  const sampled = (at(times, last) - at(times, first)) / 1000;
  let gain = at(values, last) - at(values, first);
  if (isCounter && !neverDrops) {
    for (let index = first + 1; index < end; index++) {
      // A counter that drops was reset to zero: what it had before still counts.
      if (at(values, index) < at(values, index - 1)) gain += at(values, index - 1);
    }
  }
  const usualDistance = sampled / (last - first);
  const threshold = usualDistance * 1.1;
  let toStart = (at(times, first) - opens) / 1000;
  let toEnd = (closes - at(times, last)) / 1000;
  if (toStart >= threshold) toStart = usualDistance / 2;
  if (isCounter && gain > 0 && at(values, first) >= 0) toStart = Math.min(toStart, sampled * (at(values, first) / gain));
  if (toEnd >= threshold) toEnd = usualDistance / 2;
  const factor = (sampled + toStart + toEnd) / sampled;
  return gain * (isPerSecond ? factor / ((closes - opens) / 1000) : factor);
}

/** From the last two samples alone, per second. */
function instantRate({ times, values, first, end }: Window): number | undefined {
  if (end - first < 2) return undefined;
  const [before, last] = [at(values, end - 2), at(values, end - 1)];
  const elapsed = at(times, end - 1) - at(times, end - 2);
  if (elapsed === 0) return undefined;
  return (last < before ? last : last - before) / (elapsed / 1000);
}

function sum(window: Window): number {
  const total = new KahanSum();
  for (const value of valuesIn(window)) total.add(value);
  return total.value;
}

/** NaN loses against every number, so only a window of NaNs gives NaN. */
function extreme(window: Window, isBetter: (a: number, b: number) => boolean): number {
  let best = Number.NaN;
  for (const value of valuesIn(window)) if (Number.isNaN(best) || isBetter(value, best)) best = value;
  return best;
}

function countPairs(window: Window, holds: (before: number, after: number) => boolean): number {
  let count = 0;
  for (let index = window.first + 1; index < window.end; index++) {
    if (holds(at(window.values, index - 1), at(window.values, index))) count++;
  }
  return count;
}

const rangeFunctions = new Map<string, RangeFunction>([
  ["rate", (window) => extrapolatedGain(window, { isCounter: true, isPerSecond: true })],
  ["increase", (window) => extrapolatedGain(window, { isCounter: true, isPerSecond: false })],
  ["delta", (window) => extrapolatedGain(window, { isCounter: false, isPerSecond: false })],
  ["irate", instantRate],
  ["idelta", ({ values, first, end }) => (end - first < 2 ? undefined : at(values, end - 1) - at(values, end - 2))],
  ["resets", (window) => countPairs(window, (before, after) => after < before)],
  [
    "changes",
    (window) => countPairs(window, (before, after) => after !== before && !(Number.isNaN(after) && Number.isNaN(before))),
  ],
  ["avg_over_time", (window) => mean(valuesIn(window))],
  ["sum_over_time", sum],
  ["min_over_time", (window) => extreme(window, (a, b) => a < b)],
  ["max_over_time", (window) => extreme(window, (a, b) => a > b)],
  ["count_over_time", ({ first, end }) => end - first],
  ["last_over_time", ({ values, end }) => at(values, end - 1)],
  ["first_over_time", ({ values, first }) => at(values, first)],
  ["present_over_time", () => 1],
]);

export const isRangeFunction = (name: string): boolean => rangeFunctions.has(name);

/** These give back a sample as it was, so it is still that metric; the others make something new. */
export const keepsName = (name: string): boolean => name === "last_over_time" || name === "first_over_time";

/** Applies a range function to every window of every series. */
export function applyRangeFunction(name: string, { series, moments, range }: RangeVector, budget: Budget): VectorColumn[] {
  const run = rangeFunctions.get(name);
  if (!run) throw new Error(`${name} is not a range function`);
  const columns: VectorColumn[] = [];
  for (const { labels, times, values, windows } of series) {
    // Long windows at many steps are the most work a query can ask for, so whether it is still wanted is asked each time.
    budget.spend(moments.length);
    const column = emptyColumn(labels, moments.length);
    const window: Window = { times, values, first: 0, end: 0, opens: 0, closes: 0, neverDrops: isRising(values) };
    let any = false;
    for (let step = 0; step < moments.length; step++) {
      window.first = windows.first[step] ?? 0;
      window.end = windows.end[step] ?? 0;
      window.closes = moments[step] ?? 0;
      window.opens = window.closes - range;
      if (window.first >= window.end) continue;
      const result = run(window);
      if (result === undefined) continue;
      column.values[step] = result;
      column.present[step] = 1;
      any = true;
    }
    if (any) columns.push(column);
  }
  return columns;
}

/** No value is less than the one before it; NaN is neither less nor more. */
function isRising(values: Float64Array): boolean {
  for (let index = 1; index < values.length; index++) if (at(values, index) < at(values, index - 1)) return false;
  return true;
}
