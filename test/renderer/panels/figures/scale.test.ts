import { expect, test } from "vitest";
import { bandsOf, scaleColours, scaleOf, shareOf, thresholdMarks } from "../../../../renderer/panels/figures/scale";
import { numberField } from "../../../../shared/dashboards/data/fields";
import type { FieldConfig, Thresholds } from "../../../../shared/dashboards/field-config";
import { darkColours as chartColours } from "../../../support/chart-colours";

const field = (config: FieldConfig) => ({ field: numberField("Value", Float64Array.from([]), { config }) });
const thresholds: Thresholds = {
  mode: "absolute",
  steps: [
    { value: null, color: "#00ff00" },
    { value: 70, color: "#ffff00" },
    { value: 90, color: "#ff0000" },
  ],
};

test.each([
  { name: "its own ends", config: { min: 10, max: 20 }, values: [15], scale: { min: 10, max: 20 } },
  { name: "those of per cent", config: { unit: "percent" }, values: [3], scale: { min: 0, max: 100 } },
  { name: "those of a share", config: { unit: "percentunit" }, values: [0.3], scale: { min: 0, max: 1 } },
  { name: "zero and the largest value", config: {}, values: [3, 7, 5], scale: { min: 0, max: 7 } },
  { name: "the least value where that is below zero", config: {}, values: [-4, 7], scale: { min: -4, max: 7 } },
  { name: "its last threshold, which no value has reached", config: { thresholds }, values: [3], scale: { min: 0, max: 90 } },
  {
    name: "something to stand on when there is no number",
    config: {},
    values: [Number.NaN, null, "up"],
    scale: { min: 0, max: 1 },
  },
  { name: "no length of nothing", config: { min: 5, max: 5 }, values: [5], scale: { min: 5, max: 6 } },
])("a scale has $name", ({ config, values, scale }) => expect(scaleOf(field(config), values)).toEqual(scale));

test.each([
  [50, 0.5],
  [-10, 0],
  [400, 1],
  [Number.POSITIVE_INFINITY, 1],
  [Number.NaN, undefined],
  ["up", undefined],
  [null, undefined],
])("on a scale to 100, %s stands at %s", (value, share) => expect(shareOf(value, { min: 0, max: 100 })).toBe(share));

const scale = { min: 0, max: 100 };

test("bands lie between the thresholds and fill the scale", () => {
  expect(bandsOf({ thresholds }, scale, chartColours).map(({ from, to }) => [from, to])).toEqual([
    [0, 0.7],
    [0.7, 0.9],
    [0.9, 1],
  ]);
});

test("thresholds in per cent are of the scale", () => {
  const config = { thresholds: { mode: "percentage" as const, steps: thresholds.steps } };
  expect(bandsOf(config, { min: 0, max: 2000 }, chartColours)[1]).toMatchObject({ from: 0.7, to: 0.9 });
  expect(thresholdMarks(config, { min: 0, max: 2000 })).toEqual([
    { share: 0.7, value: 1400 },
    { share: 0.9, value: 1800 },
  ]);
});

test("thresholds beyond the scale have no band and no mark", () => {
  expect(bandsOf({ thresholds }, { min: 0, max: 80 }, chartColours)).toHaveLength(2);
  expect(thresholdMarks({ thresholds }, { min: 0, max: 80 })).toEqual([{ share: 0.875, value: 70 }]);
});

test("one step alone is no band: it says the same of all values", () => {
  expect(bandsOf({ thresholds: { mode: "absolute", steps: [{ value: null, color: "green" }] } }, scale, chartColours)).toEqual(
    [],
  );
});

test.each([
  { name: "change where the thresholds are", isSharp: true, stops: ["0%", "70%", "70%", "90%", "90%", "100%"] },
  { name: "blend from threshold to threshold", isSharp: false, stops: ["0%", "70%", "90%"] },
])("the colours of a scale $name", ({ isSharp, stops }) => {
  const colours = scaleColours({ thresholds }, scale, "#123456", chartColours, isSharp);
  expect(colours.map((stop) => stop.split(" ")[1])).toEqual(stops);
});

test("a scale in one colour has it all along", () => {
  expect(scaleColours({ thresholds, color: { mode: "fixed" } }, scale, "#123456", chartColours, false)).toEqual([
    "#123456",
    "#123456",
  ]);
});
