import { expect, test } from "vitest";
import { newDashboard } from "../../../../shared/dashboards/change/new-dashboard";
import { variableSchema } from "../../../../shared/dashboards/variable";
import { fillQuery } from "../../../../shared/dashboards/variables/fill";
import { writtenDiagnostics } from "../../../../shared/dashboards/variables/filled-places";
import type { Scope } from "../../../../shared/dashboards/variables/scope";
import { checkPromql } from "../../../../shared/promql/parse";

const { uid, title } = newDashboard("uid", "Title");
const job = variableSchema.parse({ kind: "custom", name: "job", multi: true, includeAll: true });
const scope: Scope = {
  variables: new Map([["job", { variable: job, chosen: { values: ["node-exporter", "a.b"], texts: ["node-exporter", "a.b"] } }]]),
  range: { from: 0, to: 3_600_000 },
  rawRange: { from: "now-1h", to: "now" },
  timeZone: "utc",
  dashboard: { uid, title },
  locals: new Map([
    ["__rate_interval", "4m"],
    ["__interval", "15s"],
  ]),
};

/** The stretch of the written query that each mistake is marked at. */
const marked = (expr: string) =>
  writtenDiagnostics(expr, scope, checkPromql(fillQuery(expr, scope))).map(({ place }) => expr.slice(place.from, place.to));

test.each([
  { name: "a mistake before all names", expr: 'rte(up{job=~"$job"}[5m])', expected: ["rte"] },
  { name: "a mistake behind them", expr: 'rate(up{job=~"$job"}[$__rate_interval]) + rte(up)', expected: ["rte"] },
  { name: "a mistake between them", expr: 'rate(up{job=~"$job"}) + rate(x[$__interval])', expected: ['up{job=~"$job"}'] },
  { name: "a right query", expr: 'rate(up{job=~"[[job]]"}[$__rate_interval])', expected: [] },
])("$name is marked where it was written", ({ expr, expected }) => expect(marked(expr)).toEqual(expected));

test("a mistake that a value makes is marked at the name", () => {
  expect(marked("rate(up[$job])")[0]).toContain("$job");
});

test("lines and columns are those of the written query", () => {
  const expr = 'sum(rate(up{job=~"$job"}[$__rate_interval]))\n  + rte(up)';
  expect(writtenDiagnostics(expr, scope, checkPromql(fillQuery(expr, scope)))[0]?.place).toMatchObject({ line: 2, column: 5 });
});
