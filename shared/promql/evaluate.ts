// Answers a parsed query from stored samples, with the semantics of Prometheus 3: what a server with default settings
// answers is right. All of it is synchronous: the samples are in memory, and views of them must not outlive the call.
import { AppError } from "../model/failure";
import type { InstantResult, Series } from "../model/series";
import type { EpochMs, Milliseconds } from "../units/time";
import type { Query } from "./ast";
import { unwrap } from "./ast";
import { typeOf } from "./check";
import { FindingError } from "./diagnostics";
import type { Context, Value, VectorColumn } from "./evaluate/context";
import { createContext, type EvaluateOptions, type QuerySpan, withPlaces } from "./evaluate/create-context";
import { evaluateExpression, evaluateRangeVector } from "./evaluate/expression";
import { sortByLabels } from "./evaluate/label-order";
import { dropMarkedNames, keyOf, withoutName } from "./evaluate/label-sets";
import { presentOnly } from "./evaluate/selectors";

export type { EvaluateOptions, QuerySpan };

/** The value of a query at one moment, in the shapes of Prometheus's API. */
export function evaluateInstant(query: Query, time: EpochMs, options: EvaluateOptions): InstantResult {
  return withPlaces(query, () => {
    const context = createContext(options, { start: time, end: time, step: 0 });
    if (typeOf(query.expr) === "matrix") return { kind: "matrix", series: rawSeries(query, context) };
    const value = evaluate(query, context);
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
export function evaluateRange(query: Query, span: QuerySpan, options: EvaluateOptions): Series[] {
  return withPlaces(query, () => {
    const context = createContext(options, refuseBadSpan(span));
    const columns = columnsOf(query, evaluateRangeable(query, context), context);
    return sortByLabels(columns, context.budget).map((column) => {
      context.budget.work(context.steps.length);
      return { labels: column.labels, times: presentOnly(context.steps, column), values: presentOnly(column.values, column) };
    });
  });
}

/**
 * The value of a query at the steps given, as columns over all of them; a scalar is one column without labels. The columns are
 * views of larger memory: copy what goes to another thread.
 */
export function evaluateSteps(query: Query, steps: Float64Array, step: Milliseconds, options: EvaluateOptions): VectorColumn[] {
  return withPlaces(query, () => {
    const span = { start: steps[0] ?? 0, end: steps.at(-1) ?? 0, step };
    const context = createContext(options, span, steps);
    return columnsOf(query, evaluateRangeable(query, context), context);
  });
}

function refuseBadSpan(span: QuerySpan): QuerySpan {
  const { start, end, step } = span;
  if (!(step > 0) || !Number.isFinite(step)) {
    throw new AppError({
      kind: "bad-request",
      say: "zero or negative query resolution step widths are not accepted. Try a positive integer",
    });
  }
  if (Number.isFinite(start) && Number.isFinite(end)) return span;
  throw new AppError({ kind: "bad-request", say: "the start and the end of a query over time must be times" });
}

function evaluate({ expr }: Query, context: Context): Value {
  const value = evaluateExpression(expr, context);
  return value.type === "vector" ? { type: "vector", columns: dropMarkedNames(value.columns, expr, context) } : value;
}

function evaluateRangeable(query: Query, context: Context): Value {
  const type = typeOf(query.expr);
  if (type !== "matrix" && type !== "string") return evaluate(query, context);
  const found = type === "matrix" ? "range vector" : "string";
  throw new FindingError(`invalid expression type "${found}" for range query, must be Scalar or instant Vector`, query.expr);
}

function columnsOf(query: Query, value: Value, { steps }: Context): VectorColumn[] {
  switch (value.type) {
    case "scalar":
      return [{ labels: {}, values: value.values, present: new Uint8Array(steps.length).fill(1) }].filter(() => steps.length > 0);
    case "vector":
      return value.columns.filter(({ present }) => present.includes(1));
    case "string":
      throw new FindingError("a query over time cannot be a string", query.expr);
  }
}

/** `x[5m]` by itself answers the samples as they are stored; copied, because the store reuses its memory. */
function rawSeries({ expr }: Query, context: Context): Series[] {
  const seen = new Set<string>();
  const found: Series[] = [];
  for (const { labels: stored, times, values, windows, dropsName } of evaluateRangeVector(unwrap(expr), context).series) {
    const [first, end] = [windows.first[0] ?? 0, windows.end[0] ?? 0];
    if (first >= end) continue;
    context.budget.work(40);
    const labels = dropsName ? withoutName(stored) : stored;
    if (seen.has(keyOf(labels))) throw new FindingError("vector cannot contain metrics with the same labelset", expr);
    seen.add(keyOf(labels));
    found.push({ labels, times: times.slice(first, end), values: values.slice(first, end) });
  }
  return sortByLabels(found, context.budget);
}
