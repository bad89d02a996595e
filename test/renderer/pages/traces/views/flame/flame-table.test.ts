import { expect, test } from "vitest";
import { flameGraph } from "#shared/traces/flame-graph";
import { flameRows, foundTotal, nodesWith } from "../../../../../../renderer/pages/traces/views/flame/flame-table";
import { perMs, traceOf } from "../../../../../shared/traces/build/drawn-trace";

const trace = traceOf(`
  GET shop            |==========|
    visit shop        |=====     |
      visit shop      |===       |
        query db error |==        |
    query db          |     ==   |`);
const graph = flameGraph(trace);
const rows = flameRows(graph).map(({ service, operation, calls, errors, total, self, nodes }) => ({
  name: `${trace.services[service]} ${trace.operations[operation]}`,
  calls,
  errors,
  total: total / perMs,
  self: self / perMs,
  nodes: nodes.length,
}));

test("an operation counts wherever it was called from", () => {
  expect(rows.find(({ name }) => name === "db query")).toEqual({
    name: "db query",
    calls: 2,
    errors: 1,
    total: 4,
    self: 4,
    nodes: 2,
  });
});

test("what an operation that calls itself took is not counted twice", () => {
  expect(rows.find(({ name }) => name === "shop visit")).toEqual({
    ...{ name: "shop visit", calls: 2, errors: 0 },
    ...{ total: 5, self: 3, nodes: 2 },
  });
});

test("the self times of all operations are those of the trace", () => {
  expect(rows.reduce((sum, { self }) => sum + self, 0)).toBe(10);
});

test("found nodes are marked, and took what those of them took that are not in another", () => {
  const found = nodesWith(graph, (_, operation) => trace.operations[operation] !== "GET");
  expect([...found]).toEqual([0, 1, 1, 1, 1]);
  expect(foundTotal(graph, found) / perMs).toBe(7);
});
