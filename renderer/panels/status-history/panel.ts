import { LayoutGrid } from "lucide-react";
import { lazy } from "react";
import { stateCustomSchema } from "#shared/dashboards/options/state-timeline";
import { statusHistoryOptionsSchema } from "#shared/dashboards/options/status-history";
import type { PanelType } from "../panel";
import { stateFieldControls, stateLegendControls, stateOptionControls } from "../states/controls";

export const statusHistoryPanel: PanelType = {
  id: "status-history",
  title: "Status history",
  about: "The state at each time that was asked, as a row of cells.",
  icon: LayoutGrid,
  options: statusHistoryOptionsSchema,
  custom: stateCustomSchema,
  standard: ["unit", "decimals", "min", "max", "displayName", "color", "thresholds", "mappings", "noValue"],
  optionControls: [
    ...stateOptionControls,
    { kind: "number", path: "colWidth", label: "Width of a cell", group: "States", min: 0.1, max: 1, step: 0.1 },
    ...stateLegendControls,
  ],
  fieldControls: stateFieldControls.filter(({ path }) => path !== "spanNulls"),
  View: lazy(() => import("./View").then(({ StatusHistoryView }) => ({ default: StatusHistoryView }))),
};
