import { expect, test } from "vitest";
import { metricNamesOf } from "#shared/promql/metric-names";
import { parsePromql } from "#shared/promql/parse";

test.each<{ expr: string; expected: string[] | "any" }>([
  { expr: "node_load1", expected: ["node_load1"] },
  { expr: '{__name__="node_load1"} > 1', expected: ["node_load1"] },
  { expr: "sum by (job) (rate(a_total[5m])) / on (job) b or vector(1)", expected: ["a_total", "b"] },
  { expr: "max_over_time(rate(a_total[1m])[1h:1m]) and absent(b)", expected: ["a_total", "b"] },
  { expr: "1 + 1", expected: [] },
  { expr: '{job="local"}', expected: "any" },
  { expr: '{__name__=~"node_.*"}', expected: "any" },
  { expr: '{__name__!="node_load1", job="local"}', expected: "any" },
  { expr: '{__name__="", job="local"}', expected: "any" },
  { expr: 'a + {job="local"}', expected: "any" },
])("$expr reads $expected", ({ expr, expected }) => {
  const names = metricNamesOf(parsePromql(expr).expr);
  expect(names === "any" ? names : [...names].sort()).toEqual(expected);
});
