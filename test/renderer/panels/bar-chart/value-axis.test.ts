import { expect, test } from "vitest";
import { valueAxis } from "../../../../renderer/panels/bar-chart/value-axis";

test.each([
  { name: "from zero to a round step above the largest", values: [3, 87], limits: {}, min: 0, max: 100 },
  { name: "below zero where values are", values: [5, -7], limits: {}, min: -10, max: 5 },
  { name: "where it is told to", values: [50], limits: { min: 40, max: 60 }, min: 40, max: 60 },
  { name: "at least as far as told", values: [3], limits: { softMax: 100, softMin: -100 }, min: -100, max: 100 },
  { name: "somewhere when all values are zero", values: [0, 0], limits: {}, min: 0, max: 1 },
  { name: "somewhere when there are no values", values: [Number.NaN], limits: {}, min: 0, max: 1 },
])("the axis goes $name", ({ values, limits, min, max }) => {
  expect(valueAxis(values, limits, 200)).toMatchObject({ min, max });
});

test("zero is one of the ticks, and all are written in one unit", () => {
  const { ticks, texts } = valueAxis([1500, -700], { unit: "Bps" }, 160);
  expect(ticks).toContain(0);
  expect(texts).toEqual(["−1\u00a0kB/s", "0\u00a0kB/s", "1\u00a0kB/s", "2\u00a0kB/s"]);
});

test("a longer axis has more ticks", () => {
  expect(valueAxis([100], {}, 400).ticks.length).toBeGreaterThan(valueAxis([100], {}, 80).ticks.length);
});
