// The syntax of matchers that Alertmanager had before it allowed any text for a label's name: `foo=bar baz`, values with or
// without quotes, only three escapes, and everything else taken as it stands.
import type { Matcher } from "../model/matcher";
import type { MatchersResult } from "./matchers";

const wholeMatcher = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|=|!=|!~)\s*([\s\S]*?)\s*$/;

export function parseClassicMatchers(text: string): MatchersResult {
  const start = text.startsWith("{") ? 1 : 0;
  const end = text.length > start && text.endsWith("}") ? text.length - 1 : text.length;
  const matchers: Matcher[] = [];
  for (const { from, to } of splitAtCommas(text, start, end)) {
    const read = parseOne(text.slice(from, to));
    if (typeof read === "string") return { ok: false, message: read, from, to };
    matchers.push(read);
  }
  return { ok: true, matchers };
}

/** The stretches between commas that stand in no quotes; white space behind the last comma is no stretch. */
function splitAtCommas(text: string, start: number, end: number): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  let isQuoted = false;
  let isEscaped = false;
  let from = start;
  for (let at = start; at < end; at++) {
    const character = text[at];
    if (character === "," && !isQuoted) {
      parts.push({ from, to: at });
      from = at + 1;
    } else if (character === '"') {
      if (!isEscaped) isQuoted = !isQuoted;
      isEscaped = false;
    } else isEscaped = character === "\\" && !isEscaped;
  }
  if (text.slice(from, end).trim() !== "") parts.push({ from, to: end });
  return parts;
}

/** The matcher, or what is wrong with it. */
function parseOne(text: string): Matcher | string {
  const found = wholeMatcher.exec(text);
  if (!found) return `${JSON.stringify(text.trim())} is not a matcher: write it like severity="critical" or team=~"web|db"`;
  const [, name = "", operator = "", raw = ""] = found;
  const value = unescaped(raw);
  if (value === undefined) return `the value of ${name} has a double quote too many or too few: write \\" for one inside it`;
  return { name, value, isEqual: operator.startsWith("="), isRegex: operator.endsWith("~") };
}

/** A value without its quotes and escapes; undefined where the quotes are wrong. */
function unescaped(raw: string): string | undefined {
  const isQuoted = raw.startsWith('"');
  const text = isQuoted ? raw.slice(1) : raw;
  let value = "";
  let isClosed = !isQuoted;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    const next = text[at + 1];
    if (character === "\\" && next !== undefined) {
      // Any other escape is no escape: the backslash stands for itself.
      value += next === "n" ? "\n" : next === '"' || next === "\\" ? next : `\\${next}`;
      at++;
    } else if (character === '"') {
      if (!isQuoted || at < text.length - 1) return undefined;
      isClosed = true;
    } else {
      value += character;
    }
  }
  return isClosed ? value : undefined;
}
