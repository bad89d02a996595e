// Metric queries over lines that are handed in one after the other, in any order.
import type { LogEntry } from "../../logs/block";
import type { Labels } from "../../model/labels";
import type { Series } from "../../model/series";
import { queryError } from "../../promql/diagnostics";
import type { EpochMs, Milliseconds } from "../../units/time";
import type { Grouping, LogqlQuery, MetricExpr, RangeAggregation } from "../ast";
import { type Operand, operate } from "./binary";
import { type Columns, columnAt } from "./columns";
import { replaceLabel } from "./label-replace";
import { supportedHere } from "./supported";
import { aggregate } from "./vector-operations";
import { createWindows, type Windows } from "./windows";

export interface LogMetrics {
  /** A line as its source has it: selectors and stages are the query's business. */
  add(entry: LogEntry): void;
  /** The answer, once all lines have come. */
  series(): Series[];
}

/**
 * Values at `start`, `start + step`, … up to `end`. Throws `not-supported` for what is not answered here, and `bad-query` for what is
 * no metric query.
 */
export function createLogMetrics(
  query: LogqlQuery,
  { start, end, step }: { start: EpochMs; end: EpochMs; step: Milliseconds },
): LogMetrics {
  const unsupported = supportedHere(query);
  if (unsupported.length > 0) throw queryError(unsupported, "not-supported");
  if (query.kind !== "metric") throw notMetric(query.text);
  const count = Math.max(0, Math.floor((end - start) / step) + 1);
  const windows = new Map<RangeAggregation, Windows>();
  for (const { expr, summed } of rangeAggregationsOf(query.expr))
    windows.set(expr, createWindows(expr, { start, step, count }, summed));

  function value(expr: MetricExpr): Operand {
    switch (expr.type) {
      case "number":
        return expr.value;
      case "vector":
        return constant(expr.value, count);
      case "paren":
        return value(expr.expr);
      case "range-aggregation":
        return windows.get(expr)?.columns() ?? new Map();
      case "vector-aggregation":
        return aggregate(expr, seriesOf(expr.expr), count);
      case "label-replace":
        return replaceLabel(expr, seriesOf(expr.expr), count);
      case "binary":
        return operate(expr, value(expr.left), value(expr.right), count);
      case "variants":
        throw new Error("variants are not supported, which was checked before");
    }
  }

  function seriesOf(expr: MetricExpr): Columns {
    const found = value(expr);
    return typeof found === "number" ? constant(found, count) : found;
  }

  return {
    add(entry) {
      for (const one of windows.values()) one.add(entry);
    },
    series: () => [...seriesOf(query.expr).values()].flatMap((column) => toSeries(column, { start, step, count })),
  };
}

const notMetric = (text: string) => {
  const place = { from: 0, to: text.length, line: 1, column: 1 };
  const message = "this is a log query, and a metric query was asked for: count its lines with `rate(… [5m])`";
  return queryError([{ severity: "error", message, place }]);
};

type Grouped = Pick<Grouping, "mode" | "labels">;

/** With those labels by which they are summed up, where the sum of all comes to the same as the whole. */
function rangeAggregationsOf(expr: MetricExpr, summed?: Grouped): { expr: RangeAggregation; summed?: Grouped }[] {
  switch (expr.type) {
    case "number":
    case "vector":
    case "variants":
      return [];
    case "range-aggregation":
      return [{ expr, ...(summed && isSum(expr) && { summed }) }];
    case "paren":
      return rangeAggregationsOf(expr.expr, summed);
    case "vector-aggregation":
      return rangeAggregationsOf(expr.expr, expr.operation === "sum" ? (expr.grouping ?? { mode: "by", labels: [] }) : undefined);
    case "label-replace":
      return rangeAggregationsOf(expr.expr);
    case "binary":
      return [...rangeAggregationsOf(expr.left), ...rangeAggregationsOf(expr.right)];
  }
}

const sums = new Set<string>(["count_over_time", "rate", "bytes_over_time", "bytes_rate", "sum_over_time"]);

/** Unwrapped labels tell no series apart; a sum without them could still name one. */
const isSum = ({ operation, unwrap, grouping }: RangeAggregation): boolean => sums.has(operation) && !unwrap && !grouping;

function constant(value: number, count: number): Columns {
  const columns: Columns = new Map();
  const { values, has } = columnAt(columns, {}, count);
  values.fill(value);
  has.fill(1);
  return columns;
}

/** Without the moments that have no value; none at all where that is every one. */
function toSeries(
  { labels, values, has }: { labels: Labels; values: Float64Array; has: Uint8Array },
  { start, step, count }: { start: number; step: number; count: number },
): Series[] {
  const there: number[] = [];
  for (let index = 0; index < count; index++) if (has[index] === 1) there.push(index);
  if (there.length === 0) return [];
  return [
    {
      labels,
      times: Float64Array.from(there, (index) => start + index * step),
      values: Float64Array.from(there, (index) => values[index] ?? 0),
    },
  ];
}
