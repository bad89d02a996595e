// The log queries inside of a query: itself, or one in each of its range aggregations.
import type { LogExpr, LogqlQuery, LogRange, MetricExpr } from "./ast";

/** A log query with the window it is counted in, where it is. */
export type LogPart = { log: LogExpr } & Partial<LogRange>;

export const logPartsOf = (query: LogqlQuery): LogPart[] =>
  query.kind === "lines" ? [{ log: query.expr }] : logRangesOf(query.expr);

/** In the order in which they stand. */
function logRangesOf(expr: MetricExpr): LogRange[] {
  switch (expr.type) {
    case "number":
    case "vector":
      return [];
    case "range-aggregation":
      return [expr];
    case "paren":
    case "vector-aggregation":
    case "label-replace":
      return logRangesOf(expr.expr);
    case "binary":
      return [...logRangesOf(expr.left), ...logRangesOf(expr.right)];
    case "variants":
      return [...expr.exprs.flatMap(logRangesOf), expr.of];
  }
}

/** Whether the range stands between the selector and what follows it, so that nothing more may come before it. */
export function isRangeFirst({ log, unwrap, range }: LogPart): boolean {
  const first = log.stages[0] ?? unwrap;
  return range !== undefined && first !== undefined && range.from < first.from;
}
