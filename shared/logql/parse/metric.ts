// Expressions by precedence: log queries where they may stand, and everything that makes numbers of them.
import { FindingError } from "../../promql/diagnostics";
import { withHeight } from "../../promql/parse/height";
import type { Binary, LogExpr, LogqlExpr, MetricExpr, VectorAggregation } from "../ast";
import { isBinaryOperator, isRangeOperation, isVectorOperation, levelOf, type VectorOperation } from "../words";
import { numberOf, readGrouping, readMatching } from "./grouping";
import { readLogRange, readRangeAggregation } from "./range";
import { checkRegex, readSelector } from "./selector";
import { isUnwrap, readStages } from "./stages";
import type { TokenStream } from "./token-stream";
import type { Token } from "./tokens";

const aQuery = 'a selector such as `{app="api"}`, or a metric query such as `rate({app="api"} [5m])`';

/** The longest expression from here on whose operators bind at least as tightly as the level given. */
export function readExpression(tokens: TokenStream, level = 0): LogqlExpr {
  return tokens.nested(() => {
    let left = readOperand(tokens);
    for (;;) {
      const { kind } = tokens.peek();
      const binds = levelOf(kind);
      if (binds === undefined || binds < level || !isBinaryOperator(kind)) return left;
      const sign = tokens.take();
      const { returnBool, matching } = readMatching(tokens);
      const right = readExpression(tokens, kind === "^" ? binds : binds + 1);
      const [from, to] = [left.from, right.to];
      const sides = { left: metricOf(left, sign.text), right: metricOf(right, sign.text) };
      const binary: Binary = { type: "binary", operator: kind, ...sides, returnBool, from, to };
      if (matching) binary.matching = matching;
      left = withHeight(binary, [left, right]);
    }
  });
}

function metricOf(expr: LogqlExpr, operator: string): MetricExpr {
  if (expr.type !== "log") return expr;
  throw new FindingError(
    `\`${operator}\` works with numbers, and this is a log query: count its lines first, with \`rate(… [5m])\``,
    expr,
  );
}

/** A metric query where only one may stand. */
function readMetric(tokens: TokenStream, where: string): MetricExpr {
  const expr = readExpression(tokens);
  if (expr.type !== "log") return expr;
  throw new FindingError(
    `${where} works with numbers, and this is a log query: count its lines first, with \`rate(… [5m])\``,
    expr,
  );
}

function readOperand(tokens: TokenStream): LogqlExpr {
  const token = tokens.peek();
  switch (token.kind) {
    case "{":
      return readLog(tokens);
    case "(":
      return readWrapped(tokens);
    case "number":
    case "+":
    case "-":
      return readNumber(tokens);
    case "variants":
      return readVariants(tokens);
    case "identifier":
      return readCall(tokens, token);
    default:
      return tokens.unexpected(aQuery);
  }
}

export function readLog(tokens: TokenStream): LogExpr {
  const selector = readSelector(tokens);
  const stages = readStages(tokens);
  if (isUnwrap(tokens)) {
    const { from, to } = tokens.peek(1);
    const message = "`unwrap` takes numbers for a metric: it stands inside of one, as in `sum_over_time({…} | unwrap took [5m])`";
    throw new FindingError(message, { from, to });
  }
  return { type: "log", selector, stages, from: selector.from, to: stages.at(-1)?.to ?? selector.to };
}

function readWrapped(tokens: TokenStream): LogqlExpr {
  const { from } = tokens.take();
  const expr = readExpression(tokens);
  const { to } = tokens.expect(")");
  // Parentheses say nothing around a log query; its stages stand inside of them.
  return expr.type === "log" ? expr : withHeight({ type: "paren", expr, from, to }, [expr]);
}

function readNumber(tokens: TokenStream): MetricExpr {
  const first = tokens.peek();
  const sign = tokens.takeIf("-") ?? tokens.takeIf("+");
  const token = tokens.expect("number", sign ? "a number: a sign stands before nothing else" : "a number");
  const value = numberOf(tokens, token);
  return { type: "number", value: sign?.kind === "-" ? -value : value, from: first.from, to: token.to };
}

function readCall(tokens: TokenStream, name: Token): MetricExpr {
  const word = name.text.toLowerCase();
  tokens.take();
  if (isRangeOperation(word)) return readRangeAggregation(tokens, name, word);
  if (isVectorOperation(word)) return readVectorAggregation(tokens, name, word);
  if (word === "vector") {
    tokens.expect("(");
    const value = numberOf(tokens, tokens.expect("number", "a number"));
    return { type: "vector", value, from: name.from, to: tokens.expect(")").to };
  }
  if (word === "label_replace") return readLabelReplace(tokens, name);
  const what =
    tokens.peek().kind === "(" ? `LogQL has no function \`${name.text}\`` : `expected ${aQuery}, found \`${name.text}\``;
  throw new FindingError(what, name);
}

function readVectorAggregation(tokens: TokenStream, name: Token, operation: VectorOperation): VectorAggregation {
  let grouping = readGrouping(tokens);
  tokens.expect("(", grouping ? "`(`" : "`(`, `by` or `without`");
  let parameter: VectorAggregation["parameter"];
  if (tokens.peek().kind === "number" && tokens.peek(1).kind === ",") {
    const token = tokens.take();
    tokens.take();
    parameter = { value: numberOf(tokens, token), text: token.text };
  }
  const expr = readMetric(tokens, `\`${operation}\``);
  let { to } = tokens.expect(")");
  grouping ??= readGrouping(tokens);
  to = Math.max(to, grouping?.to ?? 0);
  return withHeight(
    {
      type: "vector-aggregation",
      operation,
      name: { from: name.from, to: name.to },
      ...(parameter && { parameter }),
      ...(grouping && { grouping }),
      expr,
      from: name.from,
      to,
    },
    [expr],
  );
}

function readLabelReplace(tokens: TokenStream, name: Token): MetricExpr {
  tokens.expect("(");
  const expr = readMetric(tokens, "`label_replace`");
  const texts = [
    "the new label",
    "its value, with `$1` for what the regular expression found",
    "the label to read",
    "a regular expression",
  ];
  const [destination, replacement, source, pattern] = texts.map((what) => {
    tokens.expect(",");
    return tokens.expectText(`${what}, in quotes`);
  });
  const to = tokens.expect(")").to;
  const span = pattern?.span ?? { from: name.from, to };
  checkRegex(tokens, pattern?.value ?? "", span);
  return withHeight(
    {
      type: "label-replace",
      expr,
      destination: destination?.value ?? "",
      replacement: replacement?.value ?? "",
      source: source?.value ?? "",
      pattern: pattern?.value ?? "",
      patternSpan: span,
      from: name.from,
      to,
    },
    [expr],
  );
}

function readVariants(tokens: TokenStream): MetricExpr {
  const { from } = tokens.take();
  tokens.expect("(");
  const exprs: MetricExpr[] = [];
  do exprs.push(readMetric(tokens, "`variants`"));
  while (tokens.takeIf(","));
  tokens.expect(")", "`,` or `)`");
  tokens.expect("of");
  tokens.expect("(");
  const of = readLogRange(tokens);
  return withHeight({ type: "variants", exprs, of, from, to: tokens.expect(")").to }, exprs);
}
