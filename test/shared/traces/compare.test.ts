import { expect, test } from "vitest";
import { compareTraces, type TraceComparison } from "#shared/traces/compare";
import { perMs, traceOf } from "./build/drawn-trace";
import { readGenerated } from "./generated-table";

const lines = (comparison: TraceComparison): string[] =>
  Array.from({ length: comparison.nodes }, (_, node) => {
    const name = `${"  ".repeat(comparison.depth[node] as number)}${comparison.operations[comparison.operation[node] as number]}`;
    const counts = `${comparison.countA[node]} → ${comparison.countB[node]}`;
    const totals = `${(comparison.totalA[node] as number) / perMs} → ${(comparison.totalB[node] as number) / perMs} ms`;
    return `${name}: ${counts}, ${totals}, first ${comparison.firstA[node]} → ${comparison.firstB[node]}`;
  });

const before = traceOf(`
  GET shop       |==========|
    check auth   |==        |
    query db     |  ==      |
      row db     |  =       |
    query db     |    ==    |
    render shop  |       == |`);

const after = traceOf(`
  GET shop        |==============|
    cache redis   |=             |
    check auth    | ==           |
    query db      |   ====       |
    flags shop    |       =      |
      fetch web   |       =      |
    render shop   |         =====|`);

test("two traces are merged by call path; what is only in the second stands where it was called there", () => {
  const comparison = compareTraces(before, after);
  expect(lines(comparison)).toEqual([
    "GET: 1 → 1, 10 → 14 ms, first 0 → 0",
    "  cache: 0 → 1, 0 → 1 ms, first -1 → 1",
    "  check: 1 → 1, 2 → 2 ms, first 1 → 2",
    "  query: 2 → 1, 4 → 4 ms, first 2 → 3",
    "    row: 1 → 0, 1 → 0 ms, first 3 → -1",
    "  flags: 0 → 1, 0 → 1 ms, first -1 → 4",
    "    fetch: 0 → 1, 0 → 1 ms, first -1 → 5",
    "  render: 1 → 1, 2 → 5 ms, first 5 → 6",
  ]);
  expect([comparison.onlyA, comparison.onlyB, comparison.both]).toEqual([1, 3, 4]);
  expect([...comparison.size]).toEqual([7, 0, 0, 1, 0, 1, 0, 0]);
});

test("self times and errors are told for both sides", () => {
  const failing = traceOf(`
    GET shop error |==========|
      query db     |     ==   |`);
  const { selfA, selfB, errorsA, errorsB } = compareTraces(failing, before);
  expect([selfA[0], selfB[0]]).toEqual([8 * perMs, 2 * perMs]);
  expect([errorsA[0], errorsB[0]]).toEqual([1, 0]);
});

test("names decide, not their numbers: other services may come first in the other trace", () => {
  const one = traceOf(`
    GET shop     |====|
      query db   |=   |
      check auth |  = |`);
  const other = traceOf(`
    GET shop     |====|
      check auth |=   |
      query db   |  = |`);
  expect(compareTraces(one, other).both).toBe(3);
});

test("traces that have nothing in common stand one behind the other", () => {
  const one = traceOf("GET shop |====|");
  const other = traceOf("POST shop |====|");
  expect(lines(compareTraces(one, other))).toEqual(["POST: 0 → 1, 0 → 4 ms, first -1 → 0", "GET: 1 → 0, 4 → 0 ms, first 0 → -1"]);
});

test("a trace is the same as itself, and turned round the sides change places", () => {
  const { trace: a } = readGenerated({ seed: 1, spans: 2000 });
  const { trace: b } = readGenerated({ seed: 2, spans: 3000 });
  const same = compareTraces(a, a);
  expect([same.onlyA, same.onlyB]).toEqual([0, 0]);
  expect(same.totalA).toEqual(same.totalB);

  const there = compareTraces(a, b);
  const back = compareTraces(b, a);
  const sum = (column: Uint32Array): number => column.reduce((total, count) => total + count, 0);
  expect([there.onlyA, there.onlyB, there.both]).toEqual([back.onlyB, back.onlyA, back.both]);
  expect([sum(there.countA), sum(there.countB)]).toEqual([2000, 3000]);
});
