// Dashboards for tests of the rooms that keep and read them.
import type { DashboardRow } from "#shared/contract/dashboards";
import { type Dashboard, dashboardKind, dashboardSchema, dashboardVersion } from "#shared/dashboards/dashboard";

/** A small one that is right, with one panel; `changes` over it. */
export function aDashboard(changes: Partial<Dashboard> = {}): Dashboard {
  return dashboardSchema.parse({
    kind: dashboardKind,
    version: dashboardVersion,
    uid: "cpu",
    title: "CPU",
    tags: ["host"],
    elements: { "panel-1": { id: 1, title: "Load", type: "timeseries", queries: [{ refId: "A", expr: "node_load1" }] } },
    layout: { kind: "grid", items: [{ element: "panel-1", x: 0, y: 0, width: 12, height: 8 }] },
    ...changes,
  });
}

/** As the list shows it. */
export const aDashboardRow = (changes: Partial<DashboardRow> = {}): DashboardRow => ({
  uid: "cpu",
  title: "CPU",
  description: "",
  tags: [],
  place: "own",
  folder: "",
  path: "/data/dashboards/CPU.json",
  panels: 1,
  isStarred: false,
  changedAt: 0,
  isReadOnly: false,
  hasDraft: false,
  ...changes,
});
