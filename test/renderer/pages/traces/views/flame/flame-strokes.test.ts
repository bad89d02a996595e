import { expect, test } from "vitest";
import type { FlameGraph } from "#shared/traces/flame-graph";
import { flameGraph } from "#shared/traces/flame-graph";
import type { FlameWindow } from "../../../../../../renderer/pages/traces/views/flame/flame-place";
import { type FlameLook, strokesOf } from "../../../../../../renderer/pages/traces/views/flame/flame-strokes";
import { cutTo } from "../../../../../../renderer/pages/traces/views/flame/paint-flame";
import { traceOf } from "../../../../../shared/traces/build/drawn-trace";

const look: FlameLook = {
  colours: { series: ["#5aa2ff", "#a96500", "#33c9ad"], text: "#e8ebf1", axisText: "#96a0b3" },
  labelOf: (node) => `node ${node}`,
  found: undefined,
};
const window: FlameWindow = { zoomed: -1, width: 1000, height: 100, scrollTop: 0, rowHeight: 20 };
const graph = flameGraph(
  traceOf(`
  GET shop            |==========|
    query db          |=====     |
      row cache       |  ==      |
    other db          |      =   |`),
);
const barsOf = (of: FlameGraph, at: FlameWindow, with_: FlameLook = look) => Object.fromEntries(strokesOf(of, at, with_).bars);

test("each node is a bar below its caller, in the colour of its service, with a gap to the next", () => {
  expect(barsOf(graph, window)).toEqual({
    "#5aa2ff": [0, 0, 999, 19],
    "#a96500": [0, 20, 499, 19, 500, 20, 99, 19],
    "#33c9ad": [0, 40, 199, 19],
  });
});

test("texts stand in the ink that can be read on their bar", () => {
  const { texts } = strokesOf(graph, window, look);
  expect(texts.map(({ text, x, room, ink }) => [text, x, room, ink])).toEqual([
    ["node 0", 5, 990, "#0b0e13"],
    ["node 1", 5, 490, "#ffffff"],
    ["node 2", 5, 190, "#0b0e13"],
    ["node 3", 505, 90, "#ffffff"],
  ]);
});

test("zoomed, what called the node is pale and as wide as the window, and what is beside it is not drawn", () => {
  expect(barsOf(graph, { ...window, zoomed: 1 })).toEqual({
    "#5aa2ff38": [0, 0, 999, 19],
    "#a96500": [0, 20, 999, 19],
    "#33c9ad": [0, 40, 399, 19],
  });
});

test("what was not found is pale", () => {
  const bars = barsOf(graph, window, { ...look, found: Uint8Array.of(0, 0, 1, 0) });
  expect(Object.keys(bars).sort()).toEqual(["#33c9ad", "#5aa2ff38", "#a9650038"]);
});

test("rows out of sight are not drawn", () => {
  expect(barsOf(graph, { ...window, height: 20, scrollTop: 41 })).toEqual({ "#33c9ad": [0, -1, 199, 19] });
});

test("ten thousand calls narrower than a pixel are one band, each pixel once", () => {
  const count = 10_001;
  const column = (of: (node: number) => number) => Float64Array.from({ length: count }, (_, node) => of(node));
  const many: FlameGraph = {
    ...graph,
    nodes: count,
    parent: Int32Array.from({ length: count }, (_, node) => (node === 0 ? -1 : 0)),
    depth: Uint32Array.from({ length: count }, (_, node) => (node === 0 ? 0 : 1)),
    size: Uint32Array.from({ length: count }, (_, node) => (node === 0 ? count - 1 : 0)),
    service: new Uint32Array(count),
    from: column((node) => (node === 0 ? 0 : node - 1)),
    width: column((node) => (node === 0 ? count - 1 : 1)),
    wholeWidth: count - 1,
  };
  const { specks, bars } = strokesOf(many, window, look);
  expect(specks.length / 4).toBe(1000);
  expect([...bars.values()].flat()).toHaveLength(4);
});

test.each([
  { name: "fits", room: 60, expected: "SELECT budget" },
  { name: "is cut with an ellipsis", room: 40, expected: "SELECT …" },
  { name: "is left away where there is room for a letter or two", room: 9, expected: "" },
])("a text that $name", ({ room, expected }) => expect(cutTo("SELECT budget", room, 60)).toBe(expected));
