import { expect, test } from "vitest";
import { panelQuerySchema } from "#shared/dashboards/panel";
import type { PlannedQuery } from "#shared/dashboards/queries/plan";
import { AppError } from "#shared/model/failure";
import { areOfSameSources, askAll, hasAnswer } from "../../../../../renderer/pages/dashboards/run/answers";
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
const never = new AbortController().signal;

test("one query that fails takes nothing from the others", async () => {
  const pool = {
    async ask({ refId }: PlannedQuery) {
      if (refId === "B") throw new AppError({ kind: "timeout", say: "prod did not answer within 10 s.", retry: true });
      return points(1);
    },
    forget() {},
  };
  const answers = await askAll(
    planOf(query("A"), query("B"), query("C", { unsupported: "Query C is LogQL." })),
    pool,
    () => 5,
    never,
  );
  const failure = { kind: "timeout", say: "prod did not answer within 10 s.", retry: true };
  expect(answers).toMatchObject({
    at: 5,
    failure,
    outcomes: [{ query: { refId: "A" }, answer: { tookMs: 7 } }, { query: { refId: "B" }, failure }, { query: { refId: "C" } }],
  });
  expect(hasAnswer(answers)).toBe(true);
});

test.each([
  { name: "the same source, asked something else", of: ["prod"], now: ["prod"], expected: true },
  { name: "one more query of the same source", of: ["prod"], now: ["prod", "prod"], expected: true },
  { name: "two sources, the other way round", of: ["prod", "local"], now: ["local", "prod"], expected: true },
  { name: "another source", of: ["prod"], now: ["local"], expected: false },
])("what stood there may stay while the new answer is awaited, or not: $name", ({ of, now, expected }) => {
  const plan = (sources: string[]) => planOf(...sources.map((source) => query("A", { source })));
  expect(areOfSameSources(plan(of), plan(now))).toBe(expected);
});
