import { expect, test } from "vitest";
import { displayOf } from "#shared/dashboards/data/display";
import { columnOf, makeField, numberField, timeField } from "#shared/dashboards/data/fields";
import { thresholdValues } from "#shared/dashboards/data/thresholds";
import type { FieldConfig, ValueMapping } from "#shared/dashboards/field-config";

const space = "\u00a0";
const gap = Number.NaN;

const numbers = (config: FieldConfig, range = { min: 0, max: 200 }) => ({
  ...numberField("x", new Float64Array(0), { config }),
  range,
});

const mappings: ValueMapping[] = [
  { type: "value", options: { "0": { text: "down", color: "red" }, "1": { text: "up", color: "green", icon: "check" } } },
  { type: "range", options: { from: 90, to: null, result: { text: "full" } } },
  { type: "range", options: { from: null, to: -1, result: { color: "blue" } } },
  { type: "regex", options: { pattern: "/^node-(.*)$/", result: { text: "machine $1" } } },
  { type: "special", options: { match: "null+nan", result: { text: "gone" } } },
  { type: "special", options: { match: "true", result: { text: "yes" } } },
  { type: "special", options: { match: "empty", result: { text: "(none)" } } },
];

test.each<{ value: unknown; text: string; color?: string; isMapped: boolean }>([
  { value: 0, text: "down", color: "red", isMapped: true },
  { value: "1", text: "up", color: "green", isMapped: true },
  { value: 90, text: "full", isMapped: true },
  { value: 89, text: "89", isMapped: false },
  { value: -5, text: "−5", color: "blue", isMapped: false },
  { value: "node-7", text: "machine 7", isMapped: true },
  { value: gap, text: "gone", isMapped: true },
  { value: null, text: "gone", isMapped: true },
  { value: true, text: "yes", isMapped: true },
  { value: "", text: "(none)", isMapped: true },
  { value: "constructor", text: "constructor", isMapped: false },
])("a mapping shows $value as $text", ({ value, text, color, isMapped }) => {
  const display = displayOf(makeField("x", columnOf([]), { config: { mappings, color: { mode: "palette-classic" } } }));
  expect(display(value)).toMatchObject({ text, isMapped, ...(color && { color }) });
});

test("a mapping's icon comes along", () => {
  expect(displayOf(numbers({ mappings }))(1).icon).toBe("check");
});

const steps = [
  { value: null, color: "green" },
  { value: 80, color: "orange" },
  { value: 90, color: "red" },
];

test.each<{ name: string; config: FieldConfig; value: unknown; expected: object }>([
  {
    name: "one colour when it is fixed",
    config: { color: { mode: "fixed", fixedColor: "purple" } },
    value: 5,
    expected: { color: "purple" },
  },
  {
    name: "that of the lowest step below all",
    config: { thresholds: { mode: "absolute", steps } },
    value: -5,
    expected: { color: "green" },
  },
  {
    name: "that of the step it has just reached",
    config: { thresholds: { mode: "absolute", steps } },
    value: 90,
    expected: { color: "red" },
  },
  {
    name: "that of a step in per cent of its own ends",
    config: { thresholds: { mode: "percentage", steps }, min: 0, max: 10 },
    value: 8.5,
    expected: { color: "orange", share: 0.85 },
  },
  {
    name: "that of a step in per cent of the panel's numbers, where it has no ends",
    config: { thresholds: { mode: "percentage", steps } },
    value: 170,
    expected: { color: "orange", share: 0.85 },
  },
  {
    name: "a scheme's, by its share",
    config: { color: { mode: "continuous-GrYlRd" } },
    value: 50,
    expected: { scheme: "continuous-GrYlRd", share: 0.25 },
  },
  {
    name: "no praise for a value that is not there",
    config: { color: { mode: "thresholds" }, thresholds: { mode: "absolute", steps } },
    value: gap,
    expected: { color: "text", text: "–" },
  },
  {
    name: "the lowest step's for what stands for no value",
    config: { color: { mode: "thresholds" }, thresholds: { mode: "absolute", steps }, noValue: "0" },
    value: gap,
    expected: { color: "green", text: "0" },
  },
  {
    name: "green where thresholds are meant and none are set",
    config: { color: { mode: "thresholds" } },
    value: 7,
    expected: { color: "green" },
  },
])("a value has $name", ({ config, value, expected }) => {
  expect(displayOf(numbers(config))(value)).toMatchObject(expected);
});

test("a value of the palette says no colour, so that its series' own is taken", () => {
  const display = displayOf(numbers({ color: { mode: "palette-classic" } }))(50);
  expect([display.color, display.scheme]).toEqual([undefined, undefined]);
});

test("steps in per cent begin at numbers that a chart can draw", () => {
  expect(thresholdValues({ mode: "percentage", steps }, { min: 100, max: 300 })).toEqual([
    { from: Number.NEGATIVE_INFINITY, color: "green" },
    { from: 260, color: "orange" },
    { from: 280, color: "red" },
  ]);
});

test.each<{ name: string; field: Parameters<typeof displayOf>[0]; value: unknown; text: string }>([
  { name: "a number in its unit", field: numbers({ unit: "bytes" }), value: 2048, text: `2.00${space}KiB` },
  { name: "a text as it is", field: makeField("x", columnOf(["5"])), value: "5", text: "5" },
  {
    name: "a text that is a number, where there is a unit",
    field: makeField("x", columnOf(["5"]), { config: { unit: "s" } }),
    value: "5",
    text: `5${space}s`,
  },
  { name: "HTML as the text it is", field: makeField("x", columnOf(["a"])), value: "<b>x</b>", text: "<b>x</b>" },
  {
    name: "what was said to stand for an empty text",
    field: makeField("x", columnOf([""]), { config: { noValue: "none" } }),
    value: "",
    text: "none",
  },
  { name: "yes and no", field: makeField("x", columnOf([true])), value: false, text: "False" },
  { name: "a time in its zone", field: timeField(Float64Array.of(0, 120_000)), value: 0, text: "1970-01-01 00:00:00" },
  {
    name: "milliseconds where times are close",
    field: timeField(Float64Array.of(0, 1, 2)),
    value: 1,
    text: "1970-01-01 00:00:00.001",
  },
  { name: "a list", field: makeField("x", columnOf([["a"]])), value: ["a", 1], text: "a, 1" },
  { name: "an object as JSON", field: makeField("x", columnOf([{}])), value: { a: 1 }, text: '{"a":1}' },
  {
    name: "the last value of a small line",
    field: makeField("x", columnOf([{}]), { config: { unit: "percent" } }),
    value: { kind: "sparkline", last: 7 },
    text: "7.0%",
  },
])("displayOf writes $name", ({ field, value, text }) => {
  expect(displayOf(field, { timeZone: "utc" })(value).text).toBe(text);
});

test("an object that holds itself is no crash", () => {
  const round: Record<string, unknown> = {};
  round.self = round;
  expect(displayOf(makeField("x", columnOf([round])))(round).text).toBe("–");
});
