import { expect, test } from "vitest";
import { type HistogramDrawingInput, histogramDrawing } from "../../../../renderer/charts/histogram-drawing";
import { darkColours } from "../../../support/chart-colours";

const axis = { key: "count", side: "left" as const, fit: () => ({ low: 0, high: 1, ticks: [] }), words: () => [] };

const drawing = (given: Partial<HistogramDrawingInput> = {}) =>
  histogramDrawing({
    lows: Float64Array.of(0, 10, 20),
    highs: Float64Array.of(10, 20, 30),
    series: [
      { label: "a", colour: "#111", counts: [1, 4, 0] },
      { label: "b", colour: "#222", counts: [3, 4, 0] },
    ],
    ...{ stacking: "none", axis, across: { ticks: () => [], words: () => [] }, fill: 0.8, lineWidth: 1, tip: "multi" },
    writeBucket: (low, high) => `${low} to ${high}`,
    writeCount: (count) => `${count}×`,
    colours: () => darkColours,
    ...given,
  });

test.each([
  { stacking: "none" as const, max: 4 },
  { stacking: "normal" as const, max: 8 },
  { stacking: "percent" as const, max: 1 },
])("bars with stacking $stacking reach up to $max", ({ stacking, max }) => {
  expect(drawing({ stacking }).extent("count", 0, 30)).toEqual({ min: 0, max });
});

const at = (value: number, given: Partial<HistogramDrawingInput> = {}) =>
  drawing(given).tip({ index: 0, time: value, x: 0, y: 0, toX: (x) => x, toY: () => 50, valueAt: () => 0 });

test("a bucket is said with its ends and how many values of which series are in it", () => {
  expect(at(12)).toEqual({
    heading: "10 to 20",
    rows: [
      { label: "a", colour: "#111", value: "4×" },
      { label: "b", colour: "#222", value: "4×" },
    ],
    box: { left: 10, top: 0, width: 10, height: 50 },
  });
});

test("the lower end is in a bucket, the upper one in the next", () => {
  expect([at(10)?.heading, at(19.9)?.heading]).toEqual(["10 to 20", "10 to 20"]);
});

test("an empty bucket is said to be empty, and beyond the last there is nothing", () => {
  expect(at(25)?.rows).toEqual([{ label: "a", colour: "#111", value: "0×" }]);
  expect([at(30), at(12, { tip: "none" })]).toEqual([undefined, undefined]);
});
