import { expect, test } from "vitest";
import { colourAt, paletteColour, resolveColour } from "../../../../renderer/charts/named-colours";
import { hasColour, valueColour } from "../../../../renderer/panels/figures/value-colour";
import { displayOf } from "../../../../shared/dashboards/data/display";
import { numberField } from "../../../../shared/dashboards/data/fields";
import type { FieldConfig } from "../../../../shared/dashboards/field-config";
import { darkColours as chartColours } from "../../../support/chart-colours";

const fieldWith = (config: FieldConfig) => numberField("cpu", Float64Array.from([50]), { config });
const steps = [
  { value: null, color: "green" },
  { value: 40, color: "red" },
];

test.each([
  { name: "that of its place without any configuration", config: {}, expected: paletteColour(2, chartColours) },
  {
    name: "the fixed one",
    config: { color: { mode: "fixed", fixedColor: "blue" } },
    expected: resolveColour("blue", chartColours),
  },
  {
    name: "that of the threshold it has reached",
    config: { color: { mode: "thresholds" }, thresholds: { mode: "absolute", steps } },
    expected: resolveColour("red", chartColours),
  },
  {
    name: "that of a scheme, by its share",
    config: { color: { mode: "continuous-GrYlRd" }, min: 0, max: 100 },
    expected: colourAt("continuous-GrYlRd", 0.5, chartColours),
  },
  {
    name: "grey for what is no colour",
    config: { color: { mode: "fixed", fixedColor: "url(x)" } },
    expected: chartColours.axisText,
  },
] satisfies { name: string; config: FieldConfig; expected: string }[])("a value's colour is $name", ({ config, expected }) => {
  const field = fieldWith(config);
  expect(valueColour(displayOf(field)(50), field, 2, chartColours)).toBe(expected);
});

test("by name, a series has the same colour at any place", () => {
  const field = fieldWith({ color: { mode: "palette-classic-by-name" } });
  const display = displayOf(field)(50);
  expect(valueColour(display, field, 0, chartColours)).toBe(valueColour(display, field, 5, chartColours));
});

test("what nothing is said about, and what is not known, has no colour of its own", () => {
  expect(hasColour(displayOf(fieldWith({}))(50), fieldWith({}))).toBe(false);
  const field = fieldWith({ thresholds: { mode: "absolute", steps } });
  expect(hasColour(displayOf(field)(50), field)).toBe(true);
  expect(hasColour(displayOf(field)(Number.NaN), field)).toBe(false);
});
