// biome-ignore-all lint/suspicious/noTemplateCurlyInString: dashboards name their variables so
import { expect, test } from "vitest";
import { type Panel, panelSchema } from "#shared/dashboards/panel";
import { planPanel } from "#shared/dashboards/queries/plan";
import { fillText } from "#shared/dashboards/variables/fill";
import type { Scope } from "#shared/dashboards/variables/scope";
import { chosen, scopeWith, several, single, variable } from "../../../support/dashboard-scope";

const s = 1000;
const m = 60 * s;
const h = 60 * m;
const to = Date.UTC(2026, 10, 21, 8, 0, 7);

const panelWith = (query: Record<string, unknown>, queryOptions: Record<string, unknown> = {}): Panel =>
  panelSchema.parse({ id: 1, type: "timeseries", queries: [{ refId: "A", expr: "up", ...query }], queryOptions });

const lasting = (ms: number, more: Partial<Scope> = {}) => scopeWith({}, { range: { from: to - ms, to }, ...more });

function plan(panel: Panel, { scope = lasting(6 * h), width = 800, scrapeMs = 15 * s } = {}) {
  return planPanel(panel, { scope, width, defaultSource: "c1", scrapeIntervalMs: () => scrapeMs });
}

test("a query over six hours on 800 px is asked every 30 s, on whole steps", () => {
  const { queries } = plan(panelWith({ expr: "rate(x[$__rate_interval])", legendFormat: "{{job}} $__interval" }));
  expect(queries).toEqual([
    {
      refId: "A",
      source: "c1",
      expr: "rate(x[1m])",
      kind: "range",
      startMs: Date.UTC(2026, 10, 21, 2, 0, 0),
      endMs: Date.UTC(2026, 10, 21, 8, 0, 0),
      stepMs: 30 * s,
      query: expect.objectContaining({ refId: "A" }),
      legendFormat: "{{job}} 30s",
    },
  ]);
});

test("an instant query is asked for the end of the range, and both means both", () => {
  const { queries } = plan(panelWith({ mode: "both" }));
  expect(queries.map(({ kind, startMs, endMs, stepMs }) => ({ kind, startMs, endMs, stepMs }))).toEqual([
    { kind: "range", startMs: Date.UTC(2026, 10, 21, 2), endMs: Date.UTC(2026, 10, 21, 8), stepMs: 30 * s },
    { kind: "instant", startMs: to - 6 * h, endMs: to, stepMs: 30 * s },
  ]);
});

test.each([
  { name: "as many points as the panel says", options: { maxDataPoints: 100 }, step: 5 * m, rate: 315 * s },
  { name: "the panel's least interval", options: { minInterval: ">1m" }, step: m, rate: 75 * s },
  { name: "the query's least step, of which rates take four", query: { minStep: "1m" }, step: m, rate: 4 * m },
  { name: "a least step below the interval", query: { minStep: "10s" }, step: 30 * s, rate: 40 * s },
  { name: "a least step that is a variable", query: { minStep: "$min" }, step: 2 * m, rate: 8 * m },
  { name: "$__interval as least step", query: { minStep: "$__interval" }, step: 30 * s, rate: m },
  { name: "$__rate_interval as least step", query: { minStep: "$__rate_interval" }, step: m, rate: m },
  { name: "${__rate_interval} as least step", query: { minStep: "${__rate_interval}" }, step: m, rate: m },
  { name: "a least step that cannot be read", query: { minStep: "soon" }, step: 30 * s, rate: m },
  { name: "an interval factor", query: { intervalFactor: 4 }, step: 2 * m, rate: 135 * s },
  { name: "a source with samples every second", scrapeMs: s, width: 20_000, step: 2 * s, rate: 4 * s },
  { name: "a panel without a width yet", width: 0, step: 20 * s, rate: m },
])("the step goes by $name", ({ query = {}, options = {}, step, rate, ...more }) => {
  const scope = lasting(6 * h, { variables: new Map([["min", single("2m")]]) });
  const { queries } = plan(panelWith({ expr: "x[${__rate_interval_ms}ms]", ...query }, options), { scope, ...more });
  expect([queries[0]?.stepMs, queries[0]?.expr]).toEqual([step, `x[${rate}ms]`]);
});

