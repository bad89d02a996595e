// The walk over the tree: each node's value from its children's.
import { type Binary, type Call, type Expr, isSetOperator, unwrap } from "../ast";
import { FindingError } from "../diagnostics";
import { aggregate } from "./aggregations";
import type { Context, Value, VectorColumn } from "./context";
import { applyInstantFunction, columnsIn } from "./instant-functions";
import { dropNames } from "./label-sets";
import { matchVectors, setOperation } from "./matching";
import { scalarWithScalar, vectorWithScalar } from "./operators";
import { applyRangeFunction, isRangeFunction, keepsName } from "./range-functions";
import { evaluateSubquery, type RangeVector, selectInstant, selectRange } from "./selectors";

/** The value of a checked expression at all steps. Range vectors have none: they live inside functions. */
export function evaluateExpression(expr: Expr, context: Context): Value {
  switch (expr.type) {
    case "number":
      return { type: "scalar", values: new Float64Array(context.steps.length).fill(expr.value) };
    case "string":
      return { type: "string", value: expr.value };
    case "paren":
      return evaluateExpression(expr.expr, context);
    case "vector-selector":
      return { type: "vector", columns: selectInstant(expr, context) };
    case "unary":
      return expr.operator === "-" ? negate(expr, context) : evaluateExpression(expr.expr, context);
    case "aggregate":
      return { type: "vector", columns: aggregate(expr, evaluateVector(expr.args[0], context), context) };
    case "call":
      return call(expr, context);
    case "binary":
      return binary(expr, context);
    case "matrix-selector":
    case "subquery":
      throw new FindingError("a range vector has no single value; put it into a function, as in `rate(x[5m])`", expr);
  }
}

/** The series of a range vector, each with its windows. */
export function evaluateRangeVector(expr: Expr, context: Context): RangeVector {
  const inner = unwrap(expr);
  if (inner.type === "matrix-selector") return selectRange(inner, context);
  if (inner.type === "subquery") {
    return evaluateSubquery(inner, context, (innerContext) => evaluateVector(inner.expr, innerContext));
  }
  throw new Error(`a checked query has a ${inner.type} for a range vector`);
}

function evaluateVector(expr: Expr | undefined, context: Context): VectorColumn[] {
  if (!expr) throw new Error("a checked query lacks an argument");
  return columnsIn(evaluateExpression(expr, context));
}

function negate(expr: Extract<Expr, { type: "unary" }>, context: Context): Value {
  const value = evaluateExpression(expr.expr, context);
  if (value.type === "scalar") return { type: "scalar", values: value.values.map((number) => -number) };
  const columns = columnsIn(value).map((column) => ({ ...column, values: column.values.map((number) => -number) }));
  return { type: "vector", columns: dropNames(columns, expr) };
}

function call(expr: Call, context: Context): Value {
  const [first] = expr.args;
  if (first && isRangeFunction(expr.name)) {
    const columns = applyRangeFunction(expr.name, evaluateRangeVector(first, context), context.budget);
    return { type: "vector", columns: keepsName(expr.name) ? columns : dropNames(columns, expr) };
  }
  if (first && expr.name === "timestamp") return { type: "vector", columns: dropNames(timestamps(first, context), expr) };
  const args = expr.args.map((arg) => evaluateExpression(arg, context));
  return applyInstantFunction(expr, args, context);
}

/** Of a bare selector, the times of its samples; of anything else, the time of the evaluation. */
function timestamps(arg: Expr, context: Context): VectorColumn[] {
  const inner = unwrap(arg);
  if (inner.type === "vector-selector") return selectInstant(inner, context, "time");
  const seconds = context.steps.map((step) => step / 1000);
  return evaluateVector(inner, context).map((column) => ({ ...column, values: seconds }));
}

function binary(expr: Binary, context: Context): Value {
  const left = evaluateExpression(expr.left, context);
  const right = evaluateExpression(expr.right, context);
  if (left.type === "scalar" && right.type === "scalar") {
    return { type: "scalar", values: scalarWithScalar(expr, left.values, right.values) };
  }
  if (left.type === "scalar") {
    return { type: "vector", columns: vectorWithScalar(expr, columnsIn(right), left.values, "right") };
  }
  if (right.type === "scalar") {
    return { type: "vector", columns: vectorWithScalar(expr, columnsIn(left), right.values, "left") };
  }
  const operate = isSetOperator(expr.operator) ? setOperation : matchVectors;
  return { type: "vector", columns: operate(expr, columnsIn(left), columnsIn(right), context) };
}
