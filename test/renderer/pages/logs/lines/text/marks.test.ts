import { expect, test } from "vitest";
import { createMatcher, matchersOf } from "../../../../../../renderer/pages/logs/lines/text/marks";

test.each([
  { name: "a text", text: "a.b", isRegex: false, ignoresCase: false, line: "a.b axb A.B", expected: [0, 3] },
  { name: "a text of any case", text: "Ab", isRegex: false, ignoresCase: true, line: "xAB ab", expected: [1, 3, 4, 6] },
  {
    name: "words between bars",
    text: "(?i)error|slow",
    isRegex: true,
    ignoresCase: false,
    line: "Slow ERROR",
    expected: [0, 4, 5, 10],
  },
  {
    name: "a pattern of RE2",
    text: "\\pL+\\d{2,}",
    isRegex: true,
    ignoresCase: false,
    line: "ä42 b7 c123",
    expected: [0, 3, 7, 11],
  },
  { name: "a dot and a line break", text: "a.b", isRegex: true, ignoresCase: false, line: "a\nb", expected: [0, 3] },
  { name: "nothing where nothing is left of it", text: "x*", isRegex: true, ignoresCase: false, line: "abc", expected: [] },
])("$name is found where it stands", ({ text, isRegex, ignoresCase, line, expected }) => {
  const matcher = createMatcher({ text, isRegex, ignoresCase }, "term");
  expect(matcher.ranges(line)).toEqual(expected);
});

test("a pattern that would take JavaScript for ever takes no longer than any other", () => {
  const matcher = createMatcher({ text: "(a+)+$", isRegex: true, ignoresCase: false }, "term");
  expect(matcher.test(`${"a".repeat(5000)}b`)).toBe(false);
});

test("a bad pattern is an error with its reason, and a bad term of a query is only not marked", () => {
  const term = { text: "(", isRegex: true, ignoresCase: true };
  expect(() => createMatcher(term, "found")).toThrow("missing closing ): (");
  expect(matchersOf([term, { text: "ok", isRegex: false, ignoresCase: false }])).toHaveLength(1);
});

test("a text that is everywhere is not marked without end", () => {
  const matcher = createMatcher({ text: "a", isRegex: false, ignoresCase: false }, "term");
  expect(matcher.ranges("a".repeat(4096))).toHaveLength(1000);
});

test.each([false, true])(
  "a text of many kilobytes (an expression: %s) is refused when it comes, not when a line is drawn",
  (isRegex) => {
    const term = { text: "x".repeat(95_000), isRegex, ignoresCase: false };
    expect(() => createMatcher(term, "found")).toThrow("Only 5000 characters");
    expect(matchersOf([term])).toEqual([]);
  },
);
