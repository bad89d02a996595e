import { expect, test } from "vitest";
import type { TipPlace } from "../../../renderer/charts/drawing";
import { lineData } from "../../../renderer/charts/line-data";
import { type LineDrawingInput, lineDrawing } from "../../../renderer/charts/line-drawing";
import { type LineLook, lineLook } from "../../../renderer/charts/line-look";
import { darkColours } from "../../support/chart-colours";

const nan = Number.NaN;
const times = [0, 10, 20, 30];

interface Line {
  label: string;
  values: number[];
  look?: Partial<LineLook>;
  isSparse?: boolean;
}

function drawing(lines: Line[], tip: Partial<LineDrawingInput["tip"]> = {}) {
  const looks = lines.map(({ label, look }, place) =>
    lineLook({ id: label, label, axis: "y", colour: { kind: "place", place }, write: (value) => `${value} %`, ...look }),
  );
  return lineDrawing({
    ...{ times, looks },
    lines: lineData(
      times.length,
      lines.map(({ values, isSparse }) => ({ values: Float64Array.from(values), isSparse })),
      looks,
    ),
    axes: [],
    tip: { mode: "multi", sort: "desc", ...tip },
    writeTime: (time) => `at ${time}`,
    colours: () => darkColours,
  });
}

/** The pointer at a time and a height: one pixel for each of both. */
const pointer = (index: number, y: number): TipPlace => ({
  index,
  time: times[index] ?? 0,
  x: times[index] ?? 0,
  y,
  toX: (time) => time,
  toY: (_axis, value) => value,
  valueAt: () => y,
});
const rows = (lines: Line[], index: number, y: number, tip?: Partial<LineDrawingInput["tip"]>) =>
  drawing(lines, tip)
    .tip(pointer(index, y))
    ?.rows.map(({ label, value, isNearest }) => `${label} ${value}${isNearest ? " *" : ""}`);

const two: Line[] = [
  { label: "small", values: [10, 10, 10, nan] },
  { label: "large", values: [90, 90, 90, nan] },
];

test.each([
  { what: "the largest first, and the nearest marked", tip: {}, expected: ["large 90 %", "small 10 % *"] },
  { what: "the smallest first", tip: { sort: "asc" as const }, expected: ["small 10 % *", "large 90 %"] },
  { what: "in the order in which they are drawn", tip: { sort: "none" as const }, expected: ["small 10 % *", "large 90 %"] },
  { what: "only the nearest", tip: { mode: "single" as const }, expected: ["small 10 %"] },
  { what: "nothing where nothing is wanted", tip: { mode: "none" as const }, expected: undefined },
])("the tooltip lists $what", ({ tip, expected }) => expect(rows(two, 1, 15, tip)).toEqual(expected));

test("where no line has a point there is no tooltip", () => expect(rows(two, 3, 15)).toBeUndefined());

test("stacked lines are said with their own values, and found at the height at which they are drawn", () => {
  const stack = { group: "A", isPercent: false };
  const stacked = two.map((line) => ({ ...line, look: { stack } }));
  expect(rows(stacked, 0, 98)).toEqual(["large 90 % *", "small 10 %"]);
});

test("a stacked line that adds nothing is said all the same, and found on the one it stands on", () => {
  const stack = { group: "A", isPercent: false };
  const none: Line = { label: "none", values: [0, 0, 0, 0], look: { stack } };
  const lines = [{ ...(two[0] as Line), look: { stack } }, none];
  const tip = drawing(lines).tip(pointer(1, 12));
  expect(tip?.rows.map(({ label, value }) => `${label} ${value}`)).toEqual(["small 10 %", "none 0 %"]);
  expect(tip?.dots?.map(({ y }) => y)).toEqual([10, 10]);
});

test("a line that is drawn upside down is said as it is", () => {
  expect(rows([{ label: "sent", values: [5, 5, 5, 5], look: { isNegative: true } }], 0, -4)).toEqual(["sent 5 %"]);
});

test("a line with a longer step is there between its points, as far as half of it", () => {
  const slow: Line = { label: "slow", values: [1, nan, nan, 4], isSparse: true, look: { gapMs: 45 } };
  expect([0, 1, 2, 3].map((index) => rows([slow], index, 0)?.[0])).toEqual(["slow 1 %", "slow 1 %", "slow 4 %", "slow 4 %"]);
  const quick = { ...slow, look: { gapMs: 15 } };
  expect([0, 1, 2, 3].map((index) => rows([quick], index, 0)?.[0])).toEqual(["slow 1 %", undefined, undefined, "slow 4 %"]);
});

test("a line that is to be left out of tooltips is left out", () => {
  expect(rows([two[0] as Line, { ...(two[1] as Line), look: { isInTip: false } }], 0, 90)).toEqual(["small 10 %"]);
});

test("of more lines than a tooltip can list those around the nearest are, and the rest is counted", () => {
  const many = Array.from({ length: 60 }, (_, index) => ({ label: `n${index}`, values: [index, index, index, index] }));
  const tip = drawing(many).tip(pointer(0, 30));
  expect(tip?.rows).toHaveLength(24);
  expect(tip?.rows.find(({ isNearest }) => isNearest)?.label).toBe("n30");
  expect(tip?.note).toBe("and 36 more");
});

test("new values on the same axes need no new plot; another axis does", () => {
  const axis = (key: string) => ({ key, side: "left" as const, fit: () => ({ low: 0, high: 1, ticks: [] }), words: () => [] });
  const shape = (key: string) =>
    lineDrawing({
      ...{ times, lines: [], looks: [], axes: [axis(key)], tip: { mode: "multi", sort: "desc" } },
      writeTime: String,
      colours: () => darkColours,
    }).shape;
  expect(shape("a")).toBe(shape("a"));
  expect(shape("a")).not.toBe(shape("b"));
});
