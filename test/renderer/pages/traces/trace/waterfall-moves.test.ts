import { expect, test } from "vitest";
import { nextCritical, nextInRange, shownParent } from "../../../../../renderer/pages/traces/trace/waterfall-moves";
import { drawnTrace } from "./traces";

// 0 root   ==========   critical 0–10, 90–100
// 1   a     ===         critical 10–40
// 2     b    =          critical in a seam
// 3   c        =====    critical 40–90
const trace = drawnTrace([
  {
    name: "s root",
    depth: 0,
    start: 0,
    duration: 100,
    critical: [
      [0, 10],
      [90, 100],
    ],
  },
  { name: "s a", depth: 1, start: 10, duration: 30, critical: [[10, 39.999]] },
  { name: "s b", depth: 2, start: 20, duration: 10, critical: [[39.999, 40]] },
  { name: "s c", depth: 1, start: 40, duration: 50, critical: [[40, 90]] },
]);
const shown = {
  spans: Int32Array.of(0, 1, 2, 3),
  foldedRun: new Int32Array(4).fill(-1),
  isContext: new Uint8Array(4),
  hidden: 0,
};

test.each([
  { name: "first", from: undefined, expected: 0 },
  { name: "span after the root's first stretch", from: 0, expected: 1 },
  { name: "span after a seam that nobody sees", from: 1, expected: 3 },
  { name: "root again, where the path ends in it", from: 3, expected: 0 },
])("along the critical path comes the $name", ({ from, expected }) => expect(nextCritical(trace, from)).toBe(expected));

test.each([
  { name: "the next whose bar is in the range", from: 0, by: 1, expected: 3 },
  { name: "the one before that", from: 3, by: -1, expected: 0 },
  { name: "none behind the last", from: 3, by: 1, expected: undefined },
] as const)("within 60 to 80 ms it is $name", ({ from, by, expected }) => {
  const range = { from: 60e6, to: 80e6 };
  expect(nextInRange(trace, shown, { from, by, range, correctsClocks: true })).toBe(expected);
});

test("the parent that has a row is found past those that have none", () => {
  expect(shownParent(trace, { spans: Int32Array.of(0, 2) }, 2)).toBe(0);
  expect(shownParent(trace, shown, 0)).toBeUndefined();
});
