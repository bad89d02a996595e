import { expect, test } from "vitest";
import { plainColour } from "../../../../renderer/charts/line-look";
import { resolveColour } from "../../../../renderer/charts/named-colours";
import { chartAxes } from "../../../../renderer/panels/timeseries/axes";
import { chartOf, legendOf } from "../../../../renderer/panels/timeseries/chart";
import { type PickedFields, pickFields } from "../../../../renderer/panels/timeseries/fields";
import { lookOf, withFillTargets } from "../../../../renderer/panels/timeseries/looks";
import { applyFieldConfig } from "../../../../shared/dashboards/data/apply-field-config";
import type { Frame } from "../../../../shared/dashboards/data/frame";
import type { FieldConfig, Override } from "../../../../shared/dashboards/field-config";
import { timeseriesOptionsSchema } from "../../../../shared/dashboards/options/timeseries";
import { darkColours } from "../../../support/chart-colours";
import { seriesFrame } from "../frames";

const context = { timeZone: "utc", count: 1 };
const byName = (name: string, ...properties: Override["properties"]): Override => ({
  matcher: { id: "byName", options: name },
  properties,
});

function picked(frames: readonly Frame[], defaults: FieldConfig = {}, overrides: Override[] = []): PickedFields {
  return pickFields(
    applyFieldConfig(frames, { defaults, overrides }, (text) => text),
    "mean",
  );
}

const lookFor = (values: number[], config: FieldConfig, frame: Partial<Frame> = {}) => {
  const [drawn] = picked([{ ...seriesFrame("x", values), ...frame }], config).drawn;
  if (!drawn) throw new Error("nothing to draw");
  return lookOf(drawn, "y", context);
};

function axesFor(frames: readonly Frame[], defaults: FieldConfig, overrides: Override[] = [], width = 1000) {
  const { drawn } = picked(frames, defaults, overrides);
  const { axes, keys, thresholds } = chartAxes(drawn, { width, timeZone: "utc" });
  const places = new Map(axes.map(({ key }, place) => [key, place]));
  return { axes, thresholds, axisOf: keys.map((key) => places.get(key)) };
}

const two = [seriesFrame("memory", [1, 2]), seriesFrame("load", [3, 4])];
const ofLoad = byName("load", { id: "unit", value: "short" });

test("fields of one unit share an axis on the left; another unit has its own on the right", () => {
  const { axes, axisOf } = axesFor([...two, seriesFrame("swap", [5])], { unit: "bytes" }, [ofLoad]);
  expect(axes.map(({ side, hasGrid, isHidden }) => ({ side, hasGrid, isHidden }))).toEqual([
    { side: "left", hasGrid: true, isHidden: false },
    { side: "right", hasGrid: false, isHidden: false },
  ]);
  expect(axisOf).toEqual([0, 1, 0]);
});

test("an axis is where it is said to be, or nowhere, and keeps its scale", () => {
  const { axes } = axesFor(two, { unit: "bytes", custom: { axisPlacement: "right" } }, [
    byName("load", { id: "custom.axisPlacement", value: "hidden" }),
  ]);
  expect(axes.map(({ side, isHidden }) => [side, isHidden])).toEqual([
    ["right", false],
    ["right", true],
  ]);
});

test("a chart without room for a second axis draws by it all the same", () => {
  const { axes, axisOf } = axesFor(two, { unit: "bytes" }, [ofLoad], 200);
  expect(axes.map(({ isHidden }) => isHidden)).toEqual([false, true]);
  expect(axisOf).toEqual([0, 1]);
});

