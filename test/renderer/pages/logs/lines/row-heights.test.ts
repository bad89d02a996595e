import { expect, test } from "vitest";
import { guessHeight } from "../../../../../renderer/pages/logs/lines/row-heights";
import { shownAtFirst, shownNext, shownOnOneLine } from "../../../../../renderer/pages/logs/lines/shown";

const input = { width: 720, lineHeight: 20, prettify: false };

test.each([
  { name: "an empty line", line: "", prettify: false, expected: 20 },
  { name: "a line that fits", line: "x".repeat(100), prettify: true, expected: 20 },
  { name: "one that does not", line: "x".repeat(101), prettify: false, expected: 40 },
  { name: "20 MB, of which the beginning is shown", line: "x".repeat(200_000), prettify: false, expected: 82 * 20 },
  { name: "JSON in one line", line: '{"a":1,"b":[1,2]}', prettify: false, expected: 20 },
  { name: "JSON spread out", line: '{"a":1,"b":[1,2]}', prettify: true, expected: 7 * 20 },
])("$name is thought to be $expected pixels high", ({ line, prettify, expected }) => {
  expect(guessHeight(line, { ...input, prettify })).toBe(expected);
});

test("more of a long line is shown in steps: 8 KB, 64 KB, all that is here", () => {
  expect([shownAtFirst, shownNext(shownAtFirst), shownNext(shownNext(shownAtFirst))]).toEqual([
    8192,
    65_536,
    Number.POSITIVE_INFINITY,
  ]);
});

test("on one line a little more than fits is shown, and never more than a thousand characters", () => {
  expect([shownOnOneLine(100), shownOnOneLine(101), shownOnOneLine(5000)]).toEqual([128, 128, 1000]);
});
