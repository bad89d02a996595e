import { expect, test } from "vitest";
import { hours, minutes, seconds } from "#shared/units/time";
import {
  autoStep,
  betweenOrWhyNot,
  mostPoints,
  stepsFor,
  toLocalInput,
  windowOf,
} from "../../../../renderer/components/range-picker/time-range";

test.each([
  { length: minutes(5), step: seconds(1) },
  { length: minutes(15), step: seconds(2) },
  { length: hours(1), step: seconds(10) },
  { length: hours(6), step: minutes(1) },
  { length: hours(24), step: minutes(5) },
  { length: hours(24 * 7), step: minutes(30) },
  { length: hours(24 * 366), step: hours(24) },
])("the automatic step of $length ms is $step ms", ({ length, step }) => expect(autoStep(length)).toBe(step));

test("a range longer than the coarsest step allows gets whole days", () => {
  expect(autoStep(hours(24 * 1200))).toBe(hours(24 * 3));
});

test("a moving window lies on multiples of its step, so that asking again gives the same points", () => {
  const range = { kind: "last", forMs: hours(1) } as const;
  const first = windowOf(range, "auto", 1_000_003_000);
  expect(first).toEqual({ startMs: 996_400_000, endMs: 1_000_000_000, stepMs: 10_000 });
  expect(windowOf(range, "auto", 1_000_009_999)).toEqual(first);
});

test("a moving window of long steps ends within the last minute, so that what began a moment ago is in it", () => {
  const now = 1_800_000_059_999;
  const { startMs, endMs, stepMs } = windowOf({ kind: "last", forMs: hours(24 * 30) }, "auto", now);
  expect([stepMs, endMs]).toEqual([hours(3), 1_800_000_000_000]);
  expect(endMs - startMs).toBe(hours(24 * 30));
});

test("a fixed range is asked for as it was given", () => {
  const range = { kind: "between", startMs: 1_001, endMs: 61_003 } as const;
  expect(windowOf(range, seconds(5), 0)).toEqual({ startMs: 1_001, endMs: 61_003, stepMs: 5000 });
});

test("a step that would give more points than a server answers becomes the automatic one", () => {
  expect(windowOf({ kind: "last", forMs: hours(24 * 7) }, seconds(1), 1_800_000_000_000).stepMs).toBe(minutes(30));
});

test("only steps that a server answers are offered", () => {
  const week = hours(24 * 7);
  const offered = stepsFor(week).map(({ label }) => label);
  expect(offered[0]).toBe("1 m");
  expect(stepsFor(week).every(({ ms }) => week / ms <= mostPoints)).toBe(true);
  expect(stepsFor(minutes(5)).at(-1)?.label).toBe("2 m");
});

test.each([
  { name: "no date", start: Number.NaN, end: 1, why: "The start is not a date and time." },
  { name: "no end", start: 1, end: Number.NaN, why: "The end is not a date and time." },
  { name: "the wrong order", start: 5, end: 5, why: "The end must be after the start." },
  { name: "too short", start: 0, end: 9_999, why: "The range must be at least 10 seconds long." },
  { name: "too long", start: 0, end: hours(24 * 367), why: "The range must be at most a year long." },
])("a range with $name is refused in words", ({ start, end, why }) => expect(betweenOrWhyNot(start, end)).toBe(why));

test("an instant survives the way through a date-and-time input", () => {
  const at = Date.UTC(2026, 10, 21, 9, 5, 7);
  expect(Date.parse(toLocalInput(at))).toBe(at);
});
