// A metric with its matchers: `up{job="x"}`, `{"m.n", "l.x"=~"v"}`.
import type { SelectorMatcher, VectorSelector } from "../ast";
import { decodeString } from "../literals";
import { compileRegex } from "../regex";
import type { TokenStream } from "./token-stream";
import { isMatchOperator, type Token } from "./tokens";

/** A selector from its braces on, or with the name that was taken already. */
export function readSelector(tokens: TokenStream, name?: Token): VectorSelector {
  const matchers: SelectorMatcher[] = [];
  let { from, to } = name ?? tokens.peek();
  if (name) matchers.push({ label: "__name__", operator: "=", value: name.text, from, to });
  if (tokens.peek().kind === "{") to = readMatchers(tokens, matchers);
  const selector: VectorSelector = { type: "vector-selector", matchers, from, to };
  if (name) selector.name = name.text;
  return selector;
}

function readMatchers(tokens: TokenStream, matchers: SelectorMatcher[]): number {
  tokens.take();
  if (tokens.peek().kind === "}") return tokens.take().to;
  for (;;) {
    matchers.push(readMatcher(tokens));
    const { kind } = tokens.peek();
    if (kind !== "," && kind !== "}") tokens.unexpected({ in: "label matching", expected: '"," or "}"' });
    const { to } = tokens.take();
    if (kind === "}") return to;
    if (tokens.peek().kind === "}") return tokens.take().to;
  }
}

function readMatcher(tokens: TokenStream): SelectorMatcher {
  const name = tokens.peek();
  if (name.kind !== "identifier" && name.kind !== "string") {
    return tokens.unexpected({ in: "label matching", expected: 'identifier or "}"' });
  }
  tokens.take();
  const label = name.kind === "string" ? decodeString(name.text) : name.text;
  const operator = tokens.peek().kind;
  if (!isMatchOperator(operator)) {
    // A lone name in quotes is the metric's.
    if (name.kind === "string") return { label: "__name__", operator: "=", value: label, from: name.from, to: name.to };
    return tokens.unexpected({ in: "label matching", expected: "label matching operator" });
  }
  tokens.take();
  if (tokens.peek().kind !== "string") tokens.unexpected({ in: "label matching", expected: "string" });
  const { text, to } = tokens.take();
  const matcher: SelectorMatcher = { label, operator, value: decodeString(text), from: name.from, to };
  if (operator === "=~" || operator === "!~") checkRegex(tokens, matcher);
  return matcher;
}

function checkRegex(tokens: TokenStream, matcher: SelectorMatcher): void {
  try {
    compileRegex(matcher.value);
  } catch (error) {
    tokens.report((error as Error).message, matcher);
  }
}
