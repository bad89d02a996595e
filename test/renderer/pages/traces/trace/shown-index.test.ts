import { expect, test } from "vitest";
import { countUpTo, rowAtOrBefore, rowOf, stepIn, stickyRows } from "../../../../../renderer/pages/traces/trace/shown-index";

const shown = { spans: Int32Array.of(0, 2, 5, 9) };

test.each([
  { position: 0, row: 0, before: 0 },
  { position: 5, row: 2, before: 2 },
  { position: 4, row: -1, before: 1 },
  { position: 99, row: -1, before: 3 },
])("position $position has row $row, and the row of what it is folded into is $before", ({ position, row, before }) => {
  expect([rowOf(shown, position), rowAtOrBefore(shown, position)]).toEqual([row, before]);
});

// 0
//   1
//     2
//       3
//   4
//     5
const tree = { parent: Int32Array.of(-1, 0, 1, 2, 0, 4) };
const all = { spans: Int32Array.of(0, 1, 2, 3, 4, 5) };

test.each([
  { first: 0, expected: [], name: "the root is in sight" },
  { first: 1, expected: [0], name: "the root covers 1, 2 and 3 would need more rows than they have" },
  { first: 4, expected: [0, 4], name: "4 is covered by the root, so it stays for 5" },
])("with row $first on top, rows $expected stay above it: $name", ({ first, expected }) => {
  expect(stickyRows(tree, all, first)).toEqual(expected);
});

test("of a chain of a hundred thousand spans the five nearest ancestors stay", () => {
  const count = 100_000;
  const parent = Int32Array.from({ length: count }, (_, index) => index - 1);
  const spans = Int32Array.from({ length: count }, (_, index) => index);
  expect(stickyRows({ parent }, { spans }, 50_000)).toHaveLength(5);
});

test.each([
  { name: "the next", from: 3, by: 1, expected: 7 },
  { name: "the one before", from: 7, by: -1, expected: 3 },
  { name: "the first after the last", from: 12, by: 1, expected: 3 },
  { name: "the last before the first", from: 3, by: -1, expected: 12 },
  { name: "the one after a place between", from: 8, by: 1, expected: 12 },
  { name: "the first where there is no place yet", from: undefined, by: 1, expected: 3 },
] as const)("stepping goes to $name", ({ from, by, expected }) => expect(stepIn([3, 7, 12], from, by)).toBe(expected));

test("nothing is stepped to where nothing was found", () => expect(stepIn([], 3, 1)).toBeUndefined());

test("entries up to a value are counted", () => {
  expect([countUpTo([3, 7, 12], 2), countUpTo([3, 7, 12], 7), countUpTo([3, 7, 12], 99)]).toEqual([0, 2, 3]);
});
