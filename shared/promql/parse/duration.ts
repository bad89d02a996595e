// Lengths of time, in brackets and behind `offset`: literals, and arithmetic over them, `step()` and `range()`.
import type { Duration } from "../ast";
import { withHeight } from "./height";
import { readNumberToken } from "./number";
import type { TokenStream } from "./token-stream";
import type { Token, TokenKind } from "./tokens";

type DurationOperator = Extract<Duration, { type: "binary" }>["operator"];
type Literal = Extract<Duration, { type: "literal" }>;

const precedence = new Map<TokenKind, number>([
  ["+", 0],
  ["-", 0],
  ["*", 1],
  ["/", 1],
  ["%", 1],
  ["^", 2],
]);
const multiplication = 1;
/** As many seconds as 64 bits of nanoseconds hold. */
const longest = 2 ** 63 / 1e9;

/** The range or step of brackets. Only of a literal one sees already that it is too short. */
export function readPositiveDuration(tokens: TokenStream): Duration {
  const duration = readDurationExpression(tokens);
  if (duration.type === "literal" && duration.seconds <= 0) tokens.report("duration must be greater than 0", duration);
  return duration;
}

export function readDurationExpression(tokens: TokenStream, level = 0): Duration {
  return tokens.nested(() => readOperators(tokens, readOperand(tokens), level));
}

function readOperators(tokens: TokenStream, first: Duration, level: number): Duration {
  let left = first;
  for (;;) {
    const { kind } = tokens.peek();
    const binds = precedence.get(kind);
    if (binds === undefined || binds < level) return left;
    const sign = tokens.take();
    const right = readDurationExpression(tokens, kind === "^" ? binds : binds + 1);
    left = calculation(tokens, kind as DurationOperator, sign, left, right);
  }
}

function calculation(tokens: TokenStream, operator: DurationOperator, sign: Token, left: Duration, right: Duration): Duration {
  const span = { from: left.from, to: right.to };
  if ((operator === "/" || operator === "%") && right.type === "literal" && right.seconds === 0) {
    tokens.report(operator === "/" ? "division by zero" : "modulo by zero", sign);
  }
  return withHeight({ type: "binary", operator, left, right, ...span }, [left, right]);
}

function readOperand(tokens: TokenStream): Duration {
  const { kind } = tokens.peek();
  switch (kind) {
    case "number":
    case "duration":
      return readLiteral(tokens);
    case "+":
    case "-": {
      const sign = tokens.take();
      return signed(tokens, sign, readDurationExpression(tokens, multiplication + 1));
    }
    case "(": {
      tokens.take();
      const inner = readDurationExpression(tokens);
      const { to } = tokens.expect(")");
      inner.end = to;
      if (inner.type !== "literal") inner.isWrapped = true;
      return inner;
    }
    default:
      return readNamed(tokens);
  }
}

/** `step()`, `range()`, `min_of(a, b)` or `max_of(a, b)`. */
function readNamed(tokens: TokenStream): Duration {
  const { kind, from } = tokens.peek();
  if (kind !== "step" && kind !== "range" && kind !== "min_of" && kind !== "max_of") return tokens.unexpected();
  tokens.take();
  tokens.expect("(");
  if (kind === "step" || kind === "range") return { type: kind, from, to: tokens.expect(")").to };
  const first = readDurationExpression(tokens);
  tokens.expect(",");
  const second = readDurationExpression(tokens);
  return withHeight({ type: kind, args: [first, second], from, to: tokens.expect(")").to }, [first, second]);
}

function readLiteral(tokens: TokenStream, sign?: Token): Literal {
  const { value, isDuration, from, to } = readNumberToken(tokens);
  const seconds = sign?.kind === "-" ? -value : value;
  if (Math.abs(seconds) > longest) tokens.report("duration out of range", sign ?? { from, to });
  return { type: "literal", seconds, ...(isDuration && { isDuration }), from: sign?.from ?? from, to };
}

/** A sign before a literal is part of it; a plus before a calculation says nothing. */
function signed(tokens: TokenStream, sign: Token, expr: Duration): Duration {
  if (expr.type !== "literal") {
    if (sign.kind === "+") return expr;
    const negated: Duration = { type: "unary", operator: "-", expr, from: sign.from, to: expr.to };
    if (expr.end !== undefined) negated.end = expr.end;
    return withHeight(negated, [expr]);
  }
  const seconds = sign.kind === "-" ? -expr.seconds : expr.seconds;
  if (Math.abs(seconds) > longest) tokens.report("duration out of range", sign);
  return { ...expr, seconds, from: sign.from };
}

/**
 * The length behind `offset`. Arithmetic needs parentheses here, as in `a offset (5m + 1m)`: `a offset 5m + 1m` adds to
 * the metric. Only what begins with a parenthesis or with two signs goes on over an operator.
 */
export function readOffset(tokens: TokenStream): Duration {
  const { kind } = tokens.peek();
  if (kind === "number" || kind === "duration") return readLiteral(tokens);
  if (kind === "(") return readOperators(tokens, readOperand(tokens), 0);
  if (kind !== "+" && kind !== "-") return readNamed(tokens);
  const sign = tokens.take();
  const next = tokens.peek().kind;
  if (next === "number" || next === "duration") return readLiteral(tokens, sign);
  if (next === "(") return signed(tokens, sign, readOperand(tokens));
  if (next === "+" || next === "-") {
    return readOperators(tokens, signed(tokens, sign, readDurationExpression(tokens, multiplication + 1)), 0);
  }
  const expr = readNamed(tokens);
  return { type: "unary", operator: kind, expr, from: sign.from, to: expr.to };
}
