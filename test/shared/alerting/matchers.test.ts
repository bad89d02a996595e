import { describe, expect, test } from "vitest";
import { compileMatchers, formatMatcher, formatMatchers, matchEverything, parseMatchers } from "#shared/alerting/matchers";
import type { Matcher } from "#shared/model/matcher";

const matcher = (name: string, operator: "=" | "!=" | "=~" | "!~", value: string): Matcher => ({
  name,
  value,
  isEqual: operator.startsWith("="),
  isRegex: operator.endsWith("~"),
});

describe("parseMatchers", () => {
  test.each<{ text: string; expected: Matcher[] }>([
    { text: "", expected: [] },
    { text: "{}", expected: [] },
    { text: "a=b", expected: [matcher("a", "=", "b")] },
    { text: ' { a = "b" , c=~"d.*" } ', expected: [matcher("a", "=", "b"), matcher("c", "=~", "d.*")] },
    { text: "a=b,c!=d,", expected: [matcher("a", "=", "b"), matcher("c", "!=", "d")] },
    { text: 'a!~"x|y"', expected: [matcher("a", "!~", "x|y")] },
    { text: 'a="{b,c=d}"', expected: [matcher("a", "=", "{b,c=d}")] },
    { text: 'a="say \\"hi\\"\\\\\\n"', expected: [matcher("a", "=", 'say "hi"\\\n')] },
    { text: '"any name 🙂"=x', expected: [matcher("any name 🙂", "=", "x")] },
    { text: "größe=x", expected: [matcher("größe", "=", "x")] },
    { text: 'a=""', expected: [matcher("a", "=", "")] },
    // Only the older syntax reads these: white space and braces in a value without quotes, nothing as a value.
    { text: "a=b c", expected: [matcher("a", "=", "b c")] },
    { text: "a=~(b|c{2})", expected: [matcher("a", "=~", "(b|c{2})")] },
    { text: "{a=b", expected: [matcher("a", "=", "b")] },
    { text: "a=b}", expected: [matcher("a", "=", "b")] },
    { text: "a=", expected: [matcher("a", "=", "")] },
    // Both read this one, and differently: the older one wins, for which \d is no escape.
    { text: 'a=~"\\\\d\\x41"', expected: [matcher("a", "=~", "\\d\\x41")] },
  ])("reads $text", ({ text, expected }) => expect(parseMatchers(text)).toEqual({ ok: true, matchers: expected }));

  test.each([
    { text: "a", message: "expected an operator (=, !=, =~ or !~) after a, found the end", part: "" },
    { text: "=b", message: `expected a label's name, found "="`, part: "=" },
    { text: '{"a b"=c', message: "expected a comma or a closing brace, found the end", part: "" },
    { text: '"a b"=c}', message: 'expected a comma, found "}"', part: "}" },
    { text: '"a b"=x y=z', message: 'expected a comma, found "y"', part: "y" },
    { text: 'a="b', message: "this text has no closing double quote", part: '"b' },
    { text: "1a='b'", message: `"'" has to stand in double quotes here`, part: "'" },
    {
      text: 'ok="1", a=~"(b"',
      message: "the expression for a is not a regular expression: error parsing regexp: missing closing ): `(b`",
      part: "(b",
    },
    { text: "'a'=b", message: `"'" has to stand in double quotes here`, part: "'" },
    { text: "__proto__=x", message: 'a label cannot be called "__proto__" here', part: "x" },
    { text: '""=x', message: "a matcher needs a label's name", part: "x" },
  ])("says what is wrong with $text, and where", ({ text, message, part }) => {
    const read = parseMatchers(text);
    expect(read).toMatchObject({ ok: false, message });
    if (!read.ok) expect(text.slice(read.from, read.to)).toBe(part);
  });
});

describe("formatMatcher", () => {
  test.each([
    matcher("a", "=", "b"),
    matcher("a", "!~", 'x|"y"\\d\n'),
    matcher("with space", "=~", ""),
    matcher("größe", "!=", "{,}"),
    matcher('quote"inside', "=", "\t€"),
  ])("is read back as the same: $name", (one) => {
    expect(parseMatchers(formatMatcher(one))).toEqual({ ok: true, matchers: [one] });
    expect(parseMatchers(formatMatchers([one, matcher("b", "=", "c")]))).toEqual({
      ok: true,
      matchers: [one, matcher("b", "=", "c")],
    });
  });
});

describe("compileMatchers", () => {
  test.each<{ what: string; matchers: Matcher[]; labels: Record<string, string>; holds: boolean }>([
    { what: "a label that is missing is the empty text", matchers: [matcher("a", "=", "")], labels: {}, holds: true },
    { what: "an expression is anchored", matchers: [matcher("a", "=~", "b")], labels: { a: "abc" }, holds: false },
    { what: "a negated expression holds for what is missing", matchers: [matcher("a", "!~", "b+")], labels: {}, holds: true },
    {
      what: "all have to hold",
      matchers: [matcher("a", "=", "b"), matcher("c", "!=", "d")],
      labels: { a: "b", c: "d" },
      holds: false,
    },
    { what: "the dot matches no line break", matchers: [matcher("a", "=~", "x.*y")], labels: { a: "x\ny" }, holds: false },
    { what: "an object's own names are no labels", matchers: [matcher("constructor", "=", "")], labels: {}, holds: true },
  ])("$what", ({ matchers, labels, holds }) => expect(compileMatchers(matchers)(labels)).toBe(holds));

  test("an expression that would take other engines for ever is answered at once", () => {
    const fits = compileMatchers([matcher("a", "=~", "(a+)+$")]);
    expect(fits({ a: `${"a".repeat(50_000)}!` })).toBe(false);
  });
});

test.each([
  { matchers: [matcher("a", "=", "")], every: true },
  { matchers: [matcher("a", "=~", ".*")], every: true },
  { matchers: [matcher("a", "=~", ".*"), matcher("b", "=", "c")], every: false },
  { matchers: [matcher("a", "!=", "b")], every: true },
])("$matchers would do for a label set without labels: $every", ({ matchers, every }) =>
  expect(matchEverything(matchers)).toBe(every),
);
