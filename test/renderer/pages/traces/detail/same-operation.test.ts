import { expect, test } from "vitest";
import { comparedWithSame } from "../../../../../renderer/pages/traces/detail/same-operation";
import { traceOf } from "./traces";

const selects = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ start: 0, duration: (index + 1) * 1e6, operation: 1 }));

test("a span is compared with those of its service and operation", () => {
  const others = selects(100).map((span) => ({ ...span, service: 1, duration: 1e12 }));
  const trace = traceOf([...selects(100), ...others, { start: 0, duration: 1 }]);
  expect(comparedWithSame(trace, 98)).toEqual({ count: 100, fasterShare: 0.98, p50Ns: 50e6 });
});

test("those that take just as long are not faster", () => {
  const trace = traceOf(Array.from({ length: 30 }, () => ({ start: 0, duration: 5 })));
  expect(comparedWithSame(trace, 7)).toEqual({ count: 30, fasterShare: 0, p50Ns: 5 });
});

test("fewer than twenty say nothing", () => {
  expect(comparedWithSame(traceOf(selects(19)), 3)).toBeUndefined();
  expect(comparedWithSame(traceOf(selects(20)), 3)).toBeDefined();
});
