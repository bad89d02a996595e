// `by (…)`, `on (…)`, `group_left (…)`, `fill(…)`: what stands beside an operator or an aggregation.
import type { Binary, VectorMatching } from "../ast";
import { quote, strayByte } from "../go-text";
import { decodeString } from "../literals";
import { readNumberToken } from "./number";
import type { TokenStream } from "./token-stream";
import { canBegin, isLabelName } from "./tokens";

/** A list of label names in parentheses. */
export function readGrouping(tokens: TokenStream): { labels: string[]; to: number } {
  const labels: string[] = [];
  if (tokens.peek().kind !== "(") tokens.unexpected({ in: "grouping opts", expected: '"("' });
  tokens.take();
  if (tokens.peek().kind === ")") return { labels, to: tokens.take().to };
  for (;;) {
    labels.push(readLabel(tokens));
    const { kind } = tokens.peek();
    if (kind !== "," && kind !== ")") tokens.unexpected({ in: "grouping opts", expected: '"," or ")"' });
    const { to } = tokens.take();
    if (kind === ")") return { labels, to };
    if (tokens.peek().kind === ")") return { labels, to: tokens.take().to };
  }
}

function readLabel(tokens: TokenStream): string {
  const token = tokens.peek();
  if (isLabelName(token.kind)) return tokens.take().text;
  if (token.kind !== "string") return tokens.unexpected({ in: "grouping opts", expected: "label" });
  const { text } = tokens.take();
  const label = decodeString(text);
  const asBytes = decodeString(text, strayByte);
  if (label === "" || label !== asBytes) tokens.report(`invalid label name for grouping: ${quote(asBytes)}`, token);
  return label;
}

/** What stands between an operator and its right side. */
export function readMatching(tokens: TokenStream): Pick<Binary, "returnBool" | "matching" | "fill"> {
  const returnBool = tokens.peek().kind === "bool";
  if (returnBool) tokens.take();
  const matching = readOnOrIgnoring(tokens);
  const fill = readFill(tokens);
  return { returnBool, ...(matching && { matching }), ...(fill && { fill }) };
}

function readOnOrIgnoring(tokens: TokenStream): VectorMatching | undefined {
  const { kind } = tokens.peek();
  if (kind !== "on" && kind !== "ignoring") return undefined;
  tokens.take();
  const matching: VectorMatching = { mode: kind, labels: readGrouping(tokens).labels };
  const group = tokens.peek().kind;
  if (group === "group_left" || group === "group_right") {
    tokens.take();
    matching.group = { side: group === "group_left" ? "left" : "right", include: readInclude(tokens) };
  } else if (kind === "ignoring" && matching.labels.length === 0) {
    // Ignoring nothing is what happens anyway.
    return undefined;
  }
  return matching;
}

/** The labels behind `group_left`, which may be left out altogether. */
function readInclude(tokens: TokenStream): string[] {
  const { kind } = tokens.peek();
  return kind !== "(" && canBegin(kind) ? [] : readGrouping(tokens).labels;
}

function readFill(tokens: TokenStream): Binary["fill"] {
  const { kind } = tokens.peek();
  if (kind !== "fill" && kind !== "fill_left" && kind !== "fill_right") return undefined;
  tokens.take();
  const value = readFillValue(tokens);
  if (kind === "fill") return { left: value, right: value };
  const other = kind === "fill_left" ? "fill_right" : "fill_left";
  if (tokens.peek().kind !== other) return kind === "fill_left" ? { left: value } : { right: value };
  tokens.take();
  const second = readFillValue(tokens);
  return kind === "fill_left" ? { left: value, right: second } : { left: second, right: value };
}

function readFillValue(tokens: TokenStream): number {
  tokens.expect("(");
  const sign = tokens.peek().kind;
  if (sign === "+" || sign === "-") tokens.take();
  const { kind } = tokens.peek();
  if (kind !== "number" && kind !== "duration") tokens.unexpected();
  const { value } = readNumberToken(tokens);
  tokens.expect(")");
  return sign === "-" ? -value : value;
}
