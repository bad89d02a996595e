import { describe, expect, test } from "vitest";
import { flameGraph } from "#shared/traces/flame-graph";
import {
  boxOf,
  childrenOf,
  type FlameWindow,
  nodeAt,
  pathTo,
  stepFrom,
} from "../../../../../../renderer/pages/traces/views/flame/flame-place";
import { traceOf } from "../../../../../shared/traces/build/drawn-trace";
import { readGenerated } from "../../../../../shared/traces/generated-table";
import { createRandom } from "../../../../../support/random-numbers";

// 0 GET 0 to 10; below it 1 query 0 to 5, with 2 row 0 to 2 below; 3 other 5 to 6.
const trace = traceOf(`
  GET shop            |==========|
    query db          |=====     |
      row db          |  ==      |
    other db          |      =   |`);
const graph = flameGraph(trace);
const window: FlameWindow = { zoomed: -1, width: 100, height: 90, scrollTop: 0, rowHeight: 20 };

describe("the whole trace, ten pixels for a millisecond", () => {
  test.each([
    { name: "the root", x: 99, y: 5, expected: 0 },
    { name: "a call in the second row", x: 20, y: 25, expected: 1 },
    { name: "its neighbour", x: 55, y: 25, expected: 3 },
    { name: "beside all calls of the row", x: 80, y: 25, expected: -1 },
    { name: "the third row", x: 5, y: 45, expected: 2 },
    { name: "below a call that calls nothing", x: 55, y: 45, expected: -1 },
    { name: "below all rows", x: 5, y: 85, expected: -1 },
    { name: "left of it", x: -1, y: 5, expected: -1 },
  ])("a point is on $name", ({ x, y, expected }) => expect(nodeAt(graph, window, x, y)).toBe(expected));

  test("scrolled, the point is on what was moved there", () => {
    expect(nodeAt(graph, { ...window, scrollTop: 20 }, 55, 5)).toBe(3);
  });
});

describe("zoomed to a call, which takes the whole width", () => {
  const zoomed = { ...window, zoomed: 1 };

  test.each([
    { name: "what called it is as wide", x: 90, y: 5, expected: 0 },
    { name: "it is as wide itself", x: 90, y: 25, expected: 1 },
    { name: "what it calls is wider in its measure", x: 39, y: 45, expected: 2 },
    { name: "and ends where it ended", x: 41, y: 45, expected: -1 },
  ])("$name", ({ x, y, expected }) => expect(nodeAt(graph, zoomed, x, y)).toBe(expected));

  test.each([
    { name: "what called it", node: 0, expected: { left: 0, top: 0, width: 100, height: 20 } },
    { name: "it", node: 1, expected: { left: 0, top: 20, width: 100, height: 20 } },
    { name: "what it calls", node: 2, expected: { left: 0, top: 40, width: 40, height: 20 } },
    { name: "no node", node: -1, expected: undefined },
  ])("the box of $name", ({ node, expected }) => expect(boxOf(graph, zoomed, node)).toEqual(expected));
});

test("a call without any time can be zoomed to", () => {
  const still = flameGraph(
    traceOf(`
    GET shop     |==========|
      late shop  |   .      |`),
  );
  expect(boxOf(still, { ...window, zoomed: 1 }, 1)).toEqual({ left: 0, top: 20, width: 0, height: 20 });
  expect(nodeAt(still, { ...window, zoomed: 1 }, 50, 25)).toBe(-1);
});

test.each([
  { name: "up from the root stays", from: 0, step: "up" as const, expected: 0 },
  { name: "up", from: 2, step: "up" as const, expected: 1 },
  { name: "down goes to the widest", from: 0, step: "down" as const, expected: 1 },
  { name: "down from a call that calls nothing stays", from: 3, step: "down" as const, expected: 3 },
  { name: "right", from: 1, step: "right" as const, expected: 3 },
  { name: "left", from: 3, step: "left" as const, expected: 1 },
  { name: "right from the last stays", from: 3, step: "right" as const, expected: 3 },
  { name: "from nothing, to the first", from: -1, step: "down" as const, expected: 0 },
])("the arrows: $name", ({ from, step, expected }) => expect(stepFrom(graph, from, step)).toBe(expected));

test("the way to a node begins at the top", () => {
  expect(pathTo(graph, 2)).toEqual([0, 1, 2]);
  expect(pathTo(graph, -1)).toEqual([]);
});

test("children from left to right, of several roots too", () => {
  expect(childrenOf(graph, 0)).toEqual([1, 3]);
  const roots = flameGraph(
    traceOf(`
    GET shop    |====      |
    POST shop   |      ====|`),
  );
  expect(childrenOf(roots, -1)).toEqual([0, 1]);
});

test("whatever the trace, the middle of a node's box is on that node", () => {
  const { trace: read } = readGenerated({ seed: 11, spans: 400, repeated: 3 });
  const random = createRandom(5);
  const many = flameGraph(read);
  const wide = { ...window, width: 200_000, height: 10_000 };
  for (let times = 0; times < 200; times++) {
    const node = random.whole(0, many.nodes - 1);
    const zoomed = random.chance(0.5) ? -1 : (pathTo(many, node).at(random.whole(0, 2)) ?? -1);
    const box = boxOf(many, { ...wide, zoomed }, node);
    if (!box || box.width < 0.01) continue;
    expect(nodeAt(many, { ...wide, zoomed }, box.left + box.width / 2, box.top + 10)).toBe(node);
  }
});
