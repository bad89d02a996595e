import { expect, test } from "vitest";
import { hasMoved, ownRange, sparklinePoints } from "../../../renderer/charts/sparkline-points";

test("the newest point is at the right edge, the largest at the top", () => {
  expect(sparklinePoints([0, 1, 2], [0, 5, 10], { width: 100, height: 20, leastTop: 0 })).toEqual([
    [
      { x: 0, y: 20 },
      { x: 50, y: 10 },
      { x: 100, y: 0 },
    ],
  ]);
});

test("a gap ends a run and begins another", () => {
  const runs = sparklinePoints([0, 1, 2], [1, Number.NaN, 1], { width: 100, height: 20, leastTop: 2 });
  expect(runs).toEqual([[{ x: 0, y: 10 }], [{ x: 100, y: 10 }]]);
});

test("of many points on one pixel the highest is kept, so that no peak is lost", () => {
  const times = Array.from({ length: 1000 }, (_, index) => index);
  const values = times.map((time) => (time === 502 ? 100 : 1));
  const [run = []] = sparklinePoints(times, values, { width: 10, height: 20, leastTop: 0 });
  expect(run.length).toBeLessThanOrEqual(11);
  expect(Math.min(...run.map(({ y }) => y))).toBe(0);
});

test.each([
  { what: "a pixel on", drawnTo: 90, width: 10, moved: true },
  { what: "half a pixel on", drawnTo: 95, width: 10, moved: false },
  { what: "back, since the clock was set", drawnTo: 110, width: 10, moved: true },
  { what: "nowhere yet", drawnTo: undefined, width: 10, moved: true },
])("whether the line is drawn anew when it is $what: $moved", ({ drawnTo, width, moved }) => {
  expect(hasMoved(drawnTo, [0, 50, 100], width)).toBe(moved);
});

test("without times there is no line", () => {
  expect(sparklinePoints([], [], { width: 10, height: 10, leastTop: 0 })).toEqual([]);
});

test("a number that is read against its own past has its lowest value at the bottom", () => {
  const [run] = sparklinePoints([0, 1, 2], [80, 90, 100], { width: 100, height: 20, bottom: 80, leastTop: 100 });
  expect(run?.map(({ y }) => y)).toEqual([20, 10, 0]);
});

test.each([
  { name: "from the lowest to the highest", values: [3, Number.NaN, -1, 2], range: { bottom: -1, leastTop: 3 } },
  { name: "around a line that never moves", values: [4, 4], range: { bottom: 2, leastTop: 6 } },
  { name: "around zero", values: [0], range: { bottom: -1, leastTop: 1 } },
  { name: "of nothing", values: [Number.NaN], range: undefined },
])("its own range goes $name", ({ values, range }) => expect(ownRange(values)).toEqual(range));
