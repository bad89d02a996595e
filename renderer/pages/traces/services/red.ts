// Rate, errors and durations of services or operations, out of the answers of queries.
import { formatDuration } from "#shared/format/duration";
import type { InstantResult } from "#shared/model/series";
import { type Milliseconds, minutes, seconds } from "#shared/units/time";

/** The shares of calls whose durations are told. */
export const quantiles = [0.5, 0.95, 0.99] as const;

export interface RedRow {
  /** Of the service or the operation; calls of several makers of metrics are together under it. */
  name: string;
  /** Calls a second. */
  rate: number;
  /** From 0 to 1. */
  errorShare: number;
  /** Seconds; undefined where they are not counted, or there was nothing to count. */
  p50: number | undefined;
  p95: number | undefined;
  p99: number | undefined;
  /** How much of all the time spent is spent here, from 0 to 1: calls times their median. */
  impact: number;
}

export interface RedAnswers {
  rate: InstantResult;
  errors: InstantResult;
  /** In the order of `quantiles`. */
  durations: readonly (InstantResult | undefined)[];
}

/** One row for each value of that label, the most called first. What was not called at all is left out. */
export function redRows(label: string, { rate, errors, durations }: RedAnswers): RedRow[] {
  const rates = byLabel(label, rate);
  const failures = byLabel(label, errors);
  const [p50, p95, p99] = durations.map((answer) => (answer ? byLabel(label, answer) : new Map<string, number>()));
  const told = (values: Map<string, number> | undefined, name: string) => {
    const value = values?.get(name);
    return value === undefined || !Number.isFinite(value) ? undefined : value;
  };
  const rows = [...rates].flatMap(([name, perSecond]) => {
    if (!(perSecond > 0)) return [];
    const errorShare = Math.min(1, (failures.get(name) ?? 0) / perSecond);
    const times = { p50: told(p50, name), p95: told(p95, name), p99: told(p99, name) };
    return [{ name, rate: perSecond, errorShare, ...times, impact: 0 }];
  });
  const spent = (row: RedRow) => row.rate * (row.p50 ?? 0);
  const all = rows.reduce((sum, row) => sum + spent(row), 0);
  for (const row of rows) row.impact = all > 0 ? spent(row) / all : 0;
  return rows.sort((a, b) => b.rate - a.rate);
}

function byLabel(label: string, answer: InstantResult): Map<string, number> {
  const values = new Map<string, number>();
  if (answer.kind !== "vector") return values;
  for (const [at, labels] of answer.labels.entries()) {
    values.set(Object.hasOwn(labels, label) ? (labels[label] ?? "") : "", answer.values[at] ?? Number.NaN);
  }
  return values;
}

/** Rates over the whole of a range, as PromQL writes it; a scrape a minute must still give two points. */
export const overRange = (length: Milliseconds): string => formatDuration(Math.max(length, minutes(2)));

/** Rates at each step of a chart: over four steps, so that a point is no single scrape. */
export const overStep = (step: Milliseconds): string =>
  formatDuration(Math.max(Math.round((4 * step) / seconds(1)) * seconds(1), minutes(2)));

/** As the search for traces reads it: short ones in a unit that does not round them away. */
export const leastDuration = (length: number): string =>
  length < 0.01 ? `${Math.max(1, Math.round(length * 1e6))}us` : `${Math.round(length * 1000)}ms`;
