import { expect, test } from "vitest";
import { hours, minutes } from "#shared/units/time";
import { spanOf, widenedLength, widerThan } from "../../../../../renderer/pages/logs/run/span";

const now = Date.UTC(2026, 10, 21, 12);

test("a moving range ends now, a fixed one where it ends; both to the nanosecond", () => {
  expect(spanOf({ kind: "last", forMs: minutes(15) }, now)).toEqual({
    startNs: `${now - minutes(15)}000000`,
    endNs: `${now}000000`,
  });
  expect(spanOf({ kind: "between", startMs: now - 5, endMs: now - 1 }, now)).toEqual({
    startNs: `${now - 5}000000`,
    endNs: `${now - 1}000000`,
  });
});

test.each([
  { name: "a quarter of an hour", length: minutes(15), wider: [hours(6), hours(24), hours(168)] },
  { name: "a day", length: hours(24), wider: [hours(168), hours(720)] },
  { name: "a year", length: hours(24 * 365), wider: [] },
])("from $name one can look further back", ({ length, wider }) => expect(widerThan(length)).toEqual(wider));

test.each([
  { name: "a short moving range: a day", range: { kind: "last", forMs: minutes(15) }, expected: hours(24) },
  { name: "a day: nothing more", range: { kind: "last", forMs: hours(24) }, expected: undefined },
  { name: "a range that was picked: nothing else", range: { kind: "between", startMs: 0, endMs: 1 }, expected: undefined },
] as const)("tried unasked, from $name", ({ range, expected }) => expect(widenedLength(range)).toBe(expected));
