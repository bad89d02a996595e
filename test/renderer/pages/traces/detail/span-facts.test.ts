import { expect, test } from "vitest";
import { spanFacts } from "../../../../../renderer/pages/traces/detail/span-facts";
import { traceOf } from "./traces";

const trace = traceOf([
  { start: 0, duration: 10e9 },
  { start: 4.96e9, duration: 2.5e9, shift: -1e9, service: 1, operation: 1, isError: true },
]);

test("a span is told as it is drawn, and its moment by the clock of its own machine", () => {
  expect(spanFacts(trace, 1)).toEqual({
    service: "postgres",
    operation: "SELECT",
    startNs: 3.96e9,
    recordedStartNs: 4.96e9,
    shiftNs: -1e9,
    durationNs: 2.5e9,
    selfNs: 1.25e9,
    share: 0.25,
    isError: true,
    isUnfinished: false,
    fromNs: "1795259689178000123",
    toNs: "1795259691678000123",
  });
});

test("where clocks are not corrected, neither its start nor the trace is", () => {
  expect(spanFacts(trace, 1, false)).toMatchObject({ startNs: 4.96e9, shiftNs: 0, share: 0.125, fromNs: "1795259689178000123" });
});

test("of a trace that takes no time there are no shares", () => {
  expect(spanFacts(traceOf([{ start: 0, duration: 0 }], { durationNs: 0 }), 0).share).toBeUndefined();
});
