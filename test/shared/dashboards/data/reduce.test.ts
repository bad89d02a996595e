import { expect, test } from "vitest";
import { columnOf, makeField, numberField } from "#shared/dashboards/data/fields";
import { fieldRange, reduce, reducers, reducerTitle } from "#shared/dashboards/data/reduce";
import { series } from "../../../support/frames";

const gap = Number.NaN;

test.each<{ id: string; values: number[]; expected: number | string | null }>([
  { id: "lastNotNull", values: [1, 2, gap], expected: 2 },
  { id: "last", values: [1, 2, gap], expected: null },
  { id: "first", values: [gap, 2], expected: null },
  { id: "firstNotNull", values: [gap, 2, 3], expected: 2 },
  { id: "min", values: [3, gap, -1], expected: -1 },
  { id: "max", values: [3, gap, -1], expected: 3 },
  { id: "mean", values: [1, gap, 3], expected: 2 },
  { id: "median", values: [9, 1, gap, 2], expected: 2 },
  { id: "median", values: [1, 2, 3, 10], expected: 2.5 },
  { id: "sum", values: [1, gap, 3], expected: 4 },
  { id: "count", values: [1, gap, 3], expected: 2 },
  { id: "countAll", values: [1, gap, 3], expected: 3 },
  { id: "range", values: [5, -5], expected: 10 },
  { id: "delta", values: [10, 15, 3, 5], expected: 10 },
  { id: "step", values: [1, 4, 6], expected: 2 },
  { id: "diff", values: [gap, 4, 6, gap], expected: 2 },
  { id: "diffperc", values: [4, 6], expected: 50 },
  { id: "diffperc", values: [0, 6], expected: null },
  { id: "variance", values: [1e9 + 1, 1e9 + 3], expected: 1 },
  { id: "stdDev", values: [2, 4, 4, 4, 5, 5, 7, 9], expected: 2 },
  { id: "logmin", values: [0, -1, 0.5, 2], expected: 0.5 },
  { id: "allIsZero", values: [0, gap, 0], expected: 1 },
  { id: "allIsZero", values: [gap], expected: 0 },
  { id: "allIsNull", values: [gap, gap], expected: 1 },
  { id: "changeCount", values: [1, 1, gap, 2, 1], expected: 2 },
  { id: "distinctCount", values: [1, 1, gap, 2], expected: 2 },
  { id: "uniqueValues", values: [1, 1, gap, 2], expected: "1, 2" },
  { id: "allValues", values: [1, 1], expected: "1, 1" },
  { id: "p50", values: [1, 2, 3, 4, 5], expected: 3 },
  { id: "p95", values: Array.from({ length: 101 }, (_, index) => index), expected: 95 },
  { id: "current", values: [1, gap], expected: 1 },
  { id: "avg", values: [1, 3], expected: 2 },
  { id: "total", values: [1, 3], expected: 4 },
  { id: "nonsense", values: [1], expected: null },
])("$id of $values is $expected", ({ id, values, expected }) => {
  expect(reduce(numberField("x", Float64Array.from(values)), id)).toBe(expected);
});

test.each(reducers.map(({ id }) => id))("%s of nothing at all is no number out of thin air", (id) => {
  expect([null, 0, 1, ""]).toContain(reduce(numberField("x", new Float64Array(0)), id));
});

test.each([
  { id: "lastNotNull", expected: "b" },
  { id: "first", expected: "a" },
  { id: "count", expected: 3 },
  { id: "distinctCount", expected: 2 },
  { id: "changeCount", expected: 1 },
  { id: "uniqueValues", expected: "a, b" },
  { id: "mean", expected: null },
])("$id of texts is $expected", ({ id, expected }) => {
  expect(reduce(makeField("x", columnOf(["a", "a", "b", null])), id)).toBe(expected);
});

test("columns of tables are headed with the names that overrides know", () => {
  expect(["lastNotNull", "sum", "mean", "p95", "unknown"].map(reducerTitle)).toEqual([
    "Last *",
    "Total",
    "Mean",
    "95th %",
    "unknown",
  ]);
});

test("the range of a panel is of all its finite numbers", () => {
  expect(
    fieldRange(
      series([
        { labels: {}, values: [3, Infinity, -Infinity] },
        { labels: { a: "b" }, values: [-2, NaN] },
      ]),
    ),
  ).toEqual({ min: -2, max: 3 });
  expect(fieldRange([])).toEqual({ min: 0, max: 100 });
});
