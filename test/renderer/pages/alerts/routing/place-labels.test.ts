import { expect, test } from "vitest";
import type { InboxAlert } from "#shared/model/alert";
import { asksForPlace, routedLabels } from "../../../../../renderer/pages/alerts/routing/place-labels";
import { newRoute } from "../../../../../renderer/pages/alerts/routing/tree/change-tree";

test("while it is routed, an alert says whose numbers it is about and who evaluates it", () => {
  const alert: InboxAlert = {
    id: "a",
    name: "DiskFull",
    source: "c1",
    origins: [{ kind: "prometheus", connection: "c1" }],
    labels: { alertname: "DiskFull" },
    annotations: {},
    state: "firing",
    activeAt: 0,
  };
  expect(routedLabels(alert, () => "prod")).toEqual({ alertname: "DiskFull", __source__: "prod", __origin__: "prometheus" });
});

test("a tree asks for that when any of its routes does", () => {
  const bySource = { ...newRoute, matchers: [{ name: "__source__", value: "prod", isRegex: false, isEqual: true }] };
  expect(asksForPlace({ route: { ...newRoute, routes: [{ ...newRoute, routes: [bySource] }] } })).toBe(true);
  expect(asksForPlace({ route: { ...newRoute, routes: [newRoute] } })).toBe(false);
});
