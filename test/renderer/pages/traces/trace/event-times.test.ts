import { expect, test } from "vitest";
import { ticksPath } from "../../../../../renderer/pages/traces/trace/bar-geometry";
import { eventTimes } from "../../../../../renderer/pages/traces/trace/event-times";

const shift = Float64Array.of(0, -500);
const events = { span: Uint32Array.of(1, 0, 1, 1), at: Float64Array.of(1000, 1200, 1300, Number.NaN) };

test("events are known by their span, moved along with its clock, and left out where they have no time", () => {
  expect([...eventTimes({ shift }, events, true)]).toEqual([
    [1, [500, 800]],
    [0, [1200]],
  ]);
});

test("as recorded, nothing moves them", () => {
  expect(eventTimes({ shift }, events, false).get(1)).toEqual([1000, 1300]);
});

test("events of one pixel are one tick, and those outside of the range none", () => {
  const scale = { range: { from: 0, to: 1000 }, width: 100 };
  expect(ticksPath(scale, [-50, 100, 101, 102, 500, 2000])).toBe("M10.5 -8V-3M50.5 -8V-3");
});
