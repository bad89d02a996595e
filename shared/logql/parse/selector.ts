// `{app="api", pod=~"api-.+"}`, and matchers wherever they stand.
import { FindingError } from "../../promql/diagnostics";
import { compileRegex } from "../../promql/regex";
import type { LogqlMatcher, MatchOperator, Selector, Span } from "../ast";
import type { TokenStream } from "./token-stream";
import type { TokenKind } from "./tokens";

const aName = "a label's name";

export const isMatchOperator = (kind: TokenKind): kind is MatchOperator =>
  kind === "=" || kind === "!=" || kind === "=~" || kind === "!~";

export function readSelector(tokens: TokenStream): Selector {
  const { from } = tokens.expect("{", 'a selector such as `{app="api"}`');
  const matchers: LogqlMatcher[] = [];
  if (tokens.peek().kind !== "}") {
    do readMatcherOrSkip(tokens, matchers);
    while (tokens.takeIf(","));
  }
  return { matchers, from, to: tokens.expect("}", "`,` or `}`").to };
}

/** A wrong matcher is reported and passed over, so that what is wrong behind it is seen as well. */
function readMatcherOrSkip(tokens: TokenStream, matchers: LogqlMatcher[]): void {
  try {
    matchers.push(readMatcher(tokens));
    const { kind } = tokens.peek();
    if (kind !== "," && kind !== "}") tokens.unexpected("`,` or `}`");
  } catch (error) {
    if (!(error instanceof FindingError)) throw error;
    while (![",", "}"].includes(tokens.peek().kind)) {
      if (tokens.take().kind === "end") throw error;
    }
    tokens.report(error.finding.message, error.finding.span);
  }
}

function readMatcher(tokens: TokenStream): LogqlMatcher {
  const name = tokens.expect("identifier", expectedName(tokens));
  const { kind } = tokens.peek();
  if (!isMatchOperator(kind)) return tokens.unexpected("`=`, `!=`, `=~` or `!~`");
  tokens.take();
  const { value, span } = tokens.expectText("a text in quotes");
  if (kind === "=~" || kind === "!~") checkRegex(tokens, value, span);
  return { name: name.text, operator: kind, value, from: name.from, to: span.to };
}

/** Words of the language are refused as names even where they could be meant. */
export function expectedName(tokens: TokenStream): string {
  const { text } = tokens.peek();
  return /^[a-z_]+$/i.test(text) ? `${aName}, which no word of LogQL can be` : aName;
}

/** Notes what is wrong with a regular expression. */
export function checkRegex(tokens: TokenStream, pattern: string, span: Span): void {
  try {
    compileRegex(pattern);
  } catch (error) {
    tokens.report((error as Error).message, span);
  }
}
