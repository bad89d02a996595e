import { Rows3 } from "lucide-react";
import { lazy } from "react";
import { stateCustomSchema, stateTimelineOptionsSchema } from "#shared/dashboards/options/state-timeline";
import type { PanelType } from "../panel";
import { stateFieldControls, stateLegendControls, stateOptionControls } from "../states/controls";

export const stateTimelinePanel: PanelType = {
  id: "state-timeline",
  title: "State timeline",
  about: "How long each state held: up and down, phases, versions.",
  icon: Rows3,
  options: stateTimelineOptionsSchema,
  custom: stateCustomSchema,
  standard: ["unit", "decimals", "min", "max", "displayName", "color", "thresholds", "mappings", "noValue"],
  optionControls: [
    { kind: "switch", path: "mergeValues", label: "Equal neighbours are one", group: "States" },
    ...stateOptionControls,
    {
      kind: "choice",
      path: "alignValue",
      label: "Values stand",
      group: "States",
      choices: [
        { value: "left", label: "Left" },
        { value: "center", label: "In the middle" },
        { value: "right", label: "Right" },
      ],
    },
    ...stateLegendControls,
  ],
  fieldControls: stateFieldControls,
  View: lazy(() => import("./View").then(({ StateTimelineView }) => ({ default: StateTimelineView }))),
};
