import { expect, test } from "vitest";
import { durationWords, momentWords, startWords } from "../../../../../renderer/pages/traces/detail/time-words";

test.each([
  [4.96e9, "+4.96\u00a0s"],
  [0, "+0\u00a0s"],
  [-3e6, "−3.00\u00a0ms"],
])("a start of %d ns is written %s", (start, words) => expect(startWords(start)).toBe(words));

test("a duration has the unit that fits", () => expect(durationWords(307)).toBe("307\u00a0ns"));

test("a moment has all of its nanoseconds", () => {
  expect(momentWords({ ms: Date.UTC(2026, 10, 21, 12, 14, 31, 4), ns: 123 }, "utc")).toBe("2026-11-21 12:14:31.004000123");
});
