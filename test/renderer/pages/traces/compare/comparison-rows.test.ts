import { expect, test } from "vitest";
import { compareTraces } from "#shared/traces/compare";
import {
  type ComparisonView,
  comparisonRows,
  differenceOf,
  ratioOf,
  sideOf,
} from "../../../../../renderer/pages/traces/compare/comparison-rows";
import { perMs, traceOf } from "../../../../shared/traces/build/drawn-trace";

const compared = compareTraces(
  traceOf(`
    GET shop       |==========|
      login auth   |==        |
      query db     |  ==      |
        row db     |  =       |
      render shop  |       == |`),
  traceOf(`
    GET shop       |============|
      login auth   |==          |
      query db     |  =====     |
        row db     |  =         |
        lock db    |   ===      |
      mail smtp    |         == |`),
);
const view: ComparisonView = {
  collapsed: new Uint8Array(compared.nodes),
  differencesOnly: false,
  leastNs: perMs,
  words: "",
  sort: undefined,
};
const nameOf = (node: number) => compared.operations[compared.operation[node] ?? 0] ?? "";
const indented = (nodes: readonly number[]) => nodes.map((node) => `${"  ".repeat(compared.depth[node] ?? 0)}${nameOf(node)}`);
const nodeOf = (name: string) =>
  Array.from({ length: compared.nodes }, (_, node) => node).find((node) => nameOf(node) === name) ?? -1;

test("all calls of both, in their order", () => {
  const { nodes, shown } = comparisonRows(compared, view);
  expect(indented(nodes).sort()).toEqual(["    lock", "    row", "  login", "  mail", "  query", "  render", "GET"]);
  expect(nameOf(nodes[0] ?? -1)).toBe("GET");
  expect(shown).toBe(7);
});

test("what differs only: in calls, or in time by as much as is asked; what it is in stays as context", () => {
  const { nodes, isContext, shown } = comparisonRows(compared, { ...view, differencesOnly: true, leastNs: 3 * perMs });
  expect(indented(nodes).sort()).toEqual(["    lock", "  mail", "  query", "  render", "GET"]);
  expect(isContext[nodeOf("GET")]).toBe(1);
  expect(isContext[nodeOf("query")]).toBe(0);
  expect(shown).toBe(4);
});

test("words find calls by service and operation, and keep the way to them", () => {
  const { nodes, shown } = comparisonRows(compared, { ...view, words: "DB lock" });
  expect(indented(nodes)).toEqual(["GET", "  query", "    lock"]);
  expect(shown).toBe(1);
});

test("a folded call hides what is below it", () => {
  const collapsed = new Uint8Array(compared.nodes);
  collapsed[nodeOf("query")] = 1;
  expect(comparisonRows(compared, { ...view, collapsed }).nodes.map(nameOf)).not.toContain("row");
});

test("sorted by the difference, siblings change their order and stay with their parent", () => {
  const sort = { column: "difference", isDescending: true };
  expect(indented(comparisonRows(compared, { ...view, sort }).nodes)).toEqual([
    "GET",
    "  query",
    "    lock",
    "    row",
    "  mail",
    "  login",
    "  render",
  ]);
});

test("a path is in one trace or in both", () => {
  expect([sideOf(compared, nodeOf("render")), sideOf(compared, nodeOf("mail")), sideOf(compared, nodeOf("GET"))]).toEqual([
    "a",
    "b",
    "both",
  ]);
});

test("differences are B less A, and changes are multiples of A", () => {
  expect([differenceOf(compared, nodeOf("query")), ratioOf(compared, nodeOf("query"))]).toEqual([3 * perMs, 2.5]);
  expect([differenceOf(compared, nodeOf("render")), ratioOf(compared, nodeOf("render"))]).toEqual([-2 * perMs, 0]);
  expect(ratioOf(compared, nodeOf("mail"))).toBe(Number.POSITIVE_INFINITY);
});

test("no recursion: fifty thousand calls one below another", () => {
  const count = 50_000;
  const chain = {
    ...compared,
    nodes: count,
    parent: Int32Array.from({ length: count }, (_, node) => node - 1),
    depth: Uint32Array.from({ length: count }, (_, node) => node),
    size: Uint32Array.from({ length: count }, (_, node) => count - 1 - node),
  };
  const { nodes } = comparisonRows(chain, { ...view, collapsed: new Uint8Array(count) });
  expect([nodes.length, nodes[0], nodes.at(-1)]).toEqual([count, 0, count - 1]);
});
