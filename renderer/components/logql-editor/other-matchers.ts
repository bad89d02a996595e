import type { Quote } from "./cursor-place";
import { type Group, groupsOf, type Item } from "./scan";

/**
 * The matchers of a half-typed selector but the one in which the cursor is, as a selector of their own, so that only labels and
 * values are offered that go with them. Undefined when they would find everything: no server answers that.
 */
export function otherMatchers(group: Group, text: string, at: number, quote: Quote): string | undefined {
  const before = split(group.items).slice(0, -1);
  const after = split(groupsOf(`{${restOf(text.slice(at), quote)}`).open[0]?.items ?? []).slice(1);
  const matchers = [...before, ...after].filter(isWhole);
  if (!matchers.some(finds)) return undefined;
  return `{${matchers.map((parts) => parts.map((part) => part.text).join("")).join(", ")}}`;
}

/** What follows the matcher at the cursor, up to the end of the selector. */
function restOf(behind: string, quote: Quote): string {
  const end = quote === undefined ? 0 : (/^[^"`\n,}]*["`]/.exec(behind)?.[0].length ?? 0);
  const rest = behind.slice(end);
  const close = groupsOf(`{${rest}`).items[0];
  // Without the bracket that closes it, so that the group is told as an open one.
  return close?.kind === "group" && close.isClosed ? rest.slice(0, close.to - 2) : "";
}

function split(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [[]];
  for (const item of items) {
    if (item.kind === "sign" && item.text === ",") parts.push([]);
    else parts.at(-1)?.push(item);
  }
  return parts;
}

const isWhole = ([name, operator, value, more]: Item[]): boolean =>
  name?.kind === "word" && operator?.kind === "sign" && value?.kind === "string" && more === undefined;

const finds = ([, operator, value]: Item[]): boolean =>
  (operator?.text === "=" || operator?.text === "=~") && !/^["`](\.\*)?["`]$/.test(value?.text ?? "");
