import { expect, test } from "vitest";
import { formatValues } from "#shared/dashboards/variables/formats";

const of = (values: string[], isPattern = true) => ({
  name: "host",
  values,
  texts: values.map((value) => value.toUpperCase()),
  isPattern,
  timeZone: "utc",
});

// One variable of which one can be chosen; one of which several can, and one is; and one of which two are.
test.each([
  { format: "csv", one: "a.b", first: "a.b", two: "a.b,c/d" },
  { format: "raw", one: "a.b", first: "a.b", two: "a.b,c/d" },
  { format: "pipe", one: "a.b", first: "a.b", two: "a.b|c/d" },
  { format: "join", one: "a.b", first: "a.b", two: "a.b,c/d" },
  { format: "join: or ", one: "a.b", first: "a.b", two: "a.b or c/d" },
  { format: "regex", one: "a\\.b", first: "a\\.b", two: "(a\\.b|c\\/d)" },
  { format: "glob", one: "a.b", first: "a.b", two: "{a.b,c/d}" },
  { format: "json", one: "a.b", first: '["a.b"]', two: '["a.b","c/d"]' },
  { format: "distributed", one: "a.b", first: "a.b", two: "a.b,host=c/d" },
  { format: "lucene", one: "a.b", first: '("a.b")', two: '("a.b" OR "c\\/d")' },
  { format: "percentencode", one: "a.b", first: "%7Ba.b%7D", two: "%7Ba.b%2Cc%2Fd%7D" },
  { format: "uriencode", one: "a.b", first: "%7Ba.b%7D", two: "%7Ba.b%2Cc%2Fd%7D" },
  { format: "singlequote", one: "'a.b'", first: "'a.b'", two: "'a.b','c/d'" },
  { format: "doublequote", one: '"a.b"', first: '"a.b"', two: '"a.b","c/d"' },
  { format: "sqlstring", one: "'a.b'", first: "'a.b'", two: "'a.b','c/d'" },
  { format: "html", one: "a.b", first: "a.b", two: "a.b, c/d" },
  { format: "text", one: "A.B", first: "A.B", two: "A.B + C/D" },
  { format: "queryparam", one: "var-host=a.b", first: "var-host=a.b", two: "var-host=a.b&var-host=c%2Fd" },
  { format: "customqueryparam:h", one: "h=a.b", first: "h=a.b", two: "h=a.b&h=c%2Fd" },
  { format: "customqueryparam:h:x", one: "h=xa.b", first: "h=xa.b", two: "h=xa.b&h=xc%2Fd" },
  { format: "no-such-format", one: "a.b", first: "a.b", two: "{a.b,c/d}" },
])("$format", ({ format, one, first, two }) => {
  const formatted = [of(["a.b"], false), of(["a.b"]), of(["a.b", "c/d"])].map((values) => formatValues(format, values));
  expect(formatted).toEqual([one, first, two]);
});

const nasty = 'it\'s "a\\b" <i>&';

test.each([
  { format: "singlequote", text: "'it\\'s \"a\\b\" <i>&'" },
  { format: "doublequote", text: '"it\'s \\"a\\b\\" <i>&"' },
  { format: "sqlstring", text: "'it''s \"a\\b\" <i>&'" },
  { format: "html", text: "it&#39;s &quot;a\\b&quot; &lt;i&gt;&amp;" },
  { format: "percentencode", text: "it%27s%20%22a%5Cb%22%20%3Ci%3E%26" },
  { format: "lucene", text: 'it\'s\\ \\"a\\\\b\\"\\ \\<i\\>\\&' },
  { format: "json", text: nasty },
])("$format escapes what would end it", ({ format, text }) => expect(formatValues(format, of([nasty], false))).toBe(text));

test.each([
  { format: "date", text: "2026-11-21T08:00:00.000Z" },
  { format: "date:iso", text: "2026-11-21T08:00:00.000Z" },
  { format: "date:seconds", text: "1795248000" },
  { format: "date:HH:mm", text: "08:00" },
])("a variable that is a time, as $format", ({ format, text }) => {
  expect(formatValues(format, of(["1795248000000"], false))).toBe(text);
  expect(formatValues(format, of(["no time"], false))).toBe("");
});

test("no values at all", () => {
  expect(["csv", "pipe", "text", "lucene", "queryparam", "json"].map((format) => formatValues(format, of([])))).toEqual([
    "",
    "",
    "",
    "__empty__",
    "",
    "[]",
  ]);
});

test("half of a character cannot be put into an address, and does no harm", () => {
  expect(formatValues("percentencode", of(["a\ud800"], false))).toBe("a%EF%BF%BD");
});
