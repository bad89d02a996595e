import { expect, test } from "vitest";
import { gridPlaces } from "../../../../../renderer/pages/dashboards/view/grid-places";

test("a wide grid has 24 columns with a gap between them, and ends where its last panel does", () => {
  const { places, height } = gridPlaces(
    [
      { x: 0, y: 0, width: 12, height: 8 },
      { x: 12, y: 0, width: 12, height: 8 },
      { x: 0, y: 8, width: 24, height: 4 },
    ],
    1212,
  );
  expect(places).toEqual([
    { left: 0, top: 0, width: 600, height: 292 },
    { left: 612, top: 0, width: 600, height: 292 },
    { left: 0, top: 304, width: 1212, height: 140 },
  ]);
  expect(height).toBe(444);
});

test("in a narrow window panels stand one below another, small ones two in a line", () => {
  const { places, height } = gridPlaces(
    [
      { x: 0, y: 0, width: 12, height: 2 },
      { x: 0, y: 4, width: 6, height: 2 },
      { x: 6, y: 4, width: 6, height: 2 },
      { x: 12, y: 4, width: 6, height: 2 },
    ],
    412,
  );
  expect(places).toEqual([
    { left: 0, top: 0, width: 412, height: 64 },
    { left: 0, top: 76, width: 200, height: 64 },
    { left: 212, top: 76, width: 200, height: 64 },
    { left: 0, top: 152, width: 412, height: 64 },
  ]);
  expect(height).toBe(216);
});
