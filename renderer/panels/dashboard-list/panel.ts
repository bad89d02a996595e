import { LayoutList } from "lucide-react";
import { lazy } from "react";
import { dashboardListOptionsSchema } from "#shared/dashboards/options/dashboard-list";
import type { PanelType } from "../panel";

export const dashboardListPanel: PanelType = {
  id: "dashlist",
  title: "Dashboard list",
  about: "Ways to other dashboards: starred, recent, by tag or folder.",
  icon: LayoutList,
  needs: "dashboards",
  options: dashboardListOptionsSchema,
  standard: [],
  optionControls: [
    { kind: "switch", path: "showStarred", label: "Starred", group: "Which" },
    { kind: "switch", path: "showRecentlyViewed", label: "Opened lately", group: "Which" },
    { kind: "switch", path: "showSearch", label: "Found by the words below", group: "Which" },
    { kind: "text", path: "query", label: "Words", group: "Which", isShown: ({ showSearch }) => showSearch === true },
    { kind: "words", path: "tags", label: "Tags", group: "Which", isShown: ({ showSearch }) => showSearch === true },
    { kind: "text", path: "folder", label: "Folder", group: "Which", isShown: ({ showSearch }) => showSearch === true },
    { kind: "switch", path: "showHeadings", label: "Headings", group: "List" },
    { kind: "number", path: "maxItems", label: "At most", group: "List", min: 1, max: 1000, step: 1, unit: "each" },
    { kind: "switch", path: "includeVars", label: "Take the variables along", group: "Links" },
    { kind: "switch", path: "keepTime", label: "Take the time range along", group: "Links" },
  ],
  fieldControls: [],
  View: lazy(() => import("./View").then(({ DashboardListView }) => ({ default: DashboardListView }))),
};
