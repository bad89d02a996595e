import { expect, test } from "vitest";
import { offsetIn } from "../../../../renderer/pages/metrics/remark-place";

const expr = 'sum(\n  a{b="grüße 🎉"} + rate(x[5m])\n)';

test.each([
  { name: "of the first line", remark: "PromQL warning: quantile value should be between 0 and 1, got 7 (1:5)", offset: 4 },
  {
    name: "behind letters of several bytes",
    remark: 'PromQL info: metric might not be a counter: "x" (2:30)',
    offset: expr.indexOf("x["),
  },
  { name: "that has none", remark: "results truncated due to limit", offset: undefined },
  { name: "that only speaks of one", remark: "at (1:2) and so on", offset: undefined },
  { name: "beyond the query", remark: "server says (7:1)", offset: expr.length },
])("the place of a remark $name", ({ remark, offset }) => expect(offsetIn(expr, remark)).toBe(offset));
