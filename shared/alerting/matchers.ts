// Matchers as people write them, as they are printed, and as a question to a label set. Alertmanager reads two syntaxes; what
// both read and read differently means what the older one says, so that a file of years ago still means the same.
import type { Labels } from "../model/labels";
import type { Matcher } from "../model/matcher";
import { compileRegex, type TextPredicate } from "../promql/regex";
import { parseClassicMatchers } from "./classic-matchers";
import { parseUtf8Matchers } from "./matcher-text";

/** `from` and `to` are offsets into the text. */
export type MatchersResult = { ok: true; matchers: Matcher[] } | { ok: false; message: string; from: number; to: number };

/** `{a="b", c=~"d.*"}`, `a=b`: one or many, with or without braces and quotes. An empty text has no matchers. */
export function parseMatchers(text: string): MatchersResult {
  const modern = parseUtf8Matchers(text);
  const classic = parseClassicMatchers(text);
  if (!modern.ok && !classic.ok) return modern;
  const read = classic.ok && !(modern.ok && sameMatchers(modern.matchers, classic.matchers)) ? classic : modern;
  if (!read.ok) return read;
  for (const matcher of read.matchers) {
    const problem = checkMatcher(matcher);
    if (problem !== undefined) return { ok: false, message: problem, ...placeOf(matcher, text) };
  }
  return read;
}

/** What is wrong with a matcher that reads well, in words; undefined when it can be used. */
export function checkMatcher({ name, value, isRegex }: Matcher): string | undefined {
  if (name === "") return "a matcher needs a label's name";
  if (name === "__proto__") return 'a label cannot be called "__proto__" here';
  if (!isRegex) return undefined;
  try {
    compileRegex(value);
    return undefined;
  } catch (error) {
    return `the expression for ${name} is not a regular expression: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Where a matcher's value stands, as far as it can be found again. */
function placeOf({ name, value }: Matcher, text: string): { from: number; to: number } {
  const at = text.indexOf(name);
  const from = Math.max(0, value === "" ? at : text.indexOf(value, at + name.length));
  return { from, to: from + (value === "" ? name.length : value.length) || text.length };
}

export const operatorOf = ({ isEqual, isRegex }: Pick<Matcher, "isEqual" | "isRegex">): "=" | "!=" | "=~" | "!~" =>
  isRegex ? (isEqual ? "=~" : "!~") : isEqual ? "=" : "!=";

const plainName = /^[^{}!=~,\\"'`\s]+$/;

/** `severity="critical"`; what `parseMatchers` reads back as the same. */
export function formatMatcher(matcher: Matcher): string {
  const name = plainName.test(matcher.name) ? matcher.name : quoted(matcher.name);
  return `${name}${operatorOf(matcher)}${quoted(matcher.value)}`;
}

/** `{a="b",c=~"d.*"}`, as Alertmanager writes them in the names of its groups. */
export const formatMatchers = (matchers: readonly Matcher[]): string => `{${matchers.map(formatMatcher).join(",")}}`;

const quoted = (text: string) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;

/** Whether all of them hold. A label that is not there is the empty text. Throws a plain Error for a bad regular expression. */
export function compileMatchers(matchers: readonly Matcher[]): (labels: Labels) => boolean {
  const conditions = matchers.map((matcher) => ({ name: matcher.name, holds: compileMatcher(matcher) }));
  return (labels) => {
    for (const { name, holds } of conditions) if (!holds(labelOf(labels, name))) return false;
    return true;
  };
}

/** Whether one label's value satisfies the matcher. */
export function compileMatcher({ value, isRegex, isEqual }: Matcher): TextPredicate {
  if (!isRegex) return isEqual ? (text) => text === value : (text) => text !== value;
  const fits = compileRegex(value);
  let strict: TextPredicate | undefined;
  // In Alertmanager, other than in Prometheus, the dot matches no line break.
  const matches = (text: string): boolean => {
    if (!text.includes("\n")) return fits(text);
    strict ??= compileRegex(`(?-s:${value})`);
    return strict(text);
  };
  return isEqual ? matches : (text) => !matches(text);
}

/** Whether every label set would do, one without labels too. */
export const matchEverything = (matchers: readonly Matcher[]): boolean =>
  matchers.every((matcher) => compileMatcher(matcher)(""));

/** A label's value; the empty text when it has none, whatever an object's own names are. */
export const labelOf = (labels: Labels, name: string): string => (Object.hasOwn(labels, name) ? (labels[name] ?? "") : "");

export const sameMatchers = (left: readonly Matcher[], right: readonly Matcher[]): boolean =>
  left.length === right.length &&
  left.every((matcher, index) => {
    const other = right[index];
    return other !== undefined && compareMatchers(matcher, other) === 0;
  });

/** By name, then value, then operator: the order in which Alertmanager keeps those of a route. */
export function compareMatchers(left: Matcher, right: Matcher): number {
  return compare(left.name, right.name) || compare(left.value, right.value) || rank(left) - rank(right);
}

const operators = ["=", "!=", "=~", "!~"];
const rank = (matcher: Matcher) => operators.indexOf(operatorOf(matcher));
const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
