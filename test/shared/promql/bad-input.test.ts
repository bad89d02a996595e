// What nobody writes by hand: queries of a megabyte, nested ten thousand times, or made of what is no text. They get an
// answer, soon, and never an error of ours. How soon is not measured here, but reading twice as much for each character
// would not end before the test's time is over.
import { describe, expect, test } from "vitest";
import { toParseJson } from "#shared/promql/ast-json";
import { formatQuery } from "#shared/promql/format";
import { checkPromql, parsePromql } from "#shared/promql/parse";
import { printQuery } from "#shared/promql/print";

const megabyte = 1_000_000;
const times = (text: string, count: number, between = "") => Array(Math.floor(count)).fill(text).join(between);
const first = (query: string) => checkPromql(query)[0]?.message;

describe("a query of a megabyte", () => {
  test.each([
    { name: "one string", query: `"${"x".repeat(megabyte)}"` },
    { name: "escapes", query: `"${"\\n".repeat(megabyte / 2)}"` },
    { name: "arguments", query: `label_join(a, "b", "c", ${times('"d"', megabyte / 5, ", ")})` },
    { name: "matchers", query: `a{${times('b="c"', megabyte / 6, ",")}}` },
    { name: "labels", query: `sum by (${times("b", megabyte / 2, ",")}) (x)` },
    { name: "names to match", query: `a{b=~"${times("some-pod-".repeat(12), megabyte / 110, "|")}"}` },
    { name: "blanks", query: `${" ".repeat(megabyte)}a` },
    { name: "comments", query: `${"# x\n".repeat(megabyte / 4)}a` },
    { name: "one name", query: "a".repeat(megabyte) },
    { name: "offsets of nothing", query: `a${" offset 0s".repeat(megabyte / 10)}` },
  ])("of $name is read", ({ query }) => expect(first(query)).toBeUndefined());

  test.each([
    {
      name: "wrong arguments",
      query: `label_join(a, "b", "c", ${times("d", megabyte / 3, ",\n")})`,
      says: /^expected type string/,
    },
    { name: "commas", query: `abs(a${",".repeat(megabyte)})`, says: /^trailing commas/ },
    { name: "operators", query: times("a", megabyte / 4, " + "), says: /more than 800 operators in a row/ },
    { name: "operators in a range", query: `a[${times("1", megabyte / 2, "+")}]`, says: /more than 800 operators in a row/ },
    { name: "powers", query: times("1", megabyte / 2, "^"), says: /nested more than 400 levels/ },
    { name: "signs", query: `${"-".repeat(megabyte)}1`, says: /nested more than 400 levels/ },
    { name: "digits", query: "1".repeat(megabyte), says: /value out of range$/ },
    { name: "hexadecimal digits", query: `0x${"f".repeat(megabyte)}`, says: /invalid syntax$/ },
    { name: "digits before a unit", query: `${"1".repeat(megabyte)}m`, says: /^not a valid duration string/ },
    { name: "a regular expression", query: `a{b=~"${times("[ab]*", megabyte / 6)}"}`, says: /expression too large/ },
    { name: "metrics without operators", query: times("a", megabyte / 2, " "), says: /^unexpected identifier "a"$/ },
  ])("of $name is refused", ({ query, says }) => expect(first(query)).toMatch(says));
});

test.each([
  { name: "parentheses", open: "(", close: ")", inside: "x" },
  { name: "calls", open: "abs(", close: ")", inside: "x" },
  { name: "aggregations", open: "sum(", close: ")", inside: "x" },
  { name: "subqueries", open: "rate(", close: "[5m:])", inside: "x" },
  { name: "parentheses in a range", open: "(", close: ")", inside: "5m", around: "x[_]" },
  { name: "parentheses in an offset", open: "(", close: ")", inside: "5m", around: "x offset _" },
  { name: "parentheses that are never closed", open: "(", close: "", inside: "" },
])("of ten thousand nested $name the first too deep is named", ({ open, close, inside, around = "_" }) => {
  const query = around.replace("_", open.repeat(10_000) + inside + close.repeat(10_000));
  expect(checkPromql(query)).toEqual([
    expect.objectContaining({ severity: "error", message: "the query is nested more than 400 levels deep" }),
  ]);
});

test.each([
  { name: "parentheses", query: `${"(".repeat(390)}x${")".repeat(390)}` },
  { name: "subqueries", query: `${"rate(".repeat(390)}x${"[5m:])".repeat(390)}` },
  { name: "operators in a row", query: times("x", 800, " or ") },
  { name: "durations", query: `x[${"-(".repeat(190)}step()${")".repeat(190)}]` },
])("what is just not too deep in $name can be printed, laid out and sent", ({ query }) => {
  const { expr } = parsePromql(query);
  expect(() => parsePromql(printQuery(expr))).not.toThrow();
  expect(formatQuery(expr)).toContain("x");
  expect(structuredClone(JSON.parse(JSON.stringify(toParseJson(expr))))).toBeDefined();
});

test.each([
  { name: "a NUL byte", query: "a\0b", says: String.raw`unexpected character: '\x00'` },
  { name: "a NUL byte in braces", query: "a{\0}", says: String.raw`unexpected character inside braces: '\x00'` },
  { name: "half a surrogate pair", query: "a\ud83d", says: "unexpected character: '�'" },
  { name: "half a surrogate pair in a string", query: '"a\ud83d"', says: "invalid UTF-8 rune" },
  { name: "the other half in a raw string", query: "`\ude00a`", says: "invalid UTF-8 rune" },
  { name: "a replacement character in a string", query: '"\ufffd"', says: "invalid UTF-8 rune" },
  { name: "a byte order mark", query: "\ufeffa", says: String.raw`unexpected character: '\ufeff'` },
  { name: "a blank that is none", query: "a\u00a0+ b", says: String.raw`unexpected character: '\u00a0'` },
  { name: "a string without an end", query: 'a{b="c}', says: "unterminated quoted string" },
  { name: "a raw string without an end", query: "a{b=`c}", says: "unterminated raw string" },
  { name: "an escape without an end", query: '"\\', says: "escape sequence not terminated" },
  {
    name: "a code point that there is not",
    query: String.raw`"\U00110000"`,
    says: "escape sequence is an invalid Unicode code point",
  },
  { name: "a range of 300 years", query: "a[300y]", says: "duration out of range" },
  { name: "a step that does not fit", query: "a[5m:1e11]", says: "duration out of range" },
  {
    name: "a moment that does not fit",
    query: "a @ 1e19",
    says: "timestamp out of bounds for @ modifier: 10000000000000000000.000000",
  },
  { name: "a repetition too often", query: 'a{b=~"x{1001}"}', says: "error parsing regexp: invalid repeat count: `{1001}`" },
  {
    name: "a repetition of repetitions",
    query: 'a{b=~"((x{100}){100}){100}"}',
    says: "error parsing regexp: invalid repeat count: `{100}`",
  },
  {
    name: "a regular expression built to explode",
    query: `a{b=~"(${"x".repeat(100)}){1000}"}`,
    says: "error parsing regexp: expression too large: ``",
  },
])("$name is refused: $says", ({ query, says }) => expect(first(query)).toBe(says));

test.each(["__proto__", "constructor", "toString"])("nothing is behind the name %s", (name) => {
  expect(first(`${name}(x)`)).toBe(`unknown function with name "${name}"`);
  expect(first(`sum by (${name}) (${name}{${name}="a"})`)).toBeUndefined();
});
