import type { SyntaxNode } from "@lezer/common";
import type { Duration, Span } from "./ast";
import { FindingError } from "./diagnostics";
import { parseNumber } from "./literals";

const operators: Record<string, "+" | "-" | "*" | "/" | "%" | "^"> = {
  Add: "+",
  Sub: "-",
  Mul: "*",
  Div: "/",
  Mod: "%",
  Pow: "^",
};
const deepest = 100;

/** The duration of a DurationExpr or OffsetDurationExpr: a literal, or arithmetic over literals, `step()` and `range()`. */
export function convertDuration(text: string, node: SyntaxNode, depth = 0): Duration {
  const span: Span = { from: node.from, to: node.to };
  if (depth > deepest) throw new FindingError("the duration is nested too deeply", span);
  const first = node.firstChild;
  const second = first?.nextSibling;
  const third = second?.nextSibling;
  if (!first) throw new Error(`the grammar made an empty ${node.name}`);
  const inner = (child: SyntaxNode | null | undefined): Duration => {
    if (!child) throw new Error(`the grammar made a ${node.name} that is not complete`);
    return convertDuration(text, child, depth + 1);
  };
  switch (first.name) {
    case "NumberDurationLiteralInDurationContext":
      return { type: "literal", seconds: literalSeconds(text, first), ...span };
    case "DurationStep":
      return { type: "step", ...span };
    case "DurationRange":
      return { type: "range", ...span };
    case "DurationMinOf":
      return { type: "min_of", args: [inner(second), inner(third)], ...span };
    case "DurationMaxOf":
      return { type: "max_of", args: [inner(second), inner(third)], ...span };
    case "UnaryOp":
      return { type: "unary", operator: text[first.from] === "-" ? "-" : "+", expr: inner(second), ...span };
    default: {
      const operator = second && Object.hasOwn(operators, second.name) ? operators[second.name] : undefined;
      if (!operator) return inner(first);
      return { type: "binary", operator, left: inner(first), right: inner(third), ...span };
    }
  }
}

function literalSeconds(text: string, node: SyntaxNode): number {
  const literal = text.slice(node.from, node.to);
  const value = parseNumber(literal);
  if (value !== undefined && Number.isFinite(value)) return value;
  throw new FindingError(`expected a duration, found \`${literal}\``, { from: node.from, to: node.to });
}
