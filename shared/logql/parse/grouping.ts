// `by (…)`, `on (…)`, `group_left (…)`: what stands beside an operation or an operator; and numbers as parameters.
import type { Grouping, VectorMatching } from "../ast";
import type { TokenStream } from "./token-stream";
import type { Token } from "./tokens";

export function numberOf(tokens: TokenStream, token: Token): number {
  const value = /^0x/i.test(token.text) ? Number.NaN : Number(token.text.replaceAll("_", ""));
  if (!Number.isFinite(value)) tokens.report(`\`${token.text}\` is no number that can be counted with`, token);
  return value;
}

export function readGrouping(tokens: TokenStream): Grouping | undefined {
  const mode = tokens.peek();
  if (mode.kind !== "by" && mode.kind !== "without") return undefined;
  tokens.take();
  const { labels, to } = readLabels(tokens);
  return { mode: mode.kind, labels, from: mode.from, to };
}

function readLabels(tokens: TokenStream): { labels: string[]; to: number } {
  tokens.expect("(");
  const labels: string[] = [];
  const empty = tokens.takeIf(")");
  if (empty) return { labels, to: empty.to };
  do labels.push(tokens.expect("identifier", "a label's name, which no word of LogQL can be").text);
  while (tokens.takeIf(","));
  return { labels, to: tokens.expect(")", "`,` or `)`").to };
}

/** What stands between an operator and its right side. */
export function readMatching(tokens: TokenStream): { returnBool: boolean; matching?: VectorMatching } {
  const returnBool = tokens.takeIf("bool") !== undefined;
  const mode = tokens.takeIf("on") ?? tokens.takeIf("ignoring");
  if (mode?.kind !== "on" && mode?.kind !== "ignoring") return { returnBool };
  const matching: VectorMatching = { mode: mode.kind, labels: readLabels(tokens).labels };
  const group = tokens.takeIf("group_left") ?? tokens.takeIf("group_right");
  if (group) {
    const isList = tokens.peek().kind === "(" && (tokens.peek(1).kind === "identifier" || tokens.peek(1).kind === ")");
    matching.group = { side: group.kind === "group_left" ? "left" : "right", include: isList ? readLabels(tokens).labels : [] };
  }
  return { returnBool, matching };
}
