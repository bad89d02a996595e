// What the values of an expression count, where its metric's name says so. Prometheus's naming rules put the unit last.

import type { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import type { Unit } from "#shared/format/quantity";

const suffixes: readonly { suffix: RegExp; unit: Unit; perSecond: Unit }[] = [
  { suffix: /_bytes(_total|_sum)?$/, unit: "bytes", perSecond: "bytes-per-second" },
  // A rate of seconds per second is a plain share of time.
  { suffix: /_seconds(_total|_sum)?$/, unit: "seconds", perSecond: "ratio" },
  { suffix: /_celsius$/, unit: "celsius", perSecond: "number" },
  { suffix: /_ratio$/, unit: "ratio", perSecond: "number" },
  { suffix: /_watts$/, unit: "watts", perSecond: "number" },
  { suffix: /_hertz$/, unit: "hertz", perSecond: "number" },
  { suffix: /_total$/, unit: "number", perSecond: "per-second" },
];

/** Aggregations and functions whose result counts the same as what they are given. */
const keeping = new Set(
  "sum avg min max topk bottomk quantile avg_over_time min_over_time max_over_time sum_over_time last_over_time quantile_over_time abs ceil floor round clamp_min clamp_max clamp sort sort_desc delta increase label_replace label_join".split(
    " ",
  ),
);
const rates = new Set(["rate", "irate"]);

/** The unit of an expression's values; a bare number for arithmetic and wherever the name does not tell. */
export function unitOf(expr: string): Unit {
  let node = parser.parse(expr).topNode.firstChild;
  while (node?.name === "LineComment") node = node.nextSibling;
  let isRate = false;
  while (node) {
    if (node.name === "VectorSelector") return unitOfName(textOf(node.getChild("Identifier"), expr), isRate);
    if (node.name === "FunctionCall" || node.name === "AggregateExpr") {
      const name = textOf(node.getChild("FunctionIdentifier") ?? node.getChild("AggregateOp"), expr);
      if (rates.has(name) && !isRate) isRate = true;
      else if (!keeping.has(name)) return "number";
    }
    node = operandOf(node);
  }
  return "number";
}

function unitOfName(name: string, isRate: boolean): Unit {
  // A timestamp is written in seconds too, but no length of time.
  if (/_(timestamp|time)_seconds$/.test(name)) return "number";
  const known = suffixes.find(({ suffix }) => suffix.test(name));
  if (!known) return isRate ? "per-second" : "number";
  return isRate ? known.perSecond : known.unit;
}

const textOf = (node: SyntaxNode | null, expr: string): string => (node ? expr.slice(node.from, node.to) : "");

/** What the outermost step of the expression works on; null where there is not one such thing. */
function operandOf(node: SyntaxNode): SyntaxNode | null {
  switch (node.name) {
    case "ParenExpr":
    case "StepInvariantExpr":
    case "OffsetExpr":
    case "MatrixSelector":
    case "SubqueryExpr":
      return node.firstChild;
    case "FunctionCall":
    case "AggregateExpr":
      return vectorArgument(node.getChild("FunctionCallBody"));
    default:
      return null;
  }
}

/** The one argument that is no number and no string: `topk(5, x)` and `label_replace(x, "a", …)` are about x. */
function vectorArgument(body: SyntaxNode | null): SyntaxNode | null {
  const found: SyntaxNode[] = [];
  for (let child = body?.firstChild; child; child = child.nextSibling) {
    if (!["NumberDurationLiteral", "StringLiteral", "LineComment"].includes(child.name) && /^[A-Z]/.test(child.name))
      found.push(child);
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}
