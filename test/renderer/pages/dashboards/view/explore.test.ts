import { expect, test } from "vitest";
import { panelQuerySchema } from "#shared/dashboards/panel";
import type { PlannedQuery } from "#shared/dashboards/queries/plan";
import { exploreAddress } from "../../../../../renderer/pages/dashboards/view/explore";
import { scopeWith } from "../../../../support/dashboard-scope";

const scope = scopeWith({});
const query: PlannedQuery = {
  ...{ refId: "A", source: "c1", expr: 'up{job="a&b"}', kind: "instant", startMs: 0, endMs: 1000, stepMs: 100, legendFormat: "" },
  query: panelQuerySchema.parse({ refId: "A" }),
};
const range = { from: 0, to: 1000 };

test("a panel leads to the Metrics page with its first query that can be asked", () => {
  const address = exploreAddress({ queries: [{ ...query, unsupported: "It is LogQL." }, query], range, scope });
  const [path, search] = address?.split("?") ?? [];
  expect([path, Object.fromEntries(new URLSearchParams(search))]).toEqual([
    "/metrics",
    {
      expr: 'up{job="a&b"}',
      source: "c1",
      from: "1970-01-01T00:00:00.000Z",
      to: "1970-01-01T00:00:01.000Z",
      view: "table",
    },
  ]);
  expect(exploreAddress({ queries: [], range, scope })).toBeUndefined();
});
