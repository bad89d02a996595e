// The walk over the tree: each node's value from its children's.
import { type Binary, type Expr, isSetOperator, unwrap } from "../ast";
import { FindingError } from "../diagnostics";
import { aggregate } from "./aggregations";
import { evaluateCall } from "./calls";
import type { Context, Value } from "./context";
import { columnsIn } from "./functions/arguments";
import { atFirstStep, isEvaluatedOnce, repeated } from "./invariance";
import { dropNames } from "./label-sets";
import { matchVectors } from "./matching";
import { scalarWithScalar, vectorWithScalar } from "./operators";
import { evaluateSubquery, type RangeVector, selectInstant, selectRange } from "./selectors";
import { setOperation } from "./set-operators";

/** The value of a checked expression at all steps. Range vectors have none: they live inside functions. */
export function evaluateExpression(expr: Expr, context: Context): Value {
  if (context.steps.length > 1 && isEvaluatedOnce(expr)) return repeated(evaluateNode(expr, atFirstStep(context)), context);
  return evaluateNode(expr, context);
}

function evaluateNode(expr: Expr, context: Context): Value {
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
      return { type: "vector", columns: aggregate(expr, context, evaluateExpression) };
    case "call":
      return evaluateCall(expr, context, {
        value: evaluateExpression,
        range: (arg, inner) => evaluateRangeVector(arg, inner, expr.name),
      });
    case "binary":
      return binary(expr, context);
    case "matrix-selector":
    case "subquery":
      throw new FindingError("a range vector has no single value; put it into a function, as in `rate(x[5m])`", expr);
  }
}

/** The series of a range vector, each with its windows. `func` is the function directly around it. */
export function evaluateRangeVector(expr: Expr, context: Context, func?: string): RangeVector {
  const inner = unwrap(expr);
  if (inner.type === "matrix-selector") return selectRange(inner, context, func);
  if (inner.type === "subquery") {
    return evaluateSubquery(inner, context, (innerContext) => columnsIn(evaluateExpression(inner.expr, innerContext)));
  }
  throw new Error(`a checked query has a ${inner.type} for a range vector`);
}

function negate(expr: Extract<Expr, { type: "unary" }>, context: Context): Value {
  const value = evaluateExpression(expr.expr, context);
  if (value.type === "scalar") return { type: "scalar", values: negated(value.values) };
  const columns = columnsIn(value).map((column) => {
    context.budget.spend(column.values.length);
    return { ...column, values: negated(column.values) };
  });
  return { type: "vector", columns: dropNames(columns, expr, context) };
}

function negated(values: Float64Array): Float64Array {
  const result = new Float64Array(values.length);
  for (let step = 0; step < result.length; step++) result[step] = -(values[step] as number);
  return result;
}

function binary(expr: Binary, context: Context): Value {
  const left = evaluateExpression(expr.left, context);
  const right = evaluateExpression(expr.right, context);
  if (left.type === "scalar" && right.type === "scalar") {
    return { type: "scalar", values: scalarWithScalar(expr, left.values, right.values) };
  }
  if (left.type === "scalar") {
    return { type: "vector", columns: vectorWithScalar(expr, columnsIn(right), left.values, "right", context) };
  }
  if (right.type === "scalar") {
    return { type: "vector", columns: vectorWithScalar(expr, columnsIn(left), right.values, "left", context) };
  }
  const operate = isSetOperator(expr.operator) ? setOperation : matchVectors;
  return { type: "vector", columns: operate(expr, columnsIn(left), columnsIn(right), context) };
}
