import { expect, test } from "vitest";
import { type Layout, type LayoutAsked, layoutOf, nodeHeight } from "../../../../../renderer/pages/traces/map/layout";
import { createRandom } from "../../../../support/random-numbers";

const asked = (nodes: number, pairs: [number, number][], more: Partial<LayoutAsked> = {}): LayoutAsked => ({
  widths: Array.from({ length: nodes }, () => 100),
  edges: pairs.map(([from, to]) => ({ from, to })),
  before: [],
  ...more,
});
const overlaps = ({ x, y }: Layout, width: number, height: number) =>
  [...x.keys()].some((a) =>
    [...x.keys()].some(
      (b) => a < b && Math.abs((x[a] ?? 0) - (x[b] ?? 0)) < width && Math.abs((y[a] ?? 0) - (y[b] ?? 0)) < height,
    ),
  );

test("calls go from left to right, and no box covers another", () => {
  const layout = layoutOf(
    asked(4, [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
    ]),
  );
  expect(layout.kind).toBe("layers");
  const [web = 0, shop = 0, mail = 0, db = 0] = layout.x;
  expect([web < shop, web < mail, shop < db, mail < db]).toEqual([true, true, true, true]);
  expect(overlaps(layout, 100, nodeHeight)).toBe(false);
});

test.each([
  {
    what: "a circle",
    nodes: 3,
    pairs: [
      [0, 1],
      [1, 2],
      [2, 0],
    ] as [number, number][],
  },
  { what: "a service that calls itself", nodes: 1, pairs: [[0, 0]] as [number, number][] },
  { what: "services without calls", nodes: 3, pairs: [] },
])("$what has places too", ({ nodes, pairs }) => {
  const { x, y } = layoutOf(asked(nodes, pairs));
  expect([...x, ...y].every(Number.isFinite)).toBe(true);
  expect(x).toHaveLength(nodes);
});

const random = createRandom(8);
const many = Array.from({ length: 1000 }, (): [number, number] => [random.whole(0, 199), random.whole(0, 199)]);

test("a thousand calls are laid out by forces, each time the same", () => {
  const layout = layoutOf(asked(200, many));
  expect(layout.kind).toBe("forces");
  expect(layoutOf(asked(200, many))).toEqual(layout);
  expect(overlaps(layout, 8, 8)).toBe(false);
});

test("what stays on a map stays about where it was", () => {
  const { x, y } = layoutOf(asked(200, many));
  const before = [...x].map((each, node) => ({ x: each, y: y[node] ?? 0 }));
  const next = layoutOf(asked(200, many.slice(0, 990), { before }));
  const moved = before.map((each, node) => Math.hypot(each.x - (next.x[node] ?? 0), each.y - (next.y[node] ?? 0)));
  const width = Math.max(...x) - Math.min(...x);
  expect(moved.sort((a, b) => a - b)[100]).toBeLessThan(width / 10);
});

test("services that would stand in a column too long for any window are laid out by forces", () => {
  const pairs = (count: number) => Array.from({ length: count }, (_, at): [number, number] => [2 * at, 2 * at + 1]);
  expect([layoutOf(asked(40, pairs(20))).kind, layoutOf(asked(200, pairs(100))).kind]).toEqual(["layers", "forces"]);
});
