import { expect, test } from "vitest";
import { traceBars } from "../../../renderer/charts/bar-path";
import { type CurveTarget, type Interpolation, traceCurve } from "../../../renderer/charts/curve-path";

function pen(): CurveTarget & { drawn: string[] } {
  const drawn: string[] = [];
  return {
    drawn,
    moveTo: (x, y) => drawn.push(`M${x},${y}`),
    lineTo: (x, y) => drawn.push(`L${x},${y}`),
    bezierCurveTo: (...points) => drawn.push(`C${points.map((point) => Math.round(point)).join(",")}`),
    closePath: () => drawn.push("Z"),
  };
}

interface Input {
  interpolation?: Interpolation;
  ys: number[];
  lower?: number[];
  columns?: number[];
}

function trace({ interpolation = "linear", ys, lower, columns = ys.map((_, index) => index * 10) }: Input) {
  const [stroke, fill] = [pen(), pen()];
  const input = { xs: columns, ys, from: 0, to: ys.length - 1, columns, toY: Math.round, interpolation, lower };
  traceCurve(input, { stroke, fill, base: 100 });
  return { stroke: stroke.drawn.join(" "), fill: fill.drawn.join(" ") };
}

const gap = Number.POSITIVE_INFINITY;

test.each<{ what: string; interpolation: Interpolation; ys: number[]; stroke: string }>([
  { what: "steps after a point hold its value", interpolation: "stepAfter", ys: [1, 5], stroke: "M0,1 L10,1 L10,5" },
  { what: "steps before a point have its value already", interpolation: "stepBefore", ys: [1, 5], stroke: "M0,1 L0,5 L10,5" },
  { what: "a gap is a gap", interpolation: "stepAfter", ys: [1, 2, gap, 4, 4], stroke: "M0,1 L10,1 L10,2 M30,4 L40,4 L40,4" },
  { what: "a point alone can be seen", interpolation: "smooth", ys: [gap, 4], stroke: "M10,4 L11,4" },
])("$what", ({ stroke, ...input }) => expect(trace(input).stroke).toBe(stroke));

test("a smooth curve never goes beyond the points that it goes through", () => {
  const { stroke } = trace({ interpolation: "smooth", ys: [0, 10, 10, 90, 0] });
  const heights = [...stroke.matchAll(/C([\d,-]+)/g)].flatMap(([, points = ""]) =>
    points.split(",").filter((_, at) => at % 2 === 1),
  );
  expect(heights.length).toBeGreaterThan(0);
  expect(heights.map(Number).filter((height) => height < 0 || height > 90)).toEqual([]);
});

test("the area goes along its line and back along the one it stands on", () => {
  expect(trace({ ys: [1, 5], lower: [20, 30] }).fill).toBe("M0,1 L10,5 L10,30 L0,20 Z");
});

test.each([
  { interpolation: "stepAfter" as const, fill: "M0,1 L10,1 L10,5 L10,30 L10,20 L0,20 Z" },
  { interpolation: "stepBefore" as const, fill: "M0,1 L0,5 L10,5 L10,30 L0,30 L0,20 Z" },
])("back along $interpolation the steps are mirrored", ({ interpolation, fill }) => {
  expect(trace({ interpolation, ys: [1, 5], lower: [20, 30] }).fill).toBe(fill);
});

test("where the lower edge has a gap so has the area, and the line goes on", () => {
  const { stroke, fill } = trace({ ys: [1, 2, 3, 4, 5], lower: [9, 9, gap, 9, 9] });
  expect(stroke).toBe("M0,1 L10,2 L20,3 L30,4 L40,5");
  expect(fill.split("Z").filter((part) => part !== "")).toHaveLength(2);
});

test("of many points in one column of pixels the one furthest from the lower edge stays", () => {
  expect(trace({ ys: [50, 10, 40, 60], columns: [0, 0, 0, 1] }).stroke).toBe("M0,10 L1,60");
});

function bars(input: { ys: number[]; lower?: number[]; alignment?: -1 | 0 | 1; columns?: number[]; share?: number }) {
  const { ys, alignment = 0, columns = ys.map((_, index) => 100 + index * 10), share = 0.6 } = input;
  const drawn: number[][] = [];
  const path = { rect: (...parts: number[]) => drawn.push(parts) };
  const xs = ys.map((_, index) => index);
  traceBars(
    { ...input, xs, columns, alignment, share, from: 0, to: ys.length - 1, toY: (value) => 100 - value, mostWidth: 50 },
    path,
    100,
  );
  return drawn;
}

test("bars stand on zero, as wide as their share of a step", () => {
  expect(bars({ ys: [20, Number.NaN, 40] })).toEqual([
    [94, 80, 12, 20],
    [114, 60, 12, 40],
  ]);
});

test.each([
  { what: "before its time", alignment: -1 as const, left: 94 },
  { what: "around its time", alignment: 0 as const, left: 97 },
  { what: "after its time", alignment: 1 as const, left: 100 },
])("a bar can stand $what", ({ alignment, left }) => expect(bars({ ys: [20, 20], alignment })[0]?.[0]).toBe(left));

test("a bar of next to nothing can be seen, one of nothing cannot, one below zero hangs", () => {
  expect(bars({ ys: [0.1, 0, -30] }).map(([, top, , height]) => [top, height])).toEqual([
    [99, 1],
    [100, 0],
    [100, 30],
  ]);
});

test("stacked bars stand on what is below them", () => {
  expect(bars({ ys: [50], lower: [20] })[0]).toEqual([85, 50, 30, 30]);
});
