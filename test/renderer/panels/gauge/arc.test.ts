import { expect, test } from "vitest";
import { arcPath, gaugeShape, pointAt } from "../../../../renderer/panels/gauge/arc";

const centre = { x: 100, y: 100 };

test("the arc begins at the lower left, has its top in the middle, and ends at the lower right", () => {
  const [first, middle, last] = [0, 0.5, 1].map((share) => pointAt(centre, 50, share));
  expect(first?.x).toBeLessThan(100);
  expect(first?.y).toBeCloseTo(125);
  expect(middle).toEqual({ x: expect.closeTo(100), y: expect.closeTo(50) });
  expect(last?.x).toBeGreaterThan(100);
  expect(last?.y).toBeCloseTo(125);
});

test("a path over more than half a circle goes the long way round", () => {
  expect(arcPath(centre, 50, 0, 1)).toBe("M 56.7 125 A 50 50 0 1 1 143.3 125");
  expect(arcPath(centre, 50, 0, 0.5)).toBe("M 56.7 125 A 50 50 0 0 1 100 50");
});

const bare = { hasBand: false, sideRoom: 0, headRoom: 0, footRoom: 0 };

test.each([
  { name: "a wide room, by its height", room: { width: 600, height: 150 }, radius: 100 },
  { name: "a high room, by its width", room: { width: 100, height: 600 }, radius: 50 },
  { name: "an enormous room, by what can be read at a glance", room: { width: 3000, height: 2000 }, radius: 170 },
])("a gauge fills $name", ({ room, radius }) => {
  const shape = gaugeShape(room, bare);
  expect(shape?.radius).toBe(radius);
  expect(shape?.centre.x).toBe(room.width / 2);
});

test("labels and the band of thresholds take their room from the ring, not from the panel", () => {
  const shape = gaugeShape({ width: 200, height: 300 }, { hasBand: true, sideRoom: 30, headRoom: 14, footRoom: 14 });
  expect(shape?.radius).toBe(70);
  expect((shape?.ringRadius ?? 0) + (shape?.thickness ?? 0) / 2).toBeLessThan(shape?.bandRadius ?? 0);
  expect(shape?.height).toBe(14 + 105 + 14);
});

test("where a dial could not be read there is none", () => {
  expect(gaugeShape({ width: 100, height: 30 }, bare)).toBeUndefined();
});
