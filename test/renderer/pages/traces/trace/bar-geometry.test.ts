import { expect, test } from "vitest";
import {
  pixelOf,
  placeBar,
  placeLabel,
  sideOf,
  stretchesPath,
  ticksOf,
  timeAt,
} from "../../../../../renderer/pages/traces/trace/bar-geometry";

// A tenth of a pixel for a nanosecond: from 1000 to 2000 in 100 pixels.
const scale = { range: { from: 1000, to: 2000 }, width: 100 };

test("pixels and times are each other's inverse", () => {
  expect(timeAt(scale, pixelOf(scale, 1234))).toBe(1234);
});

test.each([
  {
    name: "within the range",
    start: 1100,
    duration: 400,
    expected: { left: 10, width: 40, isCutLeft: false, isCutRight: false },
  },
  { name: "of no duration", start: 1500, duration: 0, expected: { left: 50, width: 2, isCutLeft: false, isCutRight: false } },
  { name: "that began before", start: 0, duration: 1500, expected: { left: -8, width: 58, isCutLeft: true, isCutRight: false } },
  {
    name: "that goes on behind",
    start: 1900,
    duration: 1e12,
    expected: { left: 90, width: 18, isCutLeft: false, isCutRight: true },
  },
  { name: "around all of it", start: 0, duration: 1e15, expected: { left: -8, width: 116, isCutLeft: true, isCutRight: true } },
  { name: "before the range", start: 100, duration: 400, expected: undefined },
  { name: "behind the range", start: 2100, duration: 400, expected: undefined },
])("a bar $name is $expected", ({ start, duration, expected }) => expect(placeBar(scale, start, duration)).toEqual(expected));

test("it is known on which side a bar outside lies", () => {
  expect([sideOf(scale, 0, 10), sideOf(scale, 3000, 10)]).toEqual(["left", "right"]);
});

test.each([
  { name: "right of a bar", left: 10, width: 20, expected: { side: "right", left: 35 } },
  { name: "left of one that ends at the edge", left: 60, width: 40, expected: { side: "left", left: 25 } },
  { name: "on one that fills the column", left: 0, width: 100, expected: { side: "inside", left: 66 } },
])("the duration is written $name", ({ left, width, expected }) => {
  expect(placeLabel(scale, { left, width, isCutLeft: false, isCutRight: false }, 30)).toEqual(expected);
});

test("stretches of the critical path become one line each, and those in one pixel one together", () => {
  const path = stretchesPath(scale, {
    from: [0, 1100, 1301, 1305, 1800],
    to: [500, 1200, 1304, 1400, 5000],
    first: 1,
    end: 5,
  });
  expect(path).toBe("M10 0H20M30.1 0H40M80 0H100");
});

test("ten thousand stretches in one pixel are one line", () => {
  const from = Array.from({ length: 10_000 }, (_, index) => 1500 + index * 0.001);
  expect(stretchesPath(scale, { from, to: from.map((at) => at + 0.0005), first: 0, end: from.length }).match(/M/g)).toHaveLength(
    1,
  );
});

test.each([
  { width: 600, count: 6 },
  { width: 240, count: 3 },
  { width: 20, count: 2 },
])("an axis of $width pixels has $count ticks", ({ width, count }) => {
  const ticks = ticksOf({ ...scale, width });
  expect([ticks.length, ticks[0], ticks.at(-1)]).toEqual([count, 1000, 2000]);
});
