// Arguments of a checked call, as the type that its signature promises.
import { type Call, type Expr, type Span, unwrap } from "../../ast";
import type { Walk } from "../calls";
import type { Context, Value, VectorColumn } from "../context";
import { isEvaluatedOnce } from "../invariance";

/** The argument at a place, without the parentheses around it. */
export function argument(call: Call, index: number): Expr {
  const expr = call.args[index];
  if (!expr) throw new Error(`a checked call of ${call.name} lacks an argument`);
  return unwrap(expr);
}

/**
 * Where annotations about an argument point: at what is inside its parentheses. At the parentheses themselves if it is the same
 * at every step while the call is not: Prometheus then evaluates it apart, together with them.
 */
export function placeOfArgument(call: Call, index: number): Span {
  const inner = argument(call, index);
  const isConstant = inner.type === "number" || isEvaluatedOnce(inner);
  return isConstant && !isEvaluatedOnce(call) ? (call.args[index] ?? inner) : inner;
}

export function scalarAt(call: Call, index: number, context: Context, walk: Walk): Float64Array {
  return scalarIn(walk.value(argument(call, index), context));
}

export function columnsAt(call: Call, index: number, context: Context, walk: Walk): VectorColumn[] {
  return columnsIn(walk.value(argument(call, index), context));
}

/** Strings are always literals. */
export function textAt(call: Call, index: number): string {
  const expr = argument(call, index);
  if (expr.type !== "string") throw new Error(`a checked call of ${call.name} has a ${expr.type} for a string`);
  return expr.value;
}

export function scalarIn(value: Value | undefined): Float64Array {
  if (value?.type !== "scalar") throw new Error("a checked query gave something else than a scalar");
  return value.values;
}

export function columnsIn(value: Value | undefined): VectorColumn[] {
  if (value?.type !== "vector") throw new Error("a checked query gave something else than an instant vector");
  return value.columns;
}
