// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so variables of dashboards are written
import { expect, test } from "vitest";
import { mistakeIn } from "#shared/dashboards/import/query-check";
import { importPanel } from "../../../support/import-panel";

test.each([
  { name: "variables in quotes", expr: 'up{a=~"$a", b=~"[[b]]", c=~"${c:pipe}"}' },
  { name: "variables for durations", expr: "rate(x[$__rate_interval]) + max_over_time(y[[[range]]:$step]) offset ${shift}" },
  { name: "a group of a replacement", expr: 'label_replace(up, "a", "$1", "b", "(.*)\\"$x")' },
  { name: "a variable that may be anything", expr: "$aggregation(up) by (" },
  { name: "a name that begins with a variable", expr: "${prefix}_total{" },
  { name: "nothing", expr: " " },
])("a query with $name is not judged wrong", ({ expr }) => expect(mistakeIn(expr)).toBeUndefined());

test.each([
  { name: "a bracket that is missing", expr: 'rate(x{a="$a"}[5m]', expected: "unclosed left parenthesis" },
  { name: "a function of another language", expr: "topk_max(5, up)", expected: 'unknown function with name "topk_max"' },
  {
    name: "a rate without a range",
    expr: "rate(up)",
    expected: 'expected type range vector in call to function "rate", got instant vector',
  },
])("a query with $name is told, and costs the panel nothing", ({ expr, expected }) => {
  const { panel, said, isDrawn } = importPanel({ type: "timeseries", targets: [{ expr }] });
  expect(said).toEqual([`note .targets[0].expr: This query is not PromQL, and is kept as it is: ${expected}.`]);
  expect([panel.queries[0]?.expr, isDrawn]).toEqual([expr, true]);
});
