import { afterAll, beforeAll, expect, test } from "vitest";
import { areOfSeveralDays, timeText, timeWidth, wholeTime } from "../../../../../renderer/pages/logs/lines/time-text";
import { blockOf, storeWith } from "./blocks";

const before = process.env.TZ;
beforeAll(() => {
  process.env.TZ = "UTC";
});
afterAll(() => {
  process.env.TZ = before;
});

const at = Date.UTC(2026, 10, 1, 12, 14, 58, 7);

test.each([
  { style: "ms", hasDay: false, expected: "12:14:58.007" },
  { style: "ns", hasDay: false, expected: "12:14:58.007000042" },
  { style: "ms", hasDay: true, expected: " 1 Nov 12:14:58.007" },
  { style: "ns", hasDay: true, expected: " 1 Nov 12:14:58.007000042" },
] as const)("a time in $style, with its day: $hasDay, is '$expected', as wide as all others", ({ style, hasDay, expected }) => {
  const text = timeText({ ms: at, ns: 42 }, style, hasDay);
  expect({ text, width: text.length }).toEqual({ text: expected, width: timeWidth(style, hasDay) });
});

test("the whole of a time has its day and all of its digits", () => {
  expect(wholeTime({ ms: at, ns: 42 })).toBe("2026-11-01 12:14:58.007000042");
});

test("times say their day once the lines are of several", () => {
  const store = storeWith();
  expect(areOfSeveralDays(store)).toBe(false);
  store.beginStream()(blockOf([`${at} a`, `${at + 60_000} b`]));
  expect(areOfSeveralDays(store)).toBe(false);
  store.beginStream()(blockOf([`${at + 86_400_000} c`]));
  expect(areOfSeveralDays(store)).toBe(true);
});
