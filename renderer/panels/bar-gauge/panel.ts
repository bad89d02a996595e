import { ChartBarDecreasing } from "lucide-react";
import { lazy } from "react";
import { barGaugeOptionsSchema } from "#shared/dashboards/options/bar-gauge";
import { orientationControl, reduceControls } from "../controls";
import type { PanelType } from "../panel";

export const barGaugePanel: PanelType = {
  id: "bargauge",
  title: "Bar gauge",
  about: "Several values side by side, each on its own scale.",
  icon: ChartBarDecreasing,
  options: barGaugeOptionsSchema,
  standard: ["unit", "decimals", "min", "max", "displayName", "color", "thresholds", "mappings", "noValue", "links"],
  optionControls: [
    ...reduceControls,
    orientationControl("Look"),
    {
      kind: "choice",
      path: "displayMode",
      label: "Bars",
      group: "Look",
      choices: [
        { value: "basic", label: "Plain" },
        { value: "gradient", label: "Gradient" },
        { value: "lcd", label: "Segments" },
      ],
    },
    {
      kind: "choice",
      path: "valueMode",
      label: "Value",
      group: "Look",
      choices: [
        { value: "color", label: "In its colour" },
        { value: "text", label: "As text" },
        { value: "hidden", label: "Hidden" },
      ],
    },
    {
      kind: "choice",
      path: "namePlacement",
      label: "Name",
      group: "Look",
      choices: [
        { value: "auto", label: "Auto" },
        { value: "top", label: "Above" },
        { value: "left", label: "Left" },
        { value: "hidden", label: "Hidden" },
      ],
    },
    { kind: "switch", path: "showUnfilled", label: "The rest of the bar", group: "Look" },
  ],
  fieldControls: [],
  View: lazy(() => import("./View").then(({ BarGaugeView }) => ({ default: BarGaugeView }))),
};
