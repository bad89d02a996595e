import { expect, test } from "vitest";
import { describeLimit, thresholdOf } from "../../../../../renderer/pages/alerts/board/threshold";

test.each([
  { expr: "node_load1 > 4", left: "node_load1", limit: "> 4" },
  { expr: "up == 0", left: "up", limit: "== 0" },
  { expr: "a != -1.5", left: "a", limit: "!= -1.5" },
  { expr: "a<=1e9", left: "a", limit: "<= 1000000000" },
  { expr: "a >= 0x1f", left: "a", limit: ">= 31" },
  { expr: "(sum(rate(a[5m])) / sum(b) < (0.9))", left: "sum(rate(a[5m])) / sum(b)", limit: "< 0.9" },
  { expr: "# too hot\nnvidia_gpu_temperature_celsius\n  > 85", left: "nvidia_gpu_temperature_celsius", limit: "> 85" },
  { expr: "time() - a > 5m", left: "time() - a", limit: "> 300" },
  { expr: "90 < a", left: "a", limit: "> 90" },
  { expr: "0 == up", left: "up", limit: "== 0" },
])("$expr compares $left with a number", ({ expr, left, limit }) => {
  const threshold = thresholdOf(expr);
  expect([threshold?.expr, threshold && describeLimit(threshold)]).toEqual([left, limit]);
});

test.each([
  { name: "no comparison", expr: "absent(up)" },
  { name: "a comparison of two series", expr: "a > b" },
  { name: "two conditions", expr: "a > 5 and b < 3" },
  { name: "a comparison that gives 0 or 1", expr: "a > bool 5" },
  { name: "such a comparison the other way round", expr: "5 < bool a" },
  { name: "a limit at infinity", expr: "a < +Inf" },
  { name: "a number that Prometheus reads as octal", expr: "a > 010" },
  { name: "half an expression", expr: "a >" },
  { name: "nothing", expr: "" },
])("$name has no line to draw", ({ expr }) => expect(thresholdOf(expr)).toBeUndefined());