test.each<{ what: string; defaults: FieldConfig; max?: number; words: string[] }>([
  { what: "bytes", defaults: { unit: "bytes" }, words: ["0 B", "64 B", "128 B"] },
  { what: "hard ends", defaults: { unit: "percent", min: 0, max: 100 }, words: ["0%", "50%", "100%"] },
  {
    what: "logarithms, each in its own size",
    defaults: { unit: "s", custom: { scaleDistribution: { type: "log", log: 10 } } },
    words: ["100 ms", "10 s"],
  },
  {
    what: "a stack in per cent",
    defaults: { unit: "bytes", custom: { stacking: { mode: "percent" } } },
    max: 1,
    words: ["0%", "50%", "100%"],
  },
])("the ticks of $what are written in its unit", ({ defaults, max = 90, words }) => {
  const [axis] = axesFor([seriesFrame("x", [1])], defaults).axes;
  const { ticks } = axis?.fit({ min: 0.2, max }, 90) ?? { ticks: [] };
  expect(axis?.words(ticks).map((word) => word.replaceAll("\u00a0", " "))).toEqual(words);
});

const steps = [
  { value: null, color: "green" },
  { value: 50, color: "orange" },
  { value: 90, color: "red" },
];

test.each([
  { mode: "line", line: "solid", hasArea: false },
  { mode: "dashed+area", line: "dashed", hasArea: true },
  { mode: "area", line: "none", hasArea: true },
])("thresholds are shown as $mode", ({ mode, line, hasArea }) => {
  const { thresholds } = axesFor([seriesFrame("x", [1])], {
    thresholds: { mode: "absolute", steps },
    custom: { thresholdsStyle: { mode } },
  });
  expect(thresholds).toMatchObject([
    { line, hasArea, steps: [{ colour: "green" }, { from: 50, colour: "orange" }, { from: 90, colour: "red" }] },
  ]);
});

test("thresholds that are not to be shown are not", () => {
  expect(axesFor([seriesFrame("x", [1])], { thresholds: { mode: "absolute", steps } }).thresholds).toEqual([]);
});

test.each<{ what: string; config: FieldConfig; colour: string }>([
  { what: "its place in the palette", config: {}, colour: darkColours.series[0] ?? "" },
  {
    what: "one colour",
    config: { color: { mode: "fixed", fixedColor: "dark-red" } },
    colour: resolveColour("dark-red", darkColours),
  },
  {
    what: "that of the threshold of its last value",
    config: { color: { mode: "thresholds" }, thresholds: { mode: "absolute", steps } },
    colour: resolveColour("orange", darkColours),
  },
  {
    what: "that of the threshold of its largest value",
    config: { color: { mode: "thresholds", seriesBy: "max" }, thresholds: { mode: "absolute", steps } },
    colour: resolveColour("red", darkColours),
  },
])("the colour of a line is $what", ({ config, colour }) => {
  expect(plainColour(lookFor([10, 95, 60], config).colour, darkColours)).toBe(colour);
});

test.each<{ what: string; config: FieldConfig; frame?: Partial<Frame>; gapMs: number; spanMs: number }>([
  { what: "a step and a half", config: {}, frame: { stepMs: 10_000 }, gapMs: 15_000, spanMs: 0 },
  { what: "only where values are missing, when no step is known", config: {}, gapMs: Number.POSITIVE_INFINITY, spanMs: 0 },
  { what: "what is said", config: { custom: { insertNulls: 60_000 } }, frame: { stepMs: 10_000 }, gapMs: 60_000, spanMs: 0 },
  {
    what: "nowhere",
    config: { custom: { spanNulls: true } },
    frame: { stepMs: 10_000 },
    gapMs: 15_000,
    spanMs: Number.POSITIVE_INFINITY,
  },
  {
    what: "gaps longer than five minutes",
    config: { custom: { spanNulls: 300_000 } },
    frame: { stepMs: 10_000 },
    gapMs: 15_000,
    spanMs: 300_000,
  },
])("a line breaks at $what", ({ config, frame, gapMs, spanMs }) =>
  expect(lookFor([1, 2], config, frame)).toMatchObject({ gapMs, spanMs }),
);

