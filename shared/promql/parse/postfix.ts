// What stands behind an expression and changes when it is read: `offset`, `@`, `[5m]`, `[5m:1m]`, `anchored`, `smoothed`.

import { formatFloat } from "../../templates/go-float";
import type { AtModifier, Duration, Expr, MatrixSelector, Subquery, TimeModifiers, VectorSelector } from "../ast";
import { readOffset, readPositiveDuration } from "./duration";
import { withHeight } from "./height";
import { readNumberToken } from "./number";
import type { TokenStream } from "./token-stream";
import type { TokenKind } from "./tokens";

/** The expression with the modifier that begins with the next token; undefined when that is none. */
export function readPostfix(tokens: TokenStream, kind: TokenKind, target: Expr): Expr | undefined {
  switch (kind) {
    case "[":
      return readBracket(tokens, target);
    case "offset":
      tokens.take();
      return withOffset(
        tokens,
        target,
        tokens.within({ in: "offset", expected: aDuration }, () => readOffset(tokens)),
      );
    case "@":
      tokens.take();
      return tokens.within({ in: "@", expected: "timestamp" }, () => readAt(tokens, target));
    case "anchored":
    case "smoothed":
      tokens.take();
      return withExtension(tokens, target, kind);
    default:
      return undefined;
  }
}

const aDuration = "number, duration, step(), or range()";

function readBracket(tokens: TokenStream, target: Expr): MatrixSelector | Subquery {
  const open = tokens.take();
  const range = tokens.within({ in: "subquery or range selector", expected: aDuration }, () => readPositiveDuration(tokens));
  const { kind } = tokens.peek();
  if (kind === "]") {
    const { to } = tokens.take();
    return matrixSelector(tokens, target, range, { from: open.from, to });
  }
  if (kind !== ":") tokens.unexpected({ in: "subquery or range", expected: '":" or "]"' });
  tokens.take();
  const subquery: Subquery = { type: "subquery", expr: target, range, from: target.from, to: 0 };
  if (tokens.peek().kind !== "]") {
    const expected = 'number, duration, step(), range(), or "]"';
    subquery.step = tokens.within({ in: "subquery selector", expected }, () => readPositiveDuration(tokens));
    if (tokens.peek().kind !== "]") tokens.unexpected({ in: "subquery selector", expected: '"]"' });
  }
  subquery.to = tokens.take().to;
  return withHeight(subquery, [target]);
}

function matrixSelector(
  tokens: TokenStream,
  target: Expr,
  range: Duration,
  bracket: { from: number; to: number },
): MatrixSelector {
  const wrong = whyNoRange(target);
  if (wrong !== undefined) tokens.report(wrong, bracket);
  // With the mistake reported the tree is not looked at any more; it only has to be one.
  const selector: VectorSelector =
    target.type === "vector-selector" ? target : { type: "vector-selector", matchers: [], from: target.from, to: target.to };
  return { type: "matrix-selector", selector, range, from: target.from, to: bracket.to };
}

function whyNoRange(target: Expr): string | undefined {
  if (target.type !== "vector-selector") return "ranges only allowed for vector selectors";
  // Prometheus lets an offset that has to be worked out pass here, and `@ start()`: they mean the same before the range.
  if (target.offset?.type === "literal") return "no offset modifiers allowed before range";
  return target.at?.kind === "time" ? "no @ modifiers allowed before range" : undefined;
}

/** What holds an expression's offset and `@`; a range's are those of its selector. */
function modifiersOf(tokens: TokenStream, target: Expr, what: string): TimeModifiers | undefined {
  if (target.type === "vector-selector" || target.type === "subquery") return target;
  if (target.type === "matrix-selector") return target.selector;
  const places = "an instant vector selector or range vector selector or a subquery";
  tokens.report(`${what} modifier must be preceded by ${places}`, target);
  return undefined;
}

function withOffset(tokens: TokenStream, target: Expr, offset: Duration): Expr {
  const modifiers = modifiersOf(tokens, target, "offset");
  if (!modifiers) return target;
  if (modifiers.offset) tokens.report("offset may not be set multiple times", target);
  // No offset at all is what an offset of 0 is, and it may be given as often as one likes.
  if (offset.type !== "literal" || offset.seconds !== 0) modifiers.offset = offset;
  target.to = offset.end ?? offset.to;
  return target;
}

function readAt(tokens: TokenStream, target: Expr): Expr {
  const { kind } = tokens.peek();
  if (kind === "start" || kind === "end") {
    tokens.take();
    tokens.expect("(");
    return withAt(tokens, target, { kind }, tokens.expect(")").to);
  }
  if (kind === "+" || kind === "-") tokens.take();
  if (tokens.peek().kind !== "number" && tokens.peek().kind !== "duration") tokens.unexpected();
  const { value, to } = readNumberToken(tokens);
  const seconds = kind === "-" ? -value : value;
  if (!(Math.abs(seconds) < 2 ** 63)) {
    tokens.report(`timestamp out of bounds for @ modifier: ${formatFloat(seconds, "f", 6)}`, target);
  }
  // Half a millisecond is rounded away from zero, on both sides of it.
  const time = Math.sign(seconds) * Math.round(Math.abs(seconds) * 1000);
  return withAt(tokens, target, { kind: "time", time }, to);
}

function withAt(tokens: TokenStream, target: Expr, at: AtModifier, to: number): Expr {
  const modifiers = modifiersOf(tokens, target, "@");
  if (!modifiers) return target;
  if (modifiers.at) {
    tokens.report("@ <timestamp> may not be set multiple times", target);
    return target;
  }
  modifiers.at = at;
  target.to = to;
  return target;
}

/** The word does not count to the expression's length: messages about an operator behind it start at the word. */
function withExtension(tokens: TokenStream, target: Expr, extension: "anchored" | "smoothed"): Expr {
  const selector = target.type === "matrix-selector" ? target.selector : target;
  if (selector.type === "subquery") tokens.report(`${extension} modifier is not supported for subqueries`, target);
  else if (selector.type !== "vector-selector") tokens.report(`${extension} modifier not implemented`, target);
  else if (selector.extension && selector.extension !== extension) {
    tokens.report("anchored and smoothed modifiers cannot be used together", target);
  } else selector.extension = extension;
  return target;
}
