import { expect, test } from "vitest";
import { resolveColour } from "../../../../renderer/charts/named-colours";
import { stateDrawing } from "../../../../renderer/charts/state-drawing";
import { type StateInput, stateRows } from "../../../../renderer/panels/states/rows";
import { applyFieldConfig } from "../../../../shared/dashboards/data/apply-field-config";
import { textField, timeField } from "../../../../shared/dashboards/data/fields";
import type { Frame } from "../../../../shared/dashboards/data/frame";
import type { FieldConfig } from "../../../../shared/dashboards/field-config";
import { darkColours } from "../../../support/chart-colours";
import { seriesFrame } from "../frames";

const nan = Number.NaN;
const minute = 60_000;
const mapped: FieldConfig = {
  mappings: [{ type: "value", options: { "0": { text: "down", color: "red" }, "1": { text: "up", color: "green" } } }],
};

function rowsOf(frames: readonly Frame[], config: FieldConfig, given: Partial<StateInput> = {}) {
  const configured = applyFieldConfig(frames, { defaults: config, overrides: [] }, (text) => text);
  return stateRows({
    ...{ frames: configured, until: 10 * minute, timeZone: "utc", colours: darkColours, isMerged: true },
    ...given,
  });
}

/** In minutes: `0-2 up, 2-3 down`. */
const spans = (values: number[], config: FieldConfig = mapped, given: Partial<StateInput> = {}) =>
  rowsOf([{ ...seriesFrame("a", values), stepMs: minute }], config, given)
    .rows[0]?.spans.map(({ from, to, text }) => `${from / minute}-${to / minute} ${text}`)
    .join(", ");

test.each([
  { what: "equal neighbours are one stretch", values: [1, 1, 0], expected: "0-2 up, 2-3 down" },
  { what: "the last one lasts for its step", values: [1], expected: "0-1 up" },
  { what: "a gap ends what was before it", values: [1, nan, nan, 1], expected: "0-1 up, 3-4 up" },
  { what: "a gap may have the state before it", values: [1, nan, nan, 1], custom: { spanNulls: true }, expected: "0-10 up" },
])("$what", ({ values, custom, expected }) => expect(spans(values, { ...mapped, ...(custom && { custom }) })).toBe(expected));

test("neighbours may stay apart, and cells stand around their times", () => {
  expect(spans([1, 1], mapped, { isMerged: false })).toBe("0-1 up, 1-2 up");
  expect(spans([1, 1], mapped, { cellWidth: 0.5 })).toBe("-0.25-0.25 up, 0.75-1.25 up");
});

test("the last state ends with the range", () => {
  expect(spans([1, 1, 1], mapped, { until: 2.5 * minute })).toBe("0-2.5 up");
});

test("mappings give states their texts and colours, and the legend lists those that occur", () => {
  expect(rowsOf([seriesFrame("a", [1, 0, 1])], mapped).states).toEqual([
    { text: "up", colour: resolveColour("green", darkColours) },
    { text: "down", colour: resolveColour("red", darkColours) },
  ]);
});

test("texts are states as well, each with a colour of its own", () => {
  const frame: Frame = {
    ...{ refId: "A", shape: "table" as const, length: 3 },
    fields: [timeField(Float64Array.of(0, minute, 2 * minute)), textField("phase", ["build", "test", "build"])],
  };
  expect(rowsOf([frame], {}).states).toEqual([
    { text: "build", colour: darkColours.series[0] },
    { text: "test", colour: darkColours.series[1] },
  ]);
});

test("numbers by thresholds: the legend names the steps", () => {
  const thresholds = {
    mode: "absolute" as const,
    steps: [
      { value: null, color: "green" },
      { value: 80, color: "red" },
    ],
  };
  const { states } = rowsOf([seriesFrame("a", [10, 90])], { unit: "percent", color: { mode: "thresholds" }, thresholds });
  expect(states.map(({ text }) => text)).toEqual(["< 80.0%", "80.0% +"]);
});

test("a field that is not to be drawn is no row", () => {
  expect(rowsOf([seriesFrame("a", [1])], { custom: { hideFrom: { viz: true } } }).rows).toEqual([]);
});

function tipAt(time: number, row: number, tip: "single" | "multi" | "none") {
  const { rows, times, look } = rowsOf(
    [
      { ...seriesFrame("a", [1, 1, 0]), stepMs: minute },
      { ...seriesFrame("b", [0, nan, 0]), stepMs: minute },
    ],
    mapped,
  );
  const drawing = stateDrawing({
    ...{ rows, times, ...look, tip, rowHeight: 0.9, text: "auto", align: "left" },
    writeTime: (at) => `${at / minute}`,
    writeStretch: (from, to) => `${from / minute} to ${to / minute}`,
    writeLength: (length) => `${length / minute} min`,
    colours: () => darkColours,
  });
  return drawing.tip({ index: 0, time, x: 0, y: 0, toX: (at) => at, toY: (_axis, value) => value * 10, valueAt: () => row });
}

test("a stretch is said from its beginning to its end, and how long it is", () => {
  expect(tipAt(1.5 * minute, 0.3, "single")).toMatchObject({
    heading: "0 to 2",
    rows: [{ label: "a", value: "up" }],
    note: "for 2 min",
    box: { top: 0, height: 10 },
  });
});

test("or the state of each row at this time, those without one left out", () => {
  const read = (time: number) => tipAt(time, 0.3, "multi")?.rows.map(({ label, value, isNearest }) => [label, value, isNearest]);
  expect(read(0.5 * minute)).toEqual([
    ["a", "up", true],
    ["b", "down", false],
  ]);
  expect(read(1.5 * minute)).toEqual([["a", "up", true]]);
});

test("in a gap, below the last row and where nothing is wanted there is nothing to say", () => {
  expect([tipAt(1.5 * minute, 1.2, "single"), tipAt(0, 7, "single"), tipAt(0, 0, "none")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("of very many rows with values of their own, only so many are worked out as it takes to see that; the others when they are shown", () => {
  const frames = Array.from({ length: 100 }, (_, index) => ({ ...seriesFrame(`row ${index}`, [index]), stepMs: minute }));
  const { rows, states } = rowsOf(frames, {});
  expect(states).toHaveLength(21);
  expect(rows).toHaveLength(100);
  expect(rows[99]?.spans).toMatchObject([{ from: 0, to: minute, text: "99" }]);
});
