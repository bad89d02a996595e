import { ChartColumn } from "lucide-react";
import { lazy } from "react";
import { barChartCustomSchema, barChartOptionsSchema } from "#shared/dashboards/options/bar-chart";
import { hideFromControls, legendControls, orientationControl, tooltipControls } from "../controls";
import type { PanelType } from "../panel";

export const barChartPanel: PanelType = {
  id: "barchart",
  title: "Bar chart",
  about: "Values by category, side by side or stacked.",
  icon: ChartColumn,
  options: barChartOptionsSchema,
  custom: barChartCustomSchema,
  standard: ["unit", "decimals", "min", "max", "displayName", "color", "thresholds", "mappings", "noValue", "links"],
  optionControls: [
    {
      kind: "field",
      path: "xField",
      label: "Categories",
      group: "Bars",
      about: "The first field of texts or times unless told.",
    },
    { kind: "field", path: "colorByField", label: "Colour by", group: "Bars" },
    orientationControl("Bars"),
    {
      kind: "choice",
      path: "stacking",
      label: "Stacked",
      group: "Bars",
      choices: [
        { value: "none", label: "No" },
        { value: "normal", label: "Yes" },
        { value: "percent", label: "To 100 %" },
      ],
    },
    {
      kind: "choice",
      path: "showValue",
      label: "Values on the bars",
      group: "Bars",
      choices: [
        { value: "auto", label: "Where they fit" },
        { value: "always", label: "Always" },
        { value: "never", label: "Never" },
      ],
    },
    { kind: "number", path: "groupWidth", label: "Width of a group", group: "Bars", min: 0, max: 1, step: 0.05 },
    { kind: "number", path: "barWidth", label: "Width of a bar", group: "Bars", min: 0, max: 1, step: 0.05 },
    { kind: "number", path: "barRadius", label: "Roundness", group: "Bars", min: 0, max: 0.5, step: 0.05 },
    {
      kind: "number",
      path: "xTickLabelRotation",
      label: "Turn the names",
      group: "Axis",
      min: -90,
      max: 90,
      step: 15,
      unit: "°",
    },
    {
      kind: "number",
      path: "xTickLabelMaxLength",
      label: "Names at most",
      group: "Axis",
      min: 1,
      unit: "characters",
      placeholder: "All",
    },
    ...legendControls(),
    ...tooltipControls,
  ],
  fieldControls: [
    { kind: "number", path: "fillOpacity", label: "Fill", group: "Bars", min: 0, max: 100, unit: "%" },
    { kind: "number", path: "lineWidth", label: "Outline", group: "Bars", min: 0, max: 10, unit: "px" },
    { kind: "text", path: "axisLabel", label: "Label", group: "Axis" },
    {
      kind: "choice",
      path: "axisPlacement",
      label: "Place",
      group: "Axis",
      choices: [
        { value: "auto", label: "Auto" },
        { value: "left", label: "Left" },
        { value: "right", label: "Right" },
        { value: "hidden", label: "Hidden" },
      ],
    },
    { kind: "number", path: "axisSoftMin", label: "Down to, at least", group: "Axis", placeholder: "Auto" },
    { kind: "number", path: "axisSoftMax", label: "Up to, at least", group: "Axis", placeholder: "Auto" },
    ...hideFromControls,
  ],
  usualQuery: { mode: "instant", format: "table" },
  View: lazy(() => import("./View").then(({ BarChartView }) => ({ default: BarChartView }))),
};
