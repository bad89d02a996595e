// Regular expressions of dashboards, meant for JavaScript: `/…/flags` is found anywhere in the text, a bare pattern is all of it.
// They come from files, so they run with RE2's guarantee that none can hang; the two look-aheads that dashboards do use are taken apart here.
import { RE2JS, RE2JSSyntaxException } from "re2js";
import { isTooLarge } from "../../promql/regex-size";

export interface Pattern {
  test(text: string): boolean;
  /** The text with its matches (the first only, without the flag `g`) replaced; `$1`, `$&` and `$<name>` stand for what matched. */
  replace(text: string, replacement: string): string;
  /** The groups of the first match by name, undefined where there is no match. */
  namedGroups(text: string): Map<string, string> | undefined;
  /** Every match, whatever the flags: its groups by number (0 is the whole) and by name; null for one that took no part. */
  matches(text: string): PatternMatch[];
}

export interface PatternMatch {
  groups: readonly (string | null)[];
  named: ReadonlyMap<string, string | null>;
}

export type PatternResult = { ok: true; pattern: Pattern } | { ok: false; say: string };

const kept = new Map<string, PatternResult>();
const mostKept = 300;

export function compilePattern(written: string): PatternResult {
  const known = kept.get(written);
  if (known) return known;
  if (kept.size >= mostKept) kept.clear();
  const made = makePattern(written);
  kept.set(written, made);
  return made;
}

function makePattern(written: string): PatternResult {
  const slashed = /^\/([\s\S]*)\/([a-z]*)$/.exec(written);
  const body = slashed?.[1] ?? `^${written}$`;
  const letters = slashed?.[2] ?? "";
  const flags =
    (letters.includes("i") ? RE2JS.CASE_INSENSITIVE : 0) |
    (letters.includes("s") ? RE2JS.DOTALL : 0) |
    (letters.includes("m") ? RE2JS.MULTILINE : 0);
  try {
    const without = /^\^\(\?!([\s\S]*?)\)((?:\.\*)?\$?)$/.exec(body) ?? /^\^\(\(?\?!([\s\S]*?)\)(\.\)\*\$?)$/.exec(body);
    if (without) return { ok: true, pattern: exclusion(without[1] ?? "", without[2] ?? "", flags) };
    return { ok: true, pattern: expression(compile(body, flags), letters.includes("g")) };
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException) && !(error instanceof TooLarge)) throw error;
    const why = error instanceof TooLarge ? "it is too large" : error.getDescription();
    return { ok: false, say: `The pattern ${JSON.stringify(shortened(written))} cannot be used: ${why}.` };
  }
}

const shortened = (text: string): string => (text.length > 100 ? `${text.slice(0, 100)}…` : text);

class TooLarge extends Error {}

function compile(body: string, flags: number): RE2JS {
  if (isTooLarge(body)) throw new TooLarge();
  return RE2JS.compile(body, flags);
}

/** `^(?!x).*$` is what does not begin with x, `^((?!x).)*$` what does not contain it. */
function exclusion(body: string, rest: string, flags: number): Pattern {
  const unwanted = compile(rest.startsWith(".)") ? body : `^(?:${body})`, flags);
  const test = (text: string) => !unwanted.matcher(text).find();
  return {
    test,
    replace: (text, replacement) => (test(text) ? expand(replacement, text, () => text) : text),
    namedGroups: (text) => (test(text) ? new Map() : undefined),
    matches: (text) => (test(text) ? [{ groups: [text], named: new Map() }] : []),
  };
}

function expression(compiled: RE2JS, isGlobal: boolean): Pattern {
  const groups = Object.entries(compiled.namedGroups());
  return {
    test: (text) => compiled.matcher(text).find(),
    replace(text, replacement) {
      const matcher = compiled.matcher(text);
      let written = "";
      let at = 0;
      while (matcher.find()) {
        written += text.slice(at, matcher.start());
        written += expand(replacement, matcher.group() ?? "", (name) => groupOf(matcher, name, groups));
        at = matcher.end();
        if (!isGlobal) break;
      }
      return written + text.slice(at);
    },
    namedGroups(text) {
      const matcher = compiled.matcher(text);
      if (!matcher.find()) return undefined;
      return new Map(groups.map(([name, number]) => [name, matcher.group(number) ?? ""]));
    },
    matches(text) {
      const matcher = compiled.matcher(text);
      const found: PatternMatch[] = [];
      while (matcher.find()) {
        const all = Array.from({ length: matcher.groupCount() + 1 }, (_, number) => matcher.group(number) ?? null);
        found.push({ groups: all, named: new Map(groups.map(([name, number]) => [name, all[number] ?? null])) });
      }
      return found;
    },
  };
}

type Matcher = ReturnType<RE2JS["matcher"]>;

/** What a group matched, by its number or name; undefined when there is no such group. */
function groupOf(matcher: Matcher, name: string, groups: readonly (readonly [string, number])[]): string | undefined {
  const number = /^\d+$/.test(name) ? Number(name) : groups.find(([known]) => known === name)?.[1];
  return number === undefined || number > matcher.groupCount() ? undefined : (matcher.group(number) ?? "");
}

/** `$$`, `$&`, `$1`, `$12`, `$<name>`; what stands for nothing stays as it is. */
function expand(replacement: string, whole: string, group: (name: string) => string | undefined): string {
  return replacement.replace(/\$(?:(\$)|(&)|(\d\d?)|<([^>]*)>)/g, (text, dollar, all, number, name) => {
    if (dollar) return "$";
    if (all) return whole;
    if (name !== undefined) return group(name) ?? "";
    const two = group(number);
    if (two !== undefined) return two;
    const one = number.length === 2 ? group(number[0]) : undefined;
    return one === undefined ? text : one + number[1];
  });
}
