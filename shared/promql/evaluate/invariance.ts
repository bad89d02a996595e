// Parts of a query that are the same at every step, because every selector in them stands under `@`: they are evaluated
// once, at the first step, and the answer holds for all. Where Prometheus draws the line shows in results, so it is drawn there.
import { childrenOf, type Expr, unwrap } from "../ast";
import type { Context, Value, VectorColumn } from "./context";

/** Functions that look at the time of the evaluation whatever their arguments. */
const looksAtTime = new Set(
  "days_in_month day_of_month day_of_week day_of_year hour minute month year predict_linear time timestamp".split(" "),
);

const known = new WeakMap<Expr, boolean>();

/** Whether an expression has one value for all steps, and is more than a literal. */
export function isEvaluatedOnce(expr: Expr): boolean {
  const inner = unwrap(expr);
  switch (inner.type) {
    case "number":
    case "string":
    case "matrix-selector":
    case "subquery":
      return false;
    default:
      return isInvariant(inner);
  }
}

function isInvariant(expr: Expr): boolean {
  let invariant = known.get(expr);
  if (invariant === undefined) {
    invariant = findInvariance(expr);
    known.set(expr, invariant);
  }
  return invariant;
}

function findInvariance(expr: Expr): boolean {
  switch (expr.type) {
    case "vector-selector":
    case "subquery":
      return expr.at !== undefined;
    case "aggregate": {
      // Of an aggregation only the vector counts: a parameter that varies is taken from the first step then.
      const vector = expr.args.at(-1);
      return vector !== undefined && isInvariant(vector);
    }
    case "call": {
      if (!looksAtTime.has(expr.name)) return expr.args.every(isInvariant);
      const [first] = expr.args;
      return expr.name === "timestamp" && first !== undefined && unwrap(first).type === "vector-selector" && isInvariant(first);
    }
    default:
      return childrenOf(expr).every(isInvariant);
  }
}

/** The context of what is evaluated once. */
export const atFirstStep = (context: Context): Context => ({ ...context, steps: context.steps.subarray(0, 1) });

/** The value at the first step as that of all steps. */
export function repeated(value: Value, { steps, budget }: Context): Value {
  switch (value.type) {
    case "string":
      return value;
    case "scalar":
      return { type: "scalar", values: new Float64Array(steps.length).fill(value.values[0] ?? Number.NaN) };
    case "vector":
      budget.spend(value.columns.length * steps.length);
      return {
        type: "vector",
        columns: value.columns.filter(({ present }) => present[0]).map((column) => repeatColumn(column, steps.length)),
      };
  }
}

function repeatColumn(column: VectorColumn, steps: number): VectorColumn {
  return {
    ...column,
    values: new Float64Array(steps).fill(column.values[0] ?? 0),
    present: new Uint8Array(steps).fill(1),
  };
}
