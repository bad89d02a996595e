// Makes our syntax tree of the grammar's. The grammar's tree needs two repairs, both measured against Prometheus's parser:
// `offset`, `@` and `[...]` after an operator's right side wrap the whole operation instead of that side, and the sign of a
// number stands inside the literal, so that `-1 ^ 2` would be 1.
import type { SyntaxNode, Tree } from "@lezer/common";
import type { Aggregate, Binary, Call, Expr, Grouping, SelectorMatcher, Span, VectorMatching, VectorSelector } from "./ast";
import { type Aggregation, aggregations, type BinaryOperator } from "./ast";
import { convertDuration } from "./convert-duration";
import { FindingError } from "./diagnostics";
import { decodeString, parseNumber } from "./literals";
import { attachAt, attachExtension, attachOffset, attachRange, attachSubquery } from "./postfix";
import type { Matcher } from "./storage";

/** Deeper than any query a person or a generator writes, and shallow enough that no walk over the tree runs out of stack. */
const deepest = 400;

/** The tree of a text that has no error nodes and no comments. Throws FindingError for what cannot be represented. */
export function convert(text: string, tree: Tree): Expr {
  let depth = 0;
  const textOf = (node: SyntaxNode) => text.slice(node.from, node.to);

  function expression(node: SyntaxNode | null): Expr {
    if (!node) throw new Error("the grammar left an expression out without an error node");
    if (depth >= deepest) throw new FindingError(`the query is nested more than ${deepest} levels deep`, spanOf(node));
    depth++;
    try {
      return expressionOf(node);
    } finally {
      depth--;
    }
  }

  function expressionOf(node: SyntaxNode): Expr {
    const span = spanOf(node);
    switch (node.name) {
      case "NumberDurationLiteral":
        return { type: "number", value: numberOf(node), ...span };
      case "StringLiteral":
        return { type: "string", value: stringOf(node), ...span };
      case "ParenExpr":
        return { type: "paren", expr: expression(node.firstChild), ...span };
      case "UnaryExpr":
        return {
          type: "unary",
          operator: textOf(childNamed(node, "UnaryOp")).trim() === "-" ? "-" : "+",
          expr: expression(node.lastChild),
          ...span,
        };
      case "BinaryExpr":
        return binary(node);
      case "FunctionCall":
        return call(node);
      case "AggregateExpr":
        return aggregate(node);
      case "VectorSelector":
        return vectorSelector(node);
      case "MatrixSelector":
        return attachRange(expression(node.firstChild), convertDuration(text, childNamed(node, "DurationExpr")), node.to);
      case "SubqueryExpr": {
        const [range, step] = node.getChildren("DurationExpr").map((duration) => convertDuration(text, duration));
        if (!range) throw new Error("a subquery without a range");
        return attachSubquery(expression(node.firstChild), range, step, node.to);
      }
      case "OffsetExpr":
        return attachOffset(expression(node.firstChild), convertDuration(text, childNamed(node, "OffsetDurationExpr")), node.to);
      case "StepInvariantExpr":
        return stepInvariant(node);
      case "AnchoredExpr":
        return attachExtension(expression(node.firstChild), "anchored", node.to);
      case "SmoothedExpr":
        return attachExtension(expression(node.firstChild), "smoothed", node.to);
      default:
        throw new Error(`the grammar made a ${node.name} where an expression belongs`);
    }
  }

  function numberOf(node: SyntaxNode): number {
    const value = parseNumber(textOf(node));
    if (value === undefined) throw new FindingError(`\`${textOf(node)}\` is not a number that fits`, spanOf(node));
    return value;
  }

  function stringOf(node: SyntaxNode): string {
    try {
      return decodeString(textOf(node));
    } catch (error) {
      throw new FindingError((error as Error).message, spanOf(node));
    }
  }

  function stepInvariant(node: SyntaxNode): Expr {
    const target = expression(node.firstChild);
    const preprocessor = node.getChild("AtModifierPreprocessors");
    if (preprocessor) return attachAt(target, { kind: preprocessor.getChild("AtStart") ? "start" : "end" }, node.to);
    const time = childNamed(node, "NumberDurationLiteral");
    const seconds = numberOf(time);
    if (!Number.isFinite(seconds)) {
      throw new FindingError(`\`@\` needs a time in Unix seconds, found \`${textOf(time)}\``, spanOf(time));
    }
    return attachAt(target, { kind: "time", time: Math.round(seconds * 1000) }, node.to);
  }

  function binary(node: SyntaxNode): Expr {
    const [leftNode, operatorNode] = [node.firstChild, node.firstChild?.nextSibling];
    if (!leftNode || !operatorNode) throw new Error("a binary expression without an operator");
    const result: Binary = {
      type: "binary",
      operator: textOf(operatorNode).toLowerCase() as BinaryOperator,
      left: expression(leftNode),
      right: expression(node.lastChild),
      returnBool: node.getChild("BoolModifier") !== null,
      ...spanOf(node),
    };
    const clause = node.getChild("MatchingModifierClause");
    if (clause) result.matching = vectorMatching(clause);
    const fill = node.getChild("FillModifier");
    if (fill) result.fill = fillValues(fill);
    const sign = result.operator === "^" && leftNode.name === "NumberDurationLiteral" ? text[leftNode.from] : undefined;
    if (sign !== "-" && sign !== "+") return result;
    // The power binds tighter than the sign: -1 ^ 2 is -(1 ^ 2).
    const unsigned = Math.abs((result.left as { value: number }).value);
    const power: Binary = { ...result, left: { type: "number", value: unsigned, from: leftNode.from + 1, to: leftNode.to } };
    return { type: "unary", operator: sign, expr: power, ...spanOf(node) };
  }

  function vectorMatching(clause: SyntaxNode): VectorMatching {
    const [labels, include] = clause.getChildren("GroupingLabels");
    const matching: VectorMatching = {
      mode: clause.getChild("On") ? "on" : "ignoring",
      labels: labels ? labelNames(labels) : [],
    };
    const side = clause.getChild("GroupLeft") ? "left" : clause.getChild("GroupRight") ? "right" : undefined;
    if (side) matching.group = { side, include: include ? labelNames(include) : [] };
    return matching;
  }

  function fillValues(node: SyntaxNode): { left?: number; right?: number } {
    const valueIn = (clause: string) => {
      const literal = node.getChild(clause)?.getChild("NumberDurationLiteral");
      return literal ? numberOf(literal) : undefined;
    };
    const both = valueIn("FillClause");
    return { left: valueIn("FillLeftClause") ?? both, right: valueIn("FillRightClause") ?? both };
  }

  function labelNames(node: SyntaxNode): string[] {
    const names: string[] = [];
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.name === "LabelName") names.push(textOf(child));
      if (child.name === "QuotedLabelName") names.push(stringOf(child));
    }
    return names;
  }

  function args(node: SyntaxNode): Expr[] {
    const found: Expr[] = [];
    for (let child = childNamed(node, "FunctionCallBody").firstChild; child; child = child.nextSibling)
      found.push(expression(child));
    return found;
  }

  function call(node: SyntaxNode): Call {
    return { type: "call", name: textOf(childNamed(node, "FunctionIdentifier")), args: args(node), ...spanOf(node) };
  }

  function aggregate(node: SyntaxNode): Aggregate {
    const operator = textOf(childNamed(node, "AggregateOp")).toLowerCase() as Aggregation;
    if (!aggregations.includes(operator)) throw new Error(`the grammar knows an aggregation we do not: ${operator}`);
    const modifier = node.getChild("AggregateModifier");
    const grouping: Grouping = {
      mode: modifier?.getChild("Without") ? "without" : "by",
      labels: modifier ? labelNames(childNamed(modifier, "GroupingLabels")) : [],
    };
    return { type: "aggregate", operator, args: args(node), grouping, ...spanOf(node) };
  }

  function vectorSelector(node: SyntaxNode): VectorSelector {
    const matchers: SelectorMatcher[] = [];
    const identifier = node.getChild("Identifier");
    if (identifier) matchers.push(nameMatcher(textOf(identifier), spanOf(identifier)));
    for (let child = node.getChild("LabelMatchers")?.firstChild ?? null; child; child = child.nextSibling) {
      if (child.name === "QuotedLabelName") matchers.push(nameMatcher(stringOf(child), spanOf(child)));
      if (child.name === "UnquotedLabelMatcher" || child.name === "QuotedLabelMatcher") matchers.push(matcher(child));
    }
    return { type: "vector-selector", matchers, ...spanOf(node) };
  }

  function matcher(node: SyntaxNode): SelectorMatcher {
    const quoted = node.getChild("QuotedLabelName");
    return {
      label: quoted ? stringOf(quoted) : textOf(childNamed(node, "LabelName")),
      operator: textOf(childNamed(node, "MatchOp")) as Matcher["operator"],
      value: stringOf(childNamed(node, "StringLiteral")),
      ...spanOf(node),
    };
  }

  return expression(tree.topNode.firstChild);
}

const nameMatcher = (value: string, span: Span): SelectorMatcher => ({ label: "__name__", operator: "=", value, ...span });

const spanOf = (node: SyntaxNode): Span => ({ from: node.from, to: node.to });

function childNamed(node: SyntaxNode, name: string): SyntaxNode {
  const child = node.getChild(name);
  if (!child) throw new Error(`the grammar made a ${node.name} without a ${name}`);
  return child;
}
