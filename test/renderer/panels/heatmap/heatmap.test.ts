import { expect, test } from "vitest";
import type { TipPlace } from "../../../../renderer/charts/drawing";
import { heatmapDrawing } from "../../../../renderer/charts/heatmap-drawing";
import { bucketAxis, nameAxis } from "../../../../renderer/charts/row-axis";
import { countColour, countRange, isDrawn, shareOfCount } from "../../../../renderer/panels/heatmap/colours";
import { withinAxis } from "../../../../renderer/panels/heatmap/rows";
import type { Heatmap } from "../../../../shared/dashboards/data/heatmap";
import { type HeatmapOptions, heatmapOptionsSchema } from "../../../../shared/dashboards/options/heatmap";
import { darkColours } from "../../../support/chart-colours";

const nan = Number.NaN;
const optionsWith = (given: object): HeatmapOptions => heatmapOptionsSchema.parse(given);
const colour = (given: object = {}) => optionsWith({ color: given }).color;

const heatmap: Heatmap = {
  times: Float64Array.of(0, 10, 20),
  stepMs: 10,
  rows: [
    { low: 0, high: 1, label: "1" },
    { low: 1, high: 5, label: "5" },
    { low: 5, high: Number.POSITIVE_INFINITY, label: "∞" },
  ],
  counts: Float64Array.of(1, 2, 3, 40, nan, 60, 0, 8, 9),
  min: 0,
  max: 60,
};

test.each([
  { what: "the least", count: 0, given: { scale: "linear" }, share: 0 },
  { what: "half way", count: 50, given: { scale: "linear", steps: 3 }, share: 0.5 },
  { what: "in steps", count: 60, given: { scale: "linear", steps: 2 }, share: 1 },
  { what: "small counts are lifted", count: 25, given: { scale: "exponential", exponent: 0.5, steps: 5 }, share: 0.5 },
  { what: "more than the end", count: 900, given: { scale: "linear" }, share: 1 },
])("$what: a count of $count of 100 has the share $share", ({ count, given, share }) => {
  expect(shareOfCount(count, { min: 0, max: 100 }, colour(given))).toBe(share);
});

test("numbers of an axis keep the decimals that can be written, and lose others", () => {
  const axisOf = (decimals: number) => optionsWith({ yAxis: { decimals } }).yAxis.decimals;
  expect([2, 200, -1, 1.5].map(axisOf)).toEqual([2, undefined, undefined, undefined]);
});

test("the colours begin at nothing and end at the largest count that is drawn, unless they are told where", () => {
  expect(countRange(heatmap.counts, optionsWith({}))).toEqual({ min: 0, max: 60 });
  expect(countRange(heatmap.counts, optionsWith({ filterValues: { ge: 50 } }))).toEqual({ min: 0, max: 40 });
  expect(countRange(heatmap.counts, optionsWith({ color: { min: 5, max: 20 } }))).toEqual({ min: 5, max: 20 });
});

test.each([
  { count: nan, given: {}, expected: false },
  { count: 0, given: {}, expected: false },
  { count: 0, given: { filterValues: {} }, expected: true },
  { count: 7, given: { filterValues: { ge: 7 } }, expected: false },
])("a cell of $count with $given is drawn: $expected", ({ count, given, expected }) =>
  expect(isDrawn(count, optionsWith(given))).toBe(expected),
);

test("reversed, the most has the colour of the least", () => {
  expect(countColour(1, colour({ scheme: "Blues", reverse: true }), darkColours)).toBe(
    countColour(0, colour({ scheme: "Blues" }), darkColours),
  );
});

test("an axis with ends of its own has only the rows between them", () => {
  const { rows, counts } = withinAxis(heatmap, { min: 1, max: undefined });
  expect([rows.map(({ label }) => label), [...counts]]).toEqual([
    ["5", "∞"],
    [40, nan, 60, 0, 8, 9],
  ]);
});

test("ends between which there is nothing are passed over", () =>
  expect(withinAxis(heatmap, { min: -9, max: -5 })).toBe(heatmap));

test("bounds stand at the ends of their rows, names beside the middle of theirs", () => {
  const bounds = bucketAxis("y", { side: "left", isHidden: false, labels: ["1", "5", "∞"], isOfEnds: true });
  const names = nameAxis("y", ["a", "b"]);
  const read = (axis: typeof names) => {
    const { ticks } = axis.fit({ min: 0, max: 1 }, 200);
    return [ticks, axis.words(ticks)];
  };
  expect([read(bounds), read(names)]).toEqual([
    [
      [1, 2, 3],
      ["1", "5", "∞"],
    ],
    [
      [0.5, 1.5],
      ["a", "b"],
    ],
  ]);
});

test("of more names than there is room for every other one is there, and right", () => {
  const names = Array.from({ length: 20 }, (_, index) => `n${index}`);
  const axis = nameAxis("y", names);
  const { ticks } = axis.fit({ min: 0, max: 1 }, 170);
  expect(axis.words(ticks)).toEqual(names.filter((_, index) => index % 2 === 0));
});

const pointer = (time: number, row: number): TipPlace => ({
  index: 0,
  time,
  x: time,
  y: 30 - row * 10,
  toX: (at) => at,
  toY: (_axis, value) => 30 - value * 10,
  valueAt: () => row,
});

function tip(mode: "cell" | "column" | "none", time: number, row: number) {
  const axis = bucketAxis("y", { side: "left", isHidden: false, labels: ["1", "5", "∞"], isOfEnds: true });
  const { tip: tipAt } = heatmapDrawing({
    ...{ heatmap, axis, gap: 1, tip: mode },
    colourOf: () => "#fff",
    writeStretch: (from, to) => `${from} to ${to}`,
    writeCount: String,
    writeRow: ({ label }) => `up to ${label}`,
    colours: () => darkColours,
  });
  return tipAt(pointer(time, row));
}

test("a cell is said with its stretch of time, its bucket and its count, and framed", () => {
  expect(tip("cell", 25, 1.4)).toMatchObject({
    heading: "20 to 30",
    rows: [{ label: "up to 5", value: "60" }],
    box: { left: 20, top: 10, width: 10, height: 10 },
  });
});

test("or with all that its column holds, from above", () => {
  expect(tip("column", 5, 1)?.rows.map(({ label, value, isNearest }) => [label, value, isNearest])).toEqual([
    ["up to 5", "40", true],
    ["up to 1", "1", false],
  ]);
});

test.each([
  { what: "beyond the last column", time: 31, row: 1 },
  { what: "before the first", time: -1, row: 1 },
  { what: "where nothing is known", time: 15, row: 1 },
])("$what there is nothing to say", ({ time, row }) => expect(tip("cell", time, row)).toBeUndefined());
