// Expressions, by precedence. The grammar is Prometheus's own, with its ambiguities settled as its generated parser does:
// `offset`, `@` and brackets belong to the nearest operand, and a sign binds like a multiplication.
import {
  type Aggregate,
  type Binary,
  type BinaryOperator,
  type Call,
  type Expr,
  type Grouping,
  isAggregationWithParameter,
} from "../ast";
import { functions } from "../functions";
import { quote } from "../go-text";
import { decodeString } from "../literals";
import { typeOf } from "../type-of";
import { readGrouping, readMatching } from "./grouping";
import { withHeight } from "./height";
import { readNumberToken } from "./number";
import { readPostfix } from "./postfix";
import { readSelector } from "./selector";
import type { TokenStream } from "./token-stream";
import { canBegin, isAggregation, isBinaryOperator, isBuiltIn, isMetricName, type Token, type TokenKind } from "./tokens";

const levels: BinaryOperator[][] = [
  ["or"],
  ["and", "unless"],
  ["==", "!=", ">", "<", ">=", "<=", "</", ">/"],
  ["+", "-"],
  ["*", "/", "%", "atan2"],
  ["^"],
];
const precedence = new Map<TokenKind, number>(
  levels.flatMap((operators, level) => operators.map((one) => [one, level] as const)),
);
const multiplication = 4;

/** The longest expression from here on whose operators bind at least as tightly as the level given. */
export function readExpression(tokens: TokenStream, level = 0): Expr {
  return tokens.nested(() => {
    let expr = readOperand(tokens);
    for (;;) {
      const { kind } = tokens.peek();
      const modified = readPostfix(tokens, kind, expr);
      if (modified) {
        expr = modified;
        continue;
      }
      const binds = precedence.get(kind);
      if (binds === undefined || binds < level || !isBinaryOperator(kind)) return expr;
      expr = readBinary(tokens, kind, expr, binds);
    }
  });
}

function readBinary(tokens: TokenStream, operator: BinaryOperator, left: Expr, level: number): Binary {
  tokens.take();
  const { returnBool, matching, fill } = readMatching(tokens);
  const right = readExpression(tokens, operator === "^" ? level : level + 1);
  const binary: Binary = { type: "binary", operator, left, right, returnBool, from: left.from, to: right.to };
  // Matching by no label at all says nothing where there are no labels: `1 + on() 2`.
  const isAboutVectors = typeOf(left) === "vector" && typeOf(right) === "vector";
  if (matching && (isAboutVectors || matching.labels.length > 0)) binary.matching = matching;
  if (fill) binary.fill = fill;
  return withHeight(binary, [left, right]);
}

function readOperand(tokens: TokenStream): Expr {
  const { kind } = tokens.peek();
  switch (kind) {
    case "number":
    case "duration":
      return readNumberToken(tokens);
    case "string": {
      const { text, from, to } = tokens.take();
      return { type: "string", value: decodeString(text), from, to };
    }
    case "+":
    case "-":
      return readSigned(tokens, kind);
    case "(": {
      const { from } = tokens.take();
      const expr = readExpression(tokens);
      return withHeight({ type: "paren", expr, from, to: tokens.expect(")").to }, [expr]);
    }
    case "{":
      return readSelector(tokens);
    default:
      return isMetricName(kind) ? readNamed(tokens) : tokens.unexpected();
  }
}

/** A sign before a number is part of the number, but only after what binds tighter: `-1 ^ 2` is -(1 ^ 2). */
function readSigned(tokens: TokenStream, operator: "+" | "-"): Expr {
  const { from } = tokens.take();
  const expr = readExpression(tokens, multiplication + 1);
  if (expr.type === "number") return { ...expr, value: operator === "-" ? -expr.value : expr.value, from };
  return withHeight({ type: "unary", operator, expr, from, to: expr.to }, [expr]);
}

/** A metric, or a call: that is only known when the next token is. */
function readNamed(tokens: TokenStream): Expr {
  const name = tokens.take();
  const { kind } = tokens.peek();
  if (isAggregation(name.kind)) {
    if (kind === "(" || kind === "by" || kind === "without") return readAggregate(tokens, name, name.kind);
  } else if (kind === "(" && (name.kind === "identifier" || isBuiltIn(name.kind))) {
    return readCall(tokens, name);
  }
  return readSelector(tokens, name);
}

function readCall(tokens: TokenStream, { text: name, from, to }: Token): Call {
  const body = readArguments(tokens);
  if (!functions.has(name)) tokens.report(`unknown function with name ${quote(name)}`, { from, to });
  return withHeight({ type: "call", name, args: body.args, from, to: body.to }, body.args);
}

function readAggregate(tokens: TokenStream, name: Token, operator: Aggregate["operator"]): Aggregate {
  let grouping: Grouping | undefined;
  const { args, to } = tokens.within({ in: "aggregation" }, () => {
    grouping = readGroupingClause(tokens)?.grouping;
    const body = readArguments(tokens);
    if (grouping) return body;
    const clause = readGroupingClause(tokens);
    grouping = clause?.grouping;
    return { args: body.args, to: clause?.to ?? body.to };
  });
  const span = { from: name.from, to };
  const wanted = isAggregationWithParameter(operator) ? 2 : 1;
  if (args.length === 0) {
    tokens.report("no arguments for aggregate expression provided", span);
  } else if (args.length !== wanted) {
    const counts = `expected ${wanted}, got ${args.length}`;
    tokens.report(`wrong number of arguments for aggregate expression provided, ${counts}`, span);
  }
  return withHeight({ type: "aggregate", operator, args, grouping: grouping ?? { mode: "by", labels: [] }, ...span }, args);
}

function readGroupingClause(tokens: TokenStream): { grouping: Grouping; to: number } | undefined {
  const { kind } = tokens.peek();
  if (kind !== "by" && kind !== "without") return undefined;
  tokens.take();
  const { labels, to } = readGrouping(tokens);
  return { grouping: { mode: kind, labels }, to };
}

function readArguments(tokens: TokenStream): { args: Expr[]; to: number } {
  tokens.expect("(");
  if (tokens.peek().kind === ")") return { args: [], to: tokens.take().to };
  const args = [readExpression(tokens)];
  while (tokens.peek().kind === ",") {
    const comma = tokens.take();
    if (canBegin(tokens.peek().kind)) args.push(readExpression(tokens));
    else tokens.report("trailing commas not allowed in function call args", comma);
  }
  return { args, to: tokens.expect(")").to };
}
