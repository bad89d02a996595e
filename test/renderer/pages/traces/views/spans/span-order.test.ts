import { expect, test } from "vitest";
import { startOf } from "#shared/traces/trace-times";
import { orderSpans } from "../../../../../../renderer/pages/traces/views/spans/span-order";
import { operationAt, traceOf } from "../../../../../shared/traces/build/drawn-trace";

const trace = traceOf(`
  GET shop server        |==========|
    Beta db client       |  ======  |
    alpha cache error    |   =      |
    alpha cache client   |    ===   |
    gamma db internal    |        = |`);

const named = (positions: Uint32Array) => Array.from(positions, (position) => operationAt(trace, position)).join(" ");
const all = Uint32Array.of(0, 1, 2, 3, 4);
const startAt = (position: number) => startOf(trace, position, true);

test.each([
  { column: "start", isDescending: false, expected: "GET Beta alpha alpha gamma" },
  { column: "start", isDescending: true, expected: "gamma alpha alpha Beta GET" },
  { column: "duration", isDescending: true, expected: "GET Beta alpha alpha gamma" },
  { column: "share", isDescending: false, expected: "alpha gamma alpha Beta GET" },
  { column: "operation", isDescending: false, expected: "alpha alpha Beta gamma GET" },
  { column: "service", isDescending: false, expected: "alpha alpha Beta gamma GET" },
  { column: "kind", isDescending: false, expected: "gamma GET Beta alpha alpha" },
  { column: "status", isDescending: false, expected: "alpha GET Beta alpha gamma" },
])("by $column, descending: $isDescending", ({ column, isDescending, expected }) => {
  expect(named(orderSpans(trace, all, { column, isDescending }, startAt))).toBe(expected);
});

test("by self time, the most first", () => {
  const order = orderSpans(trace, all, { column: "self", isDescending: true }, startAt);
  const selfs = Array.from(order, (position) => trace.self[position] ?? 0);
  expect(selfs).toEqual([...selfs].sort((a, b) => b - a));
});

test("those that compare equal stay in the order in which they are given, also downwards", () => {
  expect([...orderSpans(trace, Uint32Array.of(2, 3), { column: "operation", isDescending: true }, startAt)]).toEqual([2, 3]);
});

test("only the given spans are listed, and the list that was given stays as it was", () => {
  const given = Uint32Array.of(4, 1);
  expect([...orderSpans(trace, given, { column: "start", isDescending: false }, startAt)]).toEqual([1, 4]);
  expect([...given]).toEqual([4, 1]);
});

test("a span that began before the trace comes first", () => {
  const before = (position: number) => (position === 4 ? -5 : position);
  expect([...orderSpans(trace, all, { column: "start", isDescending: false }, before)]).toEqual([4, 0, 1, 2, 3]);
  expect([...orderSpans(trace, all, { column: "start", isDescending: true }, before)]).toEqual([3, 2, 1, 0, 4]);
});
