import { expect, test } from "vitest";
import { areSameEntries, firstOrder, inOrder, type LegendEntry, nextOrder } from "../../../renderer/charts/legend-order";

const entry = (label: string, ...sorts: number[]): LegendEntry => ({
  id: label,
  label,
  colour: "#fff",
  isHidden: false,
  values: sorts.map((sort) => ({ text: String(sort), sort })),
});
const entries = [entry("b", 2, 30), entry("a", 1, 10), entry("c", Number.NaN, 20)];
const names = (all: readonly LegendEntry[]) => all.map(({ label }) => label).join("");

test.each([
  { what: "as they came", order: undefined, expected: "bac" },
  { what: "by name", order: { column: -1, isDescending: false }, expected: "abc" },
  { what: "by a value, the largest first", order: { column: 1, isDescending: true }, expected: "bca" },
  { what: "by a value that one lacks, which is last", order: { column: 0, isDescending: true }, expected: "bac" },
  { what: "upwards it is last as well", order: { column: 0, isDescending: false }, expected: "abc" },
])("$what", ({ order, expected }) => expect(names(inOrder(entries, order))).toBe(expected));

test.each([
  { sortBy: "Max", sortDesc: undefined, expected: { column: 1, isDescending: true } },
  { sortBy: "mean", sortDesc: false, expected: { column: 0, isDescending: false } },
  { sortBy: "Name", sortDesc: false, expected: { column: -1, isDescending: false } },
  { sortBy: "Gone", sortDesc: true, expected: undefined },
  { sortBy: undefined, sortDesc: true, expected: undefined },
])("a table that is to be sorted by $sortBy begins so", ({ sortBy, sortDesc, expected }) => {
  expect(firstOrder(["Mean", "Max"], sortBy, sortDesc)).toEqual(expected);
});

test("a click on a head sorts the largest first, then the smallest, then as they came", () => {
  const once = nextOrder(undefined, 1);
  const twice = nextOrder(once, 1);
  expect([once, twice, nextOrder(twice, 1)]).toEqual([
    { column: 1, isDescending: true },
    { column: 1, isDescending: false },
    undefined,
  ]);
});

test("names begin at the front of the alphabet", () => {
  const once = nextOrder({ column: 1, isDescending: true }, -1);
  expect([once, nextOrder(once, -1)]).toEqual([
    { column: -1, isDescending: false },
    { column: -1, isDescending: true },
  ]);
});

test("entries that say the same are the same; another value, colour or state is not", () => {
  const was = [entry("a", 1)];
  expect(areSameEntries(was, [entry("a", 1)])).toBe(true);
  const others = [
    [entry("a", 2)],
    [{ ...entry("a", 1), colour: "#000" }],
    [{ ...entry("a", 1), isHidden: true }],
    [],
    [entry("b", 1)],
  ];
  expect(others.map((other) => areSameEntries(was, other))).toEqual([false, false, false, false, false]);
});
