import { expect, test } from "vitest";
import { boxAfterKey, cellAt, pixelsOf, placeWords } from "../../../../../renderer/pages/dashboards/edit/grid-metrics";
import { gridGap, rowHeight } from "../../../../../renderer/pages/dashboards/view/grid-places";

const box = { x: 4, y: 8, width: 12, height: 8 };
const keys = (key: string, held: "ctrl" | "meta" | "shift" | "alt" | "none" = "none") => ({
  key,
  ctrlKey: held === "ctrl",
  metaKey: held === "meta",
  shiftKey: held === "shift",
  altKey: held === "alt",
});

test.each([
  { keys: keys("ArrowLeft", "ctrl"), expected: { ...box, x: 3 } },
  { keys: keys("ArrowDown", "meta"), expected: { ...box, y: 9 } },
  { keys: keys("ArrowRight", "shift"), expected: { ...box, width: 13 } },
  { keys: keys("ArrowUp", "shift"), expected: { ...box, height: 7 } },
  { keys: keys("ArrowUp"), expected: undefined },
  { keys: keys("ArrowUp", "alt"), expected: undefined },
  { keys: keys("a", "ctrl"), expected: undefined },
  { keys: keys("constructor", "ctrl"), expected: undefined },
])("after $keys.key the place is $expected", ({ keys, expected }) => expect(boxAfterKey(box, keys)).toEqual(expected));

test("a place is told as people count", () => {
  expect(placeWords(box)).toBe("Column 5, row 9, 12 wide, 8 high");
});

test("a panel as wide as the grid is as wide as its room", () => {
  expect(pixelsOf({ width: 24, height: 1 }, 1200)).toEqual({ width: 1200, height: rowHeight });
  expect(pixelsOf({ width: 12, height: 2 }, 1200)).toEqual({ width: (1200 - gridGap) / 2, height: 2 * rowHeight + gridGap });
});

test.each([
  { point: { x: 0, y: 0 }, expected: { x: 0, y: 0 } },
  { point: { x: 606, y: rowHeight + gridGap }, expected: { x: 12, y: 1 } },
  { point: { x: 1190, y: -20 }, expected: { x: 18, y: 0 } },
])("a panel let go at $point.x, $point.y stands at $expected", ({ point, expected }) =>
  expect(cellAt(point, 1200, { width: 6, height: 4 })).toEqual({ ...expected, width: 6, height: 4 }),
);
