import { expect, test } from "vitest";
import { shortStretches } from "../../../renderer/charts/plot-data";

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
