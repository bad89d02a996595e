import { expect, test } from "vitest";
import { factRows } from "../../../../../renderer/pages/traces/compare/trace-differences";
import { traceOf } from "../../../../shared/traces/build/drawn-trace";

const slow = traceOf(`
  GET shop             |==========|
    query db error     |  ====    |`);
const quick = traceOf(`
  GET shop             |=====     |
    query cache        |  =       |
    query cache        |   =      |`);

test("two traces as a whole, with what is better and worse in the second", () => {
  expect(factRows(slow, quick)).toEqual([
    { name: "Duration", a: "10.0\u00a0ms", b: "5.00\u00a0ms", difference: "−5.00\u00a0ms (−50.0%)", verdict: "better" },
    { name: "Spans", a: "2", b: "3", difference: "+1", verdict: "same" },
    { name: "Services", a: "2", b: "2", difference: "only in A: db; only in B: cache", verdict: "same" },
    { name: "Errors", a: "1", b: "0", difference: "−1", verdict: "better" },
  ]);
});

test("what is the same has no difference", () => {
  expect(factRows(slow, slow).map(({ difference, verdict }) => [difference, verdict])).toEqual(Array(4).fill(["", "same"]));
});
