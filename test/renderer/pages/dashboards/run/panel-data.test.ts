import { expect, test } from "vitest";
import { panelQuerySchema } from "#shared/dashboards/panel";
import type { PlannedQuery } from "#shared/dashboards/queries/plan";
import type { Answers } from "../../../../../renderer/pages/dashboards/run/answers";
import { nothingAsked, panelDataOf } from "../../../../../renderer/pages/dashboards/run/panel-data";
import type { Answer } from "../../../../../renderer/pages/dashboards/run/query-pool";
import { scopeWith } from "../../../../support/dashboard-scope";

const scope = scopeWith({});
const query = (refId: string, more: Partial<PlannedQuery> = {}): PlannedQuery => ({
  ...{ refId, source: "local", expr: refId, kind: "range", startMs: 0, endMs: 1000, stepMs: 100, legendFormat: "" },
  query: panelQuerySchema.parse({ refId }),
  ...more,
});
const planOf = (...queries: PlannedQuery[]) => ({ queries, range: scope.range, scope });
const points = (count: number): Answer => ({
  series: [{ labels: {}, times: new Float64Array(count), values: new Float64Array(count) }],
  notices: [],
  tookMs: 7,
});
const answered = (count = 1): Answers => ({
  plan: planOf(query("A")),
  at: 5,
  outcomes: [{ query: query("A"), answer: points(count) }],
});
const failure = { kind: "timeout" as const, say: "Too late.", retry: true };
const { range } = scope;
const asked = { range, notices: [], isStale: false };

test.each([
  { name: "nothing has come yet", asked, expected: { state: "waiting" } },
  { name: "an answer has come", asked: { ...asked, answers: answered() }, expected: { state: "data", at: 5 } },
  {
    name: "nothing could be answered",
    asked: { ...asked, answers: { ...answered(), outcomes: [{ query: query("A"), failure }], failure } },
    expected: { state: "failed", failure },
  },
  {
    name: "the newest round failed, and an older answer is there",
    asked: { ...asked, answers: answered(), failure, isStale: true },
    expected: { state: "data", failure, isStale: true },
  },
  {
    name: "some of the queries failed",
    asked: { ...asked, answers: { ...answered(), failure } },
    expected: { state: "data", failure },
  },
  {
    name: "only queries that cannot be asked here",
    asked: { ...asked, answers: { ...answered(), outcomes: [{ query: query("A", { unsupported: "LogQL." }) }] } },
    expected: { state: "data" },
  },
  { name: "it has no query to ask", asked: nothingAsked(planOf()), expected: { state: "data", frames: [] } },
  {
    name: "the source is slow",
    asked: { ...asked, notices: ["Answers take 12 s."] },
    expected: { notices: ["Answers take 12 s."] },
  },
])("what a panel is told when $name", ({ asked, expected }) => {
  expect(panelDataOf(asked, undefined, [])).toMatchObject(expected);
});
