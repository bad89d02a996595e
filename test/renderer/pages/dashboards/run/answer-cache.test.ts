import { expect, test } from "vitest";
import { panelQuerySchema } from "#shared/dashboards/panel";
import type { PlannedQuery } from "#shared/dashboards/queries/plan";
import { createAnswerCache } from "../../../../../renderer/pages/dashboards/run/answer-cache";
import type { Answers } from "../../../../../renderer/pages/dashboards/run/answers";
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

test("the answers of the last five dashboards are kept, and those used longest ago go first", () => {
  const cache = createAnswerCache();
  for (let number = 1; number <= 5; number++) cache.put(`d${number}`, "panel", answered());
  cache.put("d1", "other panel", answered());
  cache.put("d6", "panel", answered());
  expect(["d1", "d2", "d3", "d6"].map((uid) => cache.get(uid, "panel") !== undefined)).toEqual([true, false, true, true]);
});

test("of one dashboard a bounded number of answers is kept, and none that is huge", () => {
  const cache = createAnswerCache();
  for (let number = 1; number <= 61; number++) cache.put("d", `panel ${number}`, answered());
  expect([cache.get("d", "panel 1"), cache.get("d", "panel 2")].map((answers) => answers !== undefined)).toEqual([false, true]);
  cache.put("d", "panel 2", answered(400_001));
  expect(cache.get("d", "panel 2")).toBeUndefined();
});
