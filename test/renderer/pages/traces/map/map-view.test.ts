import { expect, test } from "vitest";
import { fitView, moveView, toPlane, zoomView } from "../../../../../renderer/pages/traces/map/map-view";

const size = { width: 1000, height: 500 };

test("a large map is seen as a whole, in the middle", () => {
  const view = fitView({ left: -2000, right: 2000, top: 0, bottom: 1000 }, size);
  const corners = [toPlane(view, { x: 0, y: 0 }), toPlane(view, { x: 1000, y: 500 })];
  expect(corners[0]?.x).toBeLessThanOrEqual(-2000);
  expect(corners[1]?.x).toBeGreaterThanOrEqual(2000);
  expect(toPlane(view, { x: 500, y: 250 })).toEqual({ x: 0, y: 500 });
});

test("a small one is not blown up", () => {
  expect(fitView({ left: 0, right: 100, top: 0, bottom: 30 }, size).scale).toBe(1);
});

test("what is under the pointer stays there while it grows", () => {
  const view = { x: 30, y: -20, scale: 0.8 };
  const at = { x: 400, y: 100 };
  const larger = zoomView(view, 1.5, at);
  expect(larger.scale).toBeCloseTo(1.2);
  expect(toPlane(larger, at).x).toBeCloseTo(toPlane(view, at).x);
  expect(toPlane(larger, at).y).toBeCloseTo(toPlane(view, at).y);
});

test("it grows and shrinks only as far as there is something to see", () => {
  const view = { x: 0, y: 0, scale: 1 };
  expect([zoomView(view, 1e9, { x: 0, y: 0 }).scale, zoomView(view, 1e-9, { x: 0, y: 0 }).scale]).toEqual([4, 0.05]);
});

test("it moves with the hand", () => {
  expect(moveView({ x: 1, y: 2, scale: 3 }, 10, -5)).toEqual({ x: 11, y: -3, scale: 3 });
});
