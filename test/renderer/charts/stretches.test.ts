import { expect, test } from "vitest";
import { shortStretches, stretchesOf } from "../../../renderer/charts/stretches";

const nan = Number.NaN;
const gap = Number.POSITIVE_INFINITY;

test.each<{ what: string; column: (number | null)[]; least?: number; found: number[] }>([
  { what: "a single point", column: [7], found: [0] },
  { what: "the last point alone after a gap", column: [null, null, 7], found: [2] },
  { what: "a point alone between lines", column: [1, 2, null, 3, null, 4, 5], found: [3] },
  { what: "lines that can be seen", column: [1, 2, null, 4, 5], found: [] },
  { what: "a line shorter than can be seen", column: [null, 2, 3, null, 4, 5, 6], least: 15, found: [2] },
  { what: "nothing at all", column: [null, null], found: [] },
])("of $what the dots are at $found", ({ column, least = 5, found }) => {
  const times = column.map((_, index) => index * 10);
  expect(shortStretches(times, column, least)).toEqual(found);
});

test.each<{ what: string; heights: number[]; gapMs?: number; spanMs?: number; found: number[] }>([
  { what: "another line's times are passed over", heights: [1, nan, 3, nan, 5], found: [0, 4] },
  { what: "a gap is a gap", heights: [1, 2, gap, 4, 5], found: [0, 1, 3, 4] },
  { what: "points too far apart are a gap as well", heights: [1, 2, nan, nan, 5, 6], gapMs: 20, found: [0, 1, 4, 5] },
  { what: "a gap that is to be gone over is none", heights: [1, gap, 3], spanMs: 20, found: [0, 2] },
  { what: "a gap longer than that is one", heights: [1, gap, gap, 4], spanMs: 20, found: [0, 0, 3, 3] },
  { what: "going over all gaps joins everything", heights: [gap, 1, gap, gap, nan, 4], spanMs: gap, gapMs: 10, found: [1, 5] },
])("$what", ({ heights, gapMs = gap, spanMs = 0, found }) => {
  const times = heights.map((_, index) => index * 10);
  expect(stretchesOf(times, Float64Array.from(heights), 0, heights.length - 1, { gapMs, spanMs })).toEqual(found);
});
