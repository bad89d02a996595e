import type { Expr } from "./ast";
import { functions, type ValueType } from "./functions";

/** Types of what is put together from others, so that asking at every level of a deep tree stays linear. */
const known = new WeakMap<Expr, ValueType>();

/** The type that an expression has, right or wrong inside. */
export function typeOf(expr: Expr): ValueType {
  switch (expr.type) {
    case "number":
      return "scalar";
    case "string":
      return "string";
    case "vector-selector":
    case "aggregate":
      return "vector";
    case "matrix-selector":
    case "subquery":
      return "matrix";
    case "call":
      return functions.get(expr.name)?.returns ?? "vector";
    case "paren":
    case "unary":
    case "binary": {
      const type = known.get(expr) ?? composedType(expr);
      known.set(expr, type);
      return type;
    }
  }
}

function composedType(expr: Extract<Expr, { type: "paren" | "unary" | "binary" }>): ValueType {
  if (expr.type !== "binary") return typeOf(expr.expr);
  return typeOf(expr.left) === "scalar" && typeOf(expr.right) === "scalar" ? "scalar" : "vector";
}
