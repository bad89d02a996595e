// Dashboards and panels that come new.
import { type Dashboard, dashboardKind, dashboardSchema, dashboardVersion } from "../dashboard";
import { autoLegend } from "../data/names";
import { type Panel, panelSchema } from "../panel";

/** A name that has not been used: `random` gives letters and digits. */
export const newUid = (random: () => number): string =>
  Array.from({ length: 12 }, () => Math.floor(random() * 36).toString(36)).join("");

export const newDashboard = (uid: string, title: string): Dashboard =>
  dashboardSchema.parse({ kind: dashboardKind, version: dashboardVersion, uid, title });

/** The same dashboard as one of its own: nothing that names the old one names it. */
export const dashboardCopy = (dashboard: Dashboard, uid: string, title = `${dashboard.title} (copy)`): Dashboard => ({
  ...dashboard,
  uid,
  title,
  isEditable: true,
});

/** A panel to begin with: a chart of one query that is still to be written. */
export function newPanel(
  type: string,
  query?: { mode: "range" | "instant"; format: "time_series" | "table" | "heatmap" },
): Omit<Panel, "id"> {
  const { id: _, ...panel } = panelSchema.parse({
    id: 0,
    type,
    title: "New panel",
    queries: query ? [{ refId: "A", legendFormat: autoLegend, ...query }] : [],
  });
  return panel;
}
