// Cumulative buckets (`le` of a classic histogram) as rows of a heatmap: how many fell into each bucket and no lower one.
import type { Labels } from "../../model/labels";
import type { Series } from "../../model/series";
import { numberField, timeField } from "./fields";
import type { Frame } from "./frame";
import { commonTimes, spread } from "./times";

/** The upper bound that a bucket's label says; undefined when it says none. */
export function bucketBound(labels: Labels): number | undefined {
  const text = Object.hasOwn(labels, "le") ? labels.le : undefined;
  return text === undefined || text === "" ? undefined : parseBound(text);
}

/** `0.5`, `+Inf`. */
export function parseBound(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\+?inf(inity)?$/i.test(trimmed) || trimmed === "∞") return Number.POSITIVE_INFINITY;
  if (/^-inf(inity)?$/i.test(trimmed)) return Number.NEGATIVE_INFINITY;
  const bound = Number(trimmed);
  return trimmed === "" || Number.isNaN(bound) ? undefined : bound;
}

/** One frame with a column for each bucket, lowest first. Undefined when series are no buckets. */
export function bucketRows(series: readonly Series[], query: { refId: string; stepMs: number }): Frame[] | undefined {
  const sums = new Map<number, { name: string; values: Float64Array }>();
  const times = commonTimes(series.map((one) => one.times));
  for (const one of series) {
    const bound = bucketBound(one.labels);
    if (bound === undefined) return undefined;
    const values = spread(one.times, one.values, times);
    const known = sums.get(bound);
    // Several series of one bucket are parts of one histogram: what was asked for without `sum by (le)`.
    if (known) addTo(known.values, values);
    else sums.set(bound, { name: one.labels.le ?? "", values: values === one.values ? values.slice() : values });
  }
  const rows = [...sums].sort(([a], [b]) => a - b).map(([, row]) => row);
  subtractLower(rows.map(({ values }) => values));
  const fields = [timeField(times), ...rows.map(({ name, values }) => numberField(name, values, { labels: { le: name } }))];
  return [{ refId: query.refId, shape: "heatmap-rows", fields, length: times.length, stepMs: query.stepMs }];
}

function addTo(sum: Float64Array, values: Float64Array): void {
  for (let index = 0; index < sum.length; index++) {
    const value = values[index] ?? Number.NaN;
    const was = sum[index] ?? Number.NaN;
    sum[index] = Number.isNaN(was) ? value : Number.isNaN(value) ? was : was + value;
  }
}

/** Each bucket without what is already in the one below. Rates of buckets are not scraped as one: a little below zero is zero. */
export function subtractLower(rows: readonly Float64Array[]): void {
  for (let row = rows.length - 1; row > 0; row--) {
    const values = rows[row];
    const lower = rows[row - 1];
    if (!values || !lower) continue;
    for (let index = 0; index < values.length; index++) {
      const below = lower[index] ?? Number.NaN;
      if (!Number.isNaN(below)) values[index] = Math.max(0, (values[index] ?? Number.NaN) - below);
    }
  }
}
