import { Gauge } from "lucide-react";
import { lazy } from "react";
import { gaugeOptionsSchema } from "#shared/dashboards/options/gauge";
import { orientationControl, reduceControls } from "../controls";
import type { PanelType } from "../panel";

export const gaugePanel: PanelType = {
  id: "gauge",
  title: "Gauge",
  about: "Where a value stands between its least and its most.",
  icon: Gauge,
  options: gaugeOptionsSchema,
  standard: ["unit", "decimals", "min", "max", "displayName", "color", "thresholds", "mappings", "noValue", "links"],
  optionControls: [
    ...reduceControls,
    orientationControl("Look"),
    { kind: "switch", path: "showThresholdMarkers", label: "Band of the thresholds", group: "Look" },
    { kind: "switch", path: "showThresholdLabels", label: "Values of the thresholds", group: "Look" },
  ],
  fieldControls: [],
  View: lazy(() => import("./View").then(({ GaugeView }) => ({ default: GaugeView }))),
};
