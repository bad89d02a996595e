import { expect, test } from "vitest";
import { type Box, clampBox, compacted, freePlace, withBox } from "../../../../shared/dashboards/change/grid";
import type { GridItem } from "../../../../shared/dashboards/layout";

const item = (element: string, x: number, y: number, width: number, height: number): GridItem => ({
  element,
  x,
  y,
  width,
  height,
});
const places = (items: readonly GridItem[]) =>
  Object.fromEntries(items.map(({ element, x, y, width, height }) => [element, [x, y, width, height]]));

// aaa bbb
// aaa ccc
const three = [item("a", 0, 0, 12, 8), item("b", 12, 0, 12, 4), item("c", 12, 4, 12, 4)];

test.each<{ name: string; element: string; box: Box; expected: Record<string, number[]> }>([
  {
    name: "what stands below takes the place of what is moved down",
    element: "b",
    box: { x: 12, y: 1, width: 12, height: 4 },
    expected: { a: [0, 0, 12, 8], b: [12, 4, 12, 4], c: [12, 0, 12, 4] },
  },
  {
    name: "what stands above goes below what is moved up",
    element: "c",
    box: { x: 12, y: 3, width: 12, height: 4 },
    expected: { a: [0, 0, 12, 8], b: [12, 4, 12, 4], c: [12, 0, 12, 4] },
  },
  {
    name: "what is covered by something that grows goes down",
    element: "a",
    box: { x: 0, y: 0, width: 14, height: 8 },
    expected: { a: [0, 0, 14, 8], b: [12, 8, 12, 4], c: [12, 12, 12, 4] },
  },
  {
    name: "a gap that shrinking leaves is closed from below",
    element: "b",
    box: { x: 12, y: 0, width: 12, height: 2 },
    expected: { a: [0, 0, 12, 8], b: [12, 0, 12, 2], c: [12, 2, 12, 4] },
  },
  {
    name: "nothing leaves the grid to the left or above",
    element: "a",
    box: { x: -3, y: -2, width: 12, height: 8 },
    expected: { a: [0, 0, 12, 8], b: [12, 0, 12, 4], c: [12, 4, 12, 4] },
  },
])("$name", ({ element, box, expected }) => expect(places(withBox(three, element, box))).toEqual(expected));

test.each([
  { box: { x: 20, y: 0, width: 12, height: 4 }, expected: { x: 12, y: 0, width: 12, height: 4 } },
  { box: { x: 0, y: 5, width: 30, height: 0 }, expected: { x: 0, y: 5, width: 24, height: 2 } },
  { box: { x: -1, y: -1, width: 1, height: 1 }, expected: { x: 0, y: 0, width: 2, height: 2 } },
])("a box of $box becomes one that fits", ({ box, expected }) => expect(clampBox(box)).toEqual(expected));

test("items that need not move stay the same objects", () => {
  const moved = compacted(three);
  expect(moved.every((each, index) => each === three[index])).toBe(true);
});

test("no two items ever lie on one another, whatever is moved where", () => {
  let items: GridItem[] = [...three, item("d", 0, 8, 6, 3), item("e", 6, 8, 18, 5)];
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (let round = 0; round < 500; round++) {
    const { element } = items[random(items.length)] as GridItem;
    items = withBox(items, element, { x: random(26) - 1, y: random(20) - 1, width: random(26), height: random(9) });
    for (const a of items) {
      expect(a.x + a.width).toBeLessThanOrEqual(24);
      for (const b of items) {
        const isApart = a === b || a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(isApart, `${JSON.stringify(a)} and ${JSON.stringify(b)}`).toBe(true);
      }
    }
  }
});

test.each([
  { name: "an empty grid has its first place", items: [], expected: { x: 0, y: 0, width: 12, height: 8 } },
  {
    name: "beside the last one, when there is room",
    items: [item("a", 0, 0, 24, 3), item("b", 0, 3, 12, 8)],
    expected: { x: 12, y: 3, width: 12, height: 8 },
  },
  {
    name: "as high as it can rise",
    items: [item("a", 0, 0, 12, 3), item("b", 0, 3, 12, 8)],
    expected: { x: 12, y: 0, width: 12, height: 8 },
  },
  {
    name: "below all of them, when there is none",
    items: [item("a", 0, 0, 13, 8)],
    expected: { x: 0, y: 8, width: 12, height: 8 },
  },
])("a new panel goes to $name", ({ items, expected }) => expect(freePlace(items, { width: 12, height: 8 })).toEqual(expected));
