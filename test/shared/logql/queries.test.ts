import { describe, expect, test } from "vitest";
import { linesOf, searchTerms, selectorFor, selectorOf, volumeQuery } from "#shared/logql/queries";

describe("the log query inside of a query", () => {
  test.each([
    { expr: '{a="b"} |= "x"', lines: '{a="b"} |= "x"' },
    { expr: 'sum by (c) (rate({a="b"} | json [5m]))', lines: '{a="b"} | json' },
    { expr: 'sum_over_time({a="b"} [5m] | json | unwrap x)', lines: '{a="b"} | json' },
    { expr: 'rate(({a="b"} |= "x") [5m]) / rate({c="d"} [5m])', lines: '{a="b"} |= "x"' },
    { expr: "1 + 1", lines: undefined },
    { expr: "{a=", lines: undefined },
  ])("of $expr is $lines", ({ expr, lines }) => expect(linesOf(expr)).toBe(lines));
});

test("the selector stands as it was written", () => {
  expect(selectorOf('sum(rate({a="b",  c=~`d+`} | json [5m]))')).toBe('{a="b",  c=~`d+`}');
  expect(selectorOf("vector(1)")).toBeUndefined();
});

test("a selector names the labels that a query can name, in order", () => {
  expect(selectorFor({ pod: 'a"b\n\ufffd', app: "x", empty: "", by: "word", "a.b": "dots" })).toBe(
    '{app="x", pod="a\\"b\\n\\ufffd"}',
  );
});

test("volume is counted by the level that lines say", () => {
  expect(volumeQuery('rate({a="b"} |= "x" [5m])', "30s")).toBe(
    'sum by (level, detected_level) (count_over_time({a="b"} |= "x" [30s]))',
  );
  expect(() => volumeQuery("vector(1)", "30s")).toThrow("The query reads no logs");
  expect(() => volumeQuery("{", "30s")).toThrow("1:2: expected a label's name");
});

test("terms are what positive line filters look for", () => {
  expect(
    searchTerms(
      'sum(rate({a="b"} |= "x" or "y" |~ "(?i)time.?out" |> "<_> took <_>" != "no" !~ "no" |= ip("10.0.0.0/8") |= "" [5m]))',
    ),
  ).toEqual([
    { text: "x", isRegex: false, ignoresCase: false },
    { text: "y", isRegex: false, ignoresCase: false },
    { text: "time.?out", isRegex: true, ignoresCase: true },
    { text: "took", isRegex: false, ignoresCase: false },
  ]);
  expect(searchTerms("{")).toEqual([]);
});
