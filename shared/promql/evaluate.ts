// Answers a parsed query from stored samples, with the semantics of Prometheus 3: what a server with default settings
// answers is right. All of it is synchronous: the samples are in memory, and views of them must not outlive the call.
import type { Labels } from "../model/labels";
import type { InstantResult, Series } from "../model/series";
import type { EpochMs, Milliseconds } from "../units/time";
import type { Query } from "./ast";
import { unwrap } from "./ast";
import { typeOf } from "./check";
import { FindingError, queryError, toDiagnostic } from "./diagnostics";
import { type Context, createBudget, defaultLookback, type Value, type VectorColumn } from "./evaluate/context";
import { evaluateExpression, evaluateRangeVector } from "./evaluate/expression";
import { keyOf } from "./evaluate/label-sets";
import { findUnsupported } from "./evaluate/support";
import type { Selectable } from "./storage";

export interface EvaluateOptions {
  storage: Selectable;
  /** Looked at while the query runs; an object whose getter knows a deadline will do. */
  signal?: { readonly aborted: boolean };
  /** The most samples a query may touch; 20 million unless said otherwise. */
  maxSamples?: number;
  lookback?: Milliseconds;
}

const defaultMaxSamples = 20_000_000;

/** The value of a query at one moment, in the shapes of Prometheus's API. */
export function evaluateInstant(query: Query, time: EpochMs, options: EvaluateOptions): InstantResult {
  return withPlaces(query, () => {
    const context = createContext(options, Float64Array.of(time), { start: time, end: time, step: 0 });
    if (typeOf(query.expr) === "matrix") return { kind: "matrix", series: rawSeries(query, context) };
    const value = evaluateExpression(query.expr, context);
    switch (value.type) {
      case "string":
        return { kind: "string", time, value: value.value };
      case "scalar":
        return { kind: "scalar", time, value: value.values[0] ?? Number.NaN };
      case "vector": {
        const columns = value.columns.filter(({ present }) => present[0]);
        return {
          kind: "vector",
          labels: columns.map(({ labels }) => labels),
          times: new Float64Array(columns.length).fill(time),
          values: Float64Array.from(columns, ({ values }) => values[0] ?? Number.NaN),
        };
      }
    }
  });
}

/** The value of a query at each `start + k * step` up to and with `end`, as series without their empty steps, by labels. */
export function evaluateRange(
  query: Query,
  { start, end, step }: { start: EpochMs; end: EpochMs; step: Milliseconds },
  options: EvaluateOptions,
): Series[] {
  const count = end < start ? 0 : Math.floor((end - start) / step) + 1;
  const steps = Float64Array.from({ length: count }, (_, index) => start + index * step);
  return evaluateSteps(query, steps, step, options)
    .map(({ labels, values, present }) => ({
      labels,
      times: steps.filter((_, index) => present[index] === 1),
      values: values.filter((_, index) => present[index] === 1),
    }))
    .sort(byLabels);
}

/** The value of a query at the steps given, as columns over all of them. A scalar is one column without labels. */
export function evaluateSteps(query: Query, steps: Float64Array, step: Milliseconds, options: EvaluateOptions): VectorColumn[] {
  return withPlaces(query, () => {
    const range = { start: steps[0] ?? 0, end: steps.at(-1) ?? 0, step };
    return seriesOf(query, evaluateRangeable(query, createContext(options, steps, range)));
  });
}

function evaluateRangeable(query: Query, context: Context): Value {
  const type = typeOf(query.expr);
  if (type !== "matrix" && type !== "string") return evaluateExpression(query.expr, context);
  const found = type === "matrix" ? "a range vector; put it into a function, as in `rate(x[5m])`" : "a string";
  throw new FindingError(`a query over time needs a scalar or an instant vector, found ${found}`, query.expr);
}

function seriesOf(query: Query, value: Value): VectorColumn[] {
  switch (value.type) {
    case "scalar":
      return [{ labels: {}, values: value.values, present: new Uint8Array(value.values.length).fill(1) }];
    case "vector":
      return value.columns.filter(({ present }) => present.includes(1));
    case "string":
      throw new FindingError("a query over time cannot be a string", query.expr);
  }
}

/** `x[5m]` by itself answers the samples as they are stored; copied, because the store reuses its memory. */
function rawSeries(query: Query, context: Context): Series[] {
  const { series } = evaluateRangeVector(unwrap(query.expr), context);
  return series.flatMap(({ labels, times, values, windows }) => {
    const [first, end] = [windows.first[0] ?? 0, windows.end[0] ?? 0];
    return first < end ? [{ labels, times: times.slice(first, end), values: values.slice(first, end) }] : [];
  });
}

function createContext(options: EvaluateOptions, steps: Float64Array, query: Context["query"]): Context {
  return {
    steps,
    query,
    storage: options.storage,
    lookback: options.lookback ?? defaultLookback,
    budget: createBudget(options.maxSamples ?? defaultMaxSamples, options.signal),
  };
}

/** Runs an evaluation; what is wrong with the query comes out as an AppError with its place in the text. */
function withPlaces<T>({ text, expr }: Query, run: () => T): T {
  const unsupported = findUnsupported(expr);
  if (unsupported.length > 0) {
    throw queryError(
      unsupported.map((finding) => toDiagnostic(text, finding)),
      "not-supported",
    );
  }
  try {
    return run();
  } catch (error) {
    if (!(error instanceof FindingError)) throw error;
    throw queryError([toDiagnostic(text, error.finding)], error.kind);
  }
}

function byLabels(a: { labels: Labels }, b: { labels: Labels }): number {
  const [left, right] = [keyOf(a.labels), keyOf(b.labels)];
  return left < right ? -1 : left > right ? 1 : 0;
}
