import { expect, test } from "vitest";
import type { Trace } from "#shared/model/trace";
import { type FlameGraph, flameGraph } from "#shared/traces/flame-graph";
import { perMs, traceOf } from "./build/drawn-trace";
import { readGenerated } from "./generated-table";

/** A line for each node: where it is drawn, and what it really was. */
function lines(trace: Trace, graph: FlameGraph): string[] {
  const ms = (column: Float64Array, node: number): number => Number(((column[node] as number) / perMs).toFixed(3));
  return Array.from({ length: graph.nodes }, (_, node) => {
    const name = `${"  ".repeat(graph.depth[node] as number)}${trace.operations[graph.operation[node] as number]}`;
    const drawn = `${ms(graph.from, node)}+${ms(graph.width, node)}`;
    return `${name} ${drawn}, ${graph.count[node]} spans, total ${ms(graph.total, node)}, self ${ms(graph.self, node)}, ${graph.errors[node]} errors`;
  });
}

test.each([
  {
    name: "spans called along the same path are one node, as wide as they lasted in sum",
    drawing: `
      GET shop            |==========|
        query db          |==        |
        other db          |  =       |
        query db error    |   ===    |
          row db          |   ==     |`,
    expected: [
      "GET 0+10, 1 spans, total 10, self 4, 0 errors",
      "  query 0+5, 2 spans, total 5, self 3, 1 errors",
      "    row 0+2, 1 spans, total 2, self 2, 0 errors",
      "  other 5+1, 1 spans, total 1, self 1, 0 errors",
    ],
  },
  {
    name: "the same operation of another service, or called by another, is another node",
    drawing: `
      GET shop       |==========|
        query db     |==        |
        query cache  |  ==      |
          query db   |  =       |`,
    expected: [
      "GET 0+10, 1 spans, total 10, self 6, 0 errors",
      "  query 0+2, 1 spans, total 2, self 2, 0 errors",
      "  query 2+2, 1 spans, total 2, self 1, 0 errors",
      "    query 2+1, 1 spans, total 1, self 1, 0 errors",
    ],
  },
  {
    name: "what ran side by side shares the width above it, and what is below shrinks with it",
    drawing: `
      GET shop     |==========|
        one db     |==========|
          row db   |==========|
        two db     |==========|`,
    expected: [
      "GET 0+10, 1 spans, total 10, self 0, 0 errors",
      "  one 0+5, 1 spans, total 10, self 0, 0 errors",
      "    row 0+5, 1 spans, total 10, self 10, 0 errors",
      "  two 5+5, 1 spans, total 10, self 10, 0 errors",
    ],
  },
  {
    name: "several roots stand side by side",
    drawing: `
      GET shop    |====      |
      POST shop   |      ====|`,
    expected: ["GET 0+4, 1 spans, total 4, self 4, 0 errors", "POST 4+4, 1 spans, total 4, self 4, 0 errors"],
  },
  {
    name: "what is below a moment has no width",
    drawing: `
      GET shop    |.         |
        late shop |   ===    |`,
    expected: ["GET 0+0, 1 spans, total 0, self 0, 0 errors", "  late 0+0, 1 spans, total 3, self 3, 0 errors"],
  },
])("$name", ({ drawing, expected }) => {
  const trace = traceOf(drawing);
  expect(lines(trace, flameGraph(trace))).toEqual(expected);
});

test("a trace without spans has no nodes", () => {
  expect(flameGraph(traceOf(""))).toMatchObject({ nodes: 0, wholeWidth: 0 });
});

test.each([1, 2, 3])("in a generated trace children lie within their parents and beside each other: seed %i", (seed) => {
  const { trace } = readGenerated({ seed, spans: 4000, skew: 2, orphans: 2, outliving: 0.1 });
  const graph = flameGraph(trace);
  const end = (node: number): number => (graph.from[node] as number) + (graph.width[node] as number);
  const lastEnd = new Map<number, number>();
  const problems: number[] = [];
  for (let node = 0; node < graph.nodes; node++) {
    const above = graph.parent[node] as number;
    const isWithin =
      above < 0 || ((graph.from[node] as number) >= (graph.from[above] as number) && end(node) <= end(above) * (1 + 1e-12));
    if (!isWithin || (graph.from[node] as number) < (lastEnd.get(above) ?? 0)) problems.push(node);
    lastEnd.set(above, end(node));
  }
  expect(problems).toEqual([]);
  expect(graph.count.reduce((sum, count) => sum + count, 0)).toBe(4000);
  expect(graph.self.reduce((sum, self) => sum + self, 0)).toBe(trace.self.reduce((sum, self) => sum + self, 0));
});
