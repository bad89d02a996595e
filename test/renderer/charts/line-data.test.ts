import { expect, test } from "vitest";
import { extentOfLines, firstAtOrAfter, type LineValues, lineData } from "../../../renderer/charts/line-data";

const nan = Number.NaN;
const gap = Number.POSITIVE_INFINITY;
const values = (...numbers: number[]): LineValues => ({ values: Float64Array.from(numbers) });
const normal = { group: "A", isPercent: false };
const percent = { group: "A", isPercent: true };
const drawn = (lines: LineValues[], looks: { stack?: typeof normal; isNegative?: boolean; fillTo?: string }[]) =>
  lineData(
    lines[0]?.values.length ?? 0,
    lines,
    looks.map((look, place) => ({ id: String(place), ...look })),
  ).map(({ heights, base }) => ({ heights: [...heights], base: base && [...base] }));

test("a missing value is a gap, and so is an infinite one", () => {
  expect(drawn([values(1, nan, Number.NEGATIVE_INFINITY, 4)], [{}])).toEqual([{ heights: [1, gap, gap, 4], base: undefined }]);
});

test("where NaN is another line's time it stays one", () => {
  expect(drawn([{ ...values(1, nan, 3), isSparse: true }], [{}])).toEqual([{ heights: [1, nan, 3], base: undefined }]);
});

test("what is drawn as it came is not copied, and what came is never written to", () => {
  const own = Float64Array.from([1, 2]);
  expect(lineData(2, [{ values: own, isSparse: true }], [{ id: "a" }])[0]?.heights).toBe(own);
  lineData(
    2,
    [{ values: own, isSparse: true }, values(1, 1)],
    [
      { id: "a", stack: normal },
      { id: "b", stack: normal },
    ],
  );
  lineData(2, [{ values: own, isSparse: true }], [{ id: "a", isNegative: true }]);
  expect([...own]).toEqual([1, 2]);
});

test("stacked lines stand on each other, and one without a point adds nothing", () => {
  expect(
    drawn([values(1, 2, nan), values(10, nan, 30), values(5, 5, 5)], [{ stack: normal }, { stack: normal }, { stack: normal }]),
  ).toEqual([
    { heights: [1, 2, gap], base: undefined },
    { heights: [11, gap, 30], base: [1, 2, 0] },
    { heights: [16, 7, 35], base: [11, 2, 30] },
  ]);
});

test("a stacked line that adds nothing is not drawn over the one it stands on, but for its rise and its fall", () => {
  const [, second] = drawn([values(1, 1, 1, 1, 1, 1), values(0, 0, 5, 0, 0, 0)], [{ stack: normal }, { stack: normal }]);
  expect(second?.heights).toEqual([gap, 1, 6, 1, gap, gap]);
});

test("what lies below zero hangs from zero, and does not lower what stands on it", () => {
  const both = [{ stack: normal }, { stack: normal, isNegative: true }, { stack: normal }, { stack: normal, isNegative: true }];
  expect(drawn([values(4), values(3), values(2), values(1)], both).map(({ heights }) => heights[0])).toEqual([4, -3, 6, -4]);
});

test("groups stand apart", () => {
  const looks = [{ stack: normal }, { stack: { ...normal, group: "B" } }, { stack: normal }];
  expect(drawn([values(1), values(2), values(4)], looks).map(({ heights }) => heights[0])).toEqual([1, 2, 5]);
});

test("in per cent the stack ends at the whole, and a whole of nothing is nothing", () => {
  const lines = drawn([values(1, 0, 2), values(3, 0, nan)], [{ stack: percent }, { stack: percent }]);
  expect(lines.map(({ heights }) => heights)).toEqual([
    [0.25, 0, 1],
    [1, 0, gap],
  ]);
});

test("a line is filled down to the one that it names, and not to itself", () => {
  const [lower, upper, own] = drawn([values(1, 2), values(5, 6), values(7, 8)], [{}, { fillTo: "0" }, { fillTo: "2" }]);
  expect([lower?.base, upper?.base, own?.base]).toEqual([undefined, [1, 2], undefined]);
});

test("the extent is that of what is in sight, without gaps", () => {
  const times = [0, 10, 20, 30, 40];
  const lines = lineData(5, [values(100, 2, nan, 7, -100), values(100, 3, gap, 5, 100)], [{ id: "a" }, { id: "b" }]);
  expect(extentOfLines(times, lines, 10, 30)).toEqual({ min: 2, max: 7 });
});

test("without anything in sight the extent is empty", () => {
  const { min, max } = extentOfLines([0, 10], lineData(2, [values(nan, nan)], [{ id: "a" }]), 0, 10);
  expect(min).toBeGreaterThan(max);
});

test.each([
  { time: -5, place: 0 },
  { time: 10, place: 1 },
  { time: 11, place: 2 },
  { time: 99, place: 3 },
])("the first time not before $time is at $place", ({ time, place }) => expect(firstAtOrAfter([0, 10, 20], time)).toBe(place));
