// Many alert expressions compare something with a number. That number is drawn as a line, and the something as the curve.

import type { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import { parseDuration } from "#shared/format/duration";

export type Comparison = ">" | ">=" | "<" | "<=" | "==" | "!=";

export interface Threshold {
  /** What is compared, as PromQL of its own. */
  expr: string;
  comparison: Comparison;
  limit: number;
}

const comparisons: Readonly<Record<string, Comparison>> = { Gtr: ">", Gte: ">=", Lss: "<", Lte: "<=", Eql: "==", Neq: "!=" };
const mirrored: Readonly<Record<Comparison, Comparison>> = { ">": "<", ">=": "<=", "<": ">", "<=": ">=", "==": "==", "!=": "!=" };

/** The two sides of `A > number` (or `number < A`); undefined for every other shape, which is then drawn as it is. */
export function thresholdOf(expr: string): Threshold | undefined {
  let node = parser.parse(expr).topNode.firstChild;
  while (node?.name === "LineComment") node = node.nextSibling;
  if (node) node = withoutParens(node);
  if (node?.name !== "BinaryExpr" || node.getChild("BoolModifier")) return undefined;
  const [left, operator, right] = children(node);
  const comparison = operator && Object.hasOwn(comparisons, operator.name) ? comparisons[operator.name] : undefined;
  if (!left || !right || !comparison) return undefined;
  const text = (side: SyntaxNode) => expr.slice(side.from, side.to);
  const limit = numberIn(right, expr);
  if (limit !== undefined) return { expr: text(left), comparison, limit };
  const mirroredLimit = numberIn(left, expr);
  if (mirroredLimit !== undefined) return { expr: text(right), comparison: mirrored[comparison], limit: mirroredLimit };
  return undefined;
}

/** The comparison without its left side, for the table: `> 85`. */
export const describeLimit = ({ comparison, limit }: Threshold): string => `${comparison} ${limit}`;

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name !== "LineComment") found.push(child);
  return found;
}

function withoutParens(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.name === "ParenExpr") {
    const [child] = children(inner);
    if (!child) return inner;
    inner = child;
  }
  return inner;
}

function numberIn(side: SyntaxNode, expr: string): number | undefined {
  const node = withoutParens(side);
  if (node.name === "UnaryExpr") {
    const [sign, operand] = children(node);
    const value = operand && numberIn(operand, expr);
    return value === undefined || !sign ? undefined : expr[sign.from] === "-" ? -value : value;
  }
  if (node.name !== "NumberDurationLiteral") return undefined;
  const text = expr.slice(node.from, node.to);
  // PromQL counts a duration that stands for a number in seconds: `> 5m` is `> 300`.
  const duration = parseDuration(text);
  if (duration.ok) return duration.value / 1000;
  // Prometheus reads `010` as eight, as Go does; a line drawn at the wrong height is worse than none.
  if (/^0\d/.test(text)) return undefined;
  const number = Number(text.replaceAll("_", ""));
  return Number.isFinite(number) ? number : undefined;
}
