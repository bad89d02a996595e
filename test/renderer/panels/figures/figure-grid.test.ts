import { expect, test } from "vitest";
import { figureGrid } from "../../../../renderer/panels/figures/figure-grid";

const needs = { leastWidth: 80, leastHeight: 40, ratio: 2, gap: 10 };

test("one figure has all of the room", () => {
  expect(figureGrid(1, { width: 300, height: 200 }, "auto", needs)).toEqual({
    columns: 1,
    rows: 1,
    cellWidth: 300,
    cellHeight: 200,
  });
});

test.each([
  { name: "side by side in a wide room", count: 4, room: { width: 1000, height: 80 }, columns: 4 },
  { name: "one below another in a narrow room", count: 4, room: { width: 120, height: 600 }, columns: 1 },
  { name: "in two rows where that makes them larger", count: 4, room: { width: 400, height: 210 }, columns: 2 },
  { name: "without many holes", count: 5, room: { width: 600, height: 220 }, columns: 3 },
])("figures stand $name", ({ count, room, columns }) => {
  expect(figureGrid(count, room, "auto", needs).columns).toBe(columns);
});

test("cells are never smaller than they can be read, so that many of them scroll downwards", () => {
  const grid = figureGrid(500, { width: 420, height: 100 }, "auto", needs);
  expect(grid.columns).toBe(4);
  expect(grid.cellHeight).toBe(40);
  expect(grid.cellWidth).toBeGreaterThanOrEqual(80);
});

test.each([
  { orientation: "vertical", columns: 6, rows: 1 },
  { orientation: "horizontal", columns: 1, rows: 6 },
] as const)("$orientation has its own way whatever the room", ({ orientation, columns, rows }) => {
  expect(figureGrid(6, { width: 200, height: 200 }, orientation, needs)).toMatchObject({ columns, rows });
});
