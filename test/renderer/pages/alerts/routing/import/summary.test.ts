import { expect, test } from "vitest";
import { summaryOf } from "../../../../../../renderer/pages/alerts/routing/import/summary";
import { newRoute } from "../../../../../../renderer/pages/alerts/routing/tree/change-tree";

test("an import is summed up in a line that leaves out what is not there", () => {
  const receivers = [{ name: "ops", kinds: ["webhook"] }];
  const config = { route: { ...newRoute, receiver: "ops", routes: [newRoute] }, timeIntervals: [], inhibitRules: [] };
  expect(summaryOf({ config, receivers, diagnostics: [], leftOut: [] })).toBe("2 routes, 1 receiver");
  expect(
    summaryOf({
      config: { ...config, timeIntervals: [{ name: "nights", parts: [] }] },
      receivers,
      diagnostics: [],
      leftOut: [],
    }),
  ).toBe("2 routes, 1 time interval, 1 receiver");
});
