// A query over several lines, as `/api/v1/format_query` and the editor's button lay it out: what does not fit into a line
// is taken apart, two blanks deeper for each level.
import type { Expr } from "./ast";
import { printAggregateHead, printOperator, printQuery, printSubqueryEnd } from "./print";
import { byteLength } from "./utf8";

const widest = 100;

export function formatQuery(expr: Expr): string {
  return layOut(expr, 0);
}

function layOut(expr: Expr, level: number): string {
  const indent = "  ".repeat(level);
  const line = printQuery(expr);
  if (expr.type === "unary") return `${indent}${expr.operator}${layOut(expr.expr, level).trim()}`;
  if (byteLength(line) <= widest) return expr.type === "subquery" ? line : indent + line;
  switch (expr.type) {
    case "aggregate":
      return `${indent}${printAggregateHead(expr)}(\n${layOutAll(expr.args, level + 1)}\n${indent})`;
    case "call":
      return `${indent}${expr.name}(\n${layOutAll(expr.args, level + 1)}\n${indent})`;
    case "paren":
      return `${indent}(\n${layOut(expr.expr, level + 1)}\n${indent})`;
    case "binary":
      return `${layOut(expr.left, level + 1)}\n${indent}${printOperator(expr)}\n${layOut(expr.right, level + 1)}`;
    case "subquery":
      return layOut(expr.expr, level) + printSubqueryEnd(expr);
    default:
      return indent + line;
  }
}

const layOutAll = (exprs: readonly Expr[], level: number): string => exprs.map((expr) => layOut(expr, level)).join(",\n");
