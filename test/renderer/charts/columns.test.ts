import { expect, test } from "vitest";
import { alignSeries, type ChartSeries, latestValue, pickSeries, type SeriesOrder } from "../../../renderer/charts/columns";

const gap = Number.NaN;

test("series with times of their own come onto one column, and a missing step is a gap", () => {
  const columns = alignSeries(
    [
      { id: "a", label: "a", times: [1000, 2000, 9000], values: [1, 2, 9] },
      { id: "b", label: "b", times: [2000], values: [20] },
    ],
    1000,
  );
  expect(columns.times).toEqual([1000, 2000, 3000, 9000]);
  expect(columns.series.map(({ values }) => Array.from(values))).toEqual([
    [1, 2, gap, 9],
    [gap, 20, gap, gap],
  ]);
});

const series = (id: string, ...values: number[]): ChartSeries => ({ id, label: id, values });
const many = [series("a", 1, 1, 9), series("b", 5, 5, 5), series("c", gap, gap, gap), series("d", 20, 0, 0)];

test.each<{ order: SeriesOrder; expected: string[] }>([
  { order: "mean", expected: ["d", "b"] },
  { order: "peak", expected: ["d", "a"] },
  { order: "last", expected: ["a", "b"] },
  { order: "name", expected: ["a", "b"] },
])("of many series, those first by $order are drawn and the rest is counted", ({ order, expected }) => {
  const { drawn, left } = pickSeries(many, 2, order);
  expect({ drawn: drawn.map(({ id }) => id), left }).toEqual({ drawn: expected, left: 2 });
});

test("few series are all drawn, in their own order", () => {
  expect(pickSeries(many, 8, "peak")).toEqual({ drawn: many, left: 0 });
});

test("the latest value is not one from long ago", () => {
  expect([latestValue([1, 2, gap]), latestValue([1, gap, gap, gap], 2), latestValue([])]).toEqual([2, undefined, undefined]);
});
