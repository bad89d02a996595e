import { expect, test } from "vitest";
import type { TraceSummary } from "#shared/model/trace";
import { durationScale, layOutScatter, plotMargin, pointAt, timeAt } from "../../../../../renderer/pages/traces/results/scatter";
import type { FoundTrace } from "../../../../../renderer/pages/traces/search/create-run";

const ms = (count: number) => count * 1e6;
const trace = (traceId: string, atMs: number, parts: Partial<TraceSummary> = {}): FoundTrace => ({
  answerId: undefined,
  summary: {
    traceId,
    rootService: "web",
    rootOperation: "GET /",
    startNs: `${atMs}000000`,
    durationNs: ms(10),
    spans: 1,
    errors: 0,
    orphans: 0,
    services: [],
    ...parts,
  },
});

// 100 × 50 pixels for the points themselves.
const size = { width: 100 + plotMargin.left + plotMargin.right, height: 50 + plotMargin.top + plotMargin.bottom };
const range = { startMs: 1000, endMs: 2000 };
const lay = (found: readonly FoundTrace[]) => layOutScatter(found, size, range);

test("a trace lies at its start and its duration", () => {
  const [point] = lay([trace("a", 1500)]).points;
  expect(point).toMatchObject({ x: plotMargin.left + 50, y: plotMargin.top });
});

test("traces with errors are drawn last, and small ones over large ones", () => {
  const { points } = lay([
    trace("error", 1500, { errors: 1, spans: 5 }),
    trace("small", 1500, { spans: 1 }),
    trace("large", 1500, { spans: 100 }),
  ]);
  expect(points.map(({ found }) => found.summary.traceId)).toEqual(["large", "small", "error"]);
});

test("a trace that began before the time that was looked in is on the plot, too", () => {
  const { startMs, points } = lay([trace("a", 900)]);
  expect({ startMs, x: points[0]?.x }).toEqual({ startMs: 900, x: plotMargin.left });
});

test.each([
  { name: "alike", lengths: [ms(10), ms(95)], ticks: [0, 50, 100] },
  { name: "all the same", lengths: [ms(8), ms(8)], ticks: [0, 2, 4, 6, 8] },
  { name: "very different: by powers of ten", lengths: [ms(1.5), ms(900)], ticks: [1, 10, 100, 1000] },
  { name: "none at all", lengths: [0, 0], ticks: [0] },
])("lengths that are $name have round ticks", ({ lengths, ticks }) => {
  expect(durationScale(lengths).ticks.map((ns) => ns / 1e6)).toEqual(ticks);
});

test("by powers of ten, each is one step higher, and what has no length stands on the ground", () => {
  const { shareOf } = durationScale([ms(1), ms(1000)]);
  expect([0, ms(1), ms(10), ms(100), ms(1000)].map((ns) => Number(shareOf(ns).toFixed(6)))).toEqual([
    0, 0, 0.333333, 0.666667, 1,
  ]);
});

test("a place means the trace that is drawn on top there, give or take a few pixels", () => {
  const scatter = lay([trace("below", 1500), trace("above", 1500, { errors: 1 }), trace("far", 1900)]);
  const at = (x: number) => pointAt(scatter, plotMargin.left + x, plotMargin.top)?.found.summary.traceId;
  expect({ on: at(50), beside: at(63), between: at(72), far: at(90) }).toEqual({
    on: "above",
    beside: "above",
    between: undefined,
    far: "far",
  });
});

test("a place across the plot is a time in it", () => {
  const scatter = lay([trace("a", 1500)]);
  expect([0, plotMargin.left + 25, 10_000].map((x) => timeAt(scatter, x, size.width))).toEqual([1000, 1250, 2000]);
});