test("no query has more points than a source answers", () => {
  const year = lasting(365 * 24 * h);
  const { queries } = plan(panelWith({ expr: "x[$__interval]" }, { maxDataPoints: 11_000 }), { scope: year });
  expect([queries[0]?.stepMs, queries[0]?.expr]).toEqual([h, "x[1h]"]);
});

test("steps of a day begin with the day of the time zone", () => {
  const scope = lasting(30 * 24 * h, { timeZone: "Asia/Kolkata" });
  const { queries } = plan(panelWith({ minStep: "1d" }), { scope });
  expect(new Date(queries[0]?.endMs ?? 0).toISOString()).toBe("2026-11-20T18:30:00.000Z");
});

test("hidden and empty queries are left out", () => {
  expect(plan(panelWith({ hide: true })).queries).toEqual([]);
  expect(plan(panelWith({ expr: "  " })).queries).toEqual([]);
});

test("texts of the panel have its interval, also when it asks nothing", () => {
  expect(fillText("every $__interval", plan(panelWith({ expr: "" })).scope)).toBe("every 30s");
});

test.each([
  { name: "none", source: "", expected: "c1" },
  { name: "the default by its name", source: "default", expected: "c1" },
  { name: "a variable", source: "${ds}", expected: "c9" },
  { name: "a variable of which several are chosen", source: "$many", expected: "c7" },
  { name: "an id", source: "local", expected: "local" },
])("a query that names $name asks $expected", ({ source, expected }) => {
  const ds = { variable: variable({ kind: "datasource", name: "ds" }), chosen: { values: ["c9"], texts: ["Nine"] } };
  const scope = scopeWith({ ds, many: several(["c7", "c8"]) });
  expect(plan(panelWith({ source }), { scope }).queries[0]?.source).toBe(expected);
});

test.each([
  {
    query: { language: "logql" },
    say: "Query A is LogQL, and only PromQL can be asked so far; it is kept as it is.",
  },
  {
    query: { language: "testdata" },
    say: "Query A is for “testdata”, and only PromQL can be asked so far; it is kept as it is.",
  },
  {
    query: { source: "${DS_PROMETHEUS}" },
    say: "Query A asks the source “${DS_PROMETHEUS}”, which is not known here: choose another one in the query.",
  },
])("what cannot be asked says why: $say", ({ query, say }) => {
  expect(plan(panelWith(query)).queries[0]?.unsupported).toBe(say);
});

test("filters go into the queries of their source", () => {
  const filters = (source: string) => ({
    variable: variable({ kind: "adhoc", name: "f", source, filters: [{ key: "job", operator: "=", value: source || "any" }] }),
    chosen: chosen(),
  });
  const scope = scopeWith({ f: filters(""), g: filters("c2") });
  const panel = panelSchema.parse({
    id: 1,
    type: "table",
    queries: [
      { refId: "A", expr: "a" },
      { refId: "B", expr: 'b{x="y"}', source: "c2" },
      { refId: "C", expr: "{a=`b`}", language: "logql" },
    ],
  });
  expect(plan(panel, { scope }).queries.map(({ expr }) => expr)).toEqual(['a{job="any"}', 'b{x="y",job="c2"}', "{a=`b`}"]);
});

test("a panel's own range is that of its queries, and of its texts", () => {
  const { range, rangeNote, queries } = plan(panelWith({ expr: "x[$__range]" }, { timeFrom: "1h", timeShift: "1d" }));
  expect(range).toEqual({ from: to - 25 * h, to: to - 24 * h });
  expect([rangeNote, queries[0]?.expr]).toEqual(["Last 1 hour, 1d earlier", "x[3600s]"]);
});