test.each([
  { count: 1, fill: 0.08 },
  { count: 12, fill: 0.04 },
  { count: 50, fill: 0 },
])("of $count lines each has an area of $fill: many faint ones would be an opaque one", ({ count, fill }) => {
  const [drawn] = picked([seriesFrame("x", [1])]).drawn;
  expect(drawn && lookOf(drawn, "y", { ...context, count }).fill).toBeCloseTo(fill);
});

test("a stack is filled in full, however many stand on it", () => {
  const [drawn] = picked([seriesFrame("x", [1])], { custom: { stacking: { mode: "normal" }, fillOpacity: 70 } }).drawn;
  expect(drawn && lookOf(drawn, "y", { ...context, count: 50 })).toMatchObject({
    fill: 0.7,
    stack: { group: "y A", isPercent: false },
  });
});

test("a line is filled down to the one whose name it says, and to none that is not there", () => {
  const { drawn } = picked(
    [seriesFrame("p50", [1]), seriesFrame("p99", [2]), seriesFrame("max", [3])],
    { custom: { fillOpacity: 0 } },
    [byName("p99", { id: "custom.fillBelowTo", value: "p50" }), byName("max", { id: "custom.fillBelowTo", value: "gone" })],
  );
  const looks = withFillTargets(
    drawn.map((each) => lookOf(each, "y", context)),
    drawn,
  );
  expect(looks.map(({ fillTo, fill }) => [fillTo, fill])).toEqual([
    [undefined, 0],
    [looks[0]?.id, 0.35],
    [undefined, 0],
  ]);
});

test("the legend says what its options ask for, in the field's own unit", () => {
  const { drawn } = picked([seriesFrame("x", [1024, 3072]), seriesFrame("y", [Number.NaN])], { unit: "bytes" });
  const options = timeseriesOptionsSchema.parse({ legend: { calcs: ["mean", "count"] } });
  const entries = legendOf(drawn, { options, hidden: new Set([drawn[1]?.id ?? ""]), timeZone: "utc", colours: darkColours });
  expect(
    entries.map(({ label, isHidden, values }) => [label, isHidden, ...values.map(({ text }) => text.replace("\u00a0", " "))]),
  ).toEqual([
    ["x", false, "2.00 KiB", "2"],
    ["y", true, "–", "0"],
  ]);
});

const input = (all: PickedFields, hidden: string[] = []) => ({
  picked: all,
  options: timeseriesOptionsSchema.parse({}),
  hidden: new Set(hidden),
  range: { from: 0, to: 120_000 },
  width: 800,
  timeZone: "utc",
  colours: () => darkColours,
});

test("a series keeps its colour when others are hidden, and what is hidden takes no part in the axis", () => {
  const all = picked([seriesFrame("huge", [1000, 1000]), seriesFrame("small", [1, 2])]);
  const { drawing } = chartOf(input(all, [all.drawn[0]?.id ?? ""]));
  expect(drawing.extent(drawing.axes[0]?.key ?? "", 0, 120_000)).toEqual({ min: 1, max: 2 });
  const place = { index: 0, time: 0, x: 0, y: 0, toX: Number, toY: (_: string, value: number) => value, valueAt: () => 0 };
  expect(drawing.tip(place)?.rows).toMatchObject([{ label: "small", value: "1", colour: darkColours.series[1] }]);
});

test("with all hidden the axes are still there", () => {
  const all = picked([seriesFrame("x", [1, 2])]);
  const { drawing } = chartOf(input(all, [all.drawn[0]?.id ?? ""]));
  expect([drawing.times.length, drawing.axes.length]).toEqual([2, 1]);
});

test("a constant is its first value, all along", () => {
  const all = picked([seriesFrame("x", [7, 9])], { custom: { transform: "constant" } });
  const { drawing } = chartOf(input(all));
  expect(drawing.extent(drawing.axes[0]?.key ?? "", 0, 120_000)).toEqual({ min: 7, max: 7 });
});
