import { expect, test } from "vitest";
import { panelSchema } from "#shared/dashboards/panel";
import { panelFrames } from "#shared/dashboards/queries/panel-frames";
import { scopeWith } from "../../../support/dashboard-scope";

test("what a panel's transformations and overrides cannot do is told, in sentences", () => {
  const panel = panelSchema.parse({
    id: 1,
    type: "timeseries",
    transformations: [{ id: "dance" }],
    fieldConfig: { defaults: {}, overrides: [{ matcher: { id: "byRegexp", options: "/(/" }, properties: [] }] },
  });
  expect(panelFrames([], panel, scopeWith({})).problems).toEqual([
    expect.stringContaining("dance"),
    expect.stringMatching(/^Override 1 is left out\./),
  ]);
});
