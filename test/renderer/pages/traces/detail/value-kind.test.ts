import { expect, test } from "vitest";
import { readSearchWords } from "#shared/traces/search-words";
import { findWords, isErrorTag, valueKind } from "../../../../../renderer/pages/traces/detail/value-kind";
import { tag } from "./traces";

test.each([
  ["an address", "https://shop.example/cart?id=1", { kind: "link", href: "https://shop.example/cart?id=1" }],
  ["an address in capitals", "HTTP://shop.example", { kind: "link", href: "http://shop.example/" }],
  ["a script", "javascript:alert(1)", { kind: "text", isLong: false }],
  ["a script behind a line break", "https://a\njavascript:alert(1)", { kind: "text", isLong: false }],
  ["an address that reads backwards", "https://a.example/\u202egnp", { kind: "text", isLong: false }],
  ["an address within a sentence", "see https://a.example/", { kind: "text", isLong: false }],
  ["data", "data:text/html,<script>alert(1)</script>", { kind: "text", isLong: false }],
  ["markup", "<img src=x onerror=alert(1)>", { kind: "text", isLong: false }],
  ["JSON", '{"a":[1]}', { kind: "json", pretty: '{\n  "a": [\n    1\n  ]\n}', isLong: false }],
  ["what only begins like JSON", "{a}", { kind: "text", isLong: false }],
  ["some lines", "a\nb", { kind: "text", isLong: false }],
  ["many lines", "a\n".repeat(20), { kind: "text", isLong: true }],
  ["a long text", "x".repeat(300), { kind: "text", isLong: true }],
  ["nothing", "", { kind: "empty" }],
])("a value is drawn as what it is: %s", (_, value, expected) => expect(valueKind({ value })).toEqual(expected));

test("the beginning of a value is neither an address nor JSON", () => {
  expect(valueKind({ value: "https://a.example/", wholeLength: 10_000_000 })).toEqual({ kind: "text", isLong: true });
});

test.each([
  ["error", "true", true],
  ["error", "connection refused", true],
  ["error", "false", false],
  ["error", "", false],
  ["otel.status_code", "ERROR", true],
  ["otel.status_code", "OK", false],
  ["error.type", "timeout", false],
])("%s=%s says that the span failed: %s", (key, value, expected) => expect(isErrorTag({ key, value })).toBe(expected));

test.each([
  ["plain", "http.method", "GET", "http.method=GET"],
  ["with a blank", "db.statement", "SELECT 1", 'db.statement="SELECT 1"'],
  ["with quotes and backslashes", "a", 'say "C:\\x"', 'a="say \\"C:\\\\x\\""'],
  ["with a sign of equality in its name", "a=b", "c", '"a=b"=c'],
  ["empty", "a", "", "a="],
])("a tag is found by the words that the search reads: %s", (_, key, value, words) => {
  expect(findWords(tag(key, value))).toBe(words);
  expect(readSearchWords(words)).toMatchObject([{ tag: { key: key.toLowerCase(), value: value.toLowerCase() } }]);
});

test.each([
  ["cut", tag("a", "x", { wholeLength: 9000 })],
  ["too long", tag("a", "x".repeat(300))],
  ["with a line break", tag("a", "x\ny")],
])("a value that is %s is not searched for", (_, each) => expect(findWords(each)).toBeUndefined());
