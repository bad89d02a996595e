import { ChartColumn } from "lucide-react";
import { lazy } from "react";
import { histogramCustomSchema, histogramOptionsSchema } from "#shared/dashboards/options/histogram";
import { legendControls, tooltipControls } from "../controls";
import type { PanelType } from "../panel";

export const histogramPanel: PanelType = {
  id: "histogram",
  title: "Histogram",
  about: "How often which values occur.",
  icon: ChartColumn,
  options: histogramOptionsSchema,
  custom: histogramCustomSchema,
  standard: ["unit", "decimals", "displayName", "color"],
  optionControls: [
    { kind: "number", path: "bucketSize", label: "Size of a bucket", group: "Buckets", min: 0, placeholder: "Auto" },
    {
      kind: "number",
      path: "bucketCount",
      label: "About so many",
      group: "Buckets",
      min: 1,
      max: 1000,
      step: 1,
      placeholder: "30",
    },
    { kind: "number", path: "bucketOffset", label: "First one begins at", group: "Buckets", placeholder: "0" },
    { kind: "switch", path: "combine", label: "All series in one", group: "Buckets" },
    ...legendControls().filter(({ path }) => path === "legend.showLegend" || path === "legend.placement"),
    ...tooltipControls.filter(({ path }) => path === "tooltip.mode"),
  ],
  fieldControls: [
    { kind: "number", path: "fillOpacity", label: "Fill", group: "Bars", min: 0, max: 100, unit: "%" },
    { kind: "number", path: "lineWidth", label: "Border", group: "Bars", min: 0, max: 10, unit: "px" },
    {
      kind: "choice",
      path: "stacking.mode",
      label: "Stack",
      group: "Bars",
      choices: [
        { value: "none", label: "No" },
        { value: "normal", label: "Yes" },
        { value: "percent", label: "100%" },
      ],
    },
  ],
  View: lazy(() => import("./View").then(({ HistogramView }) => ({ default: HistogramView }))),
};
