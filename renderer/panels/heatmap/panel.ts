import { Grid3x3 } from "lucide-react";
import { lazy } from "react";
import { heatmapOptionsSchema } from "#shared/dashboards/options/heatmap";
import { heatmapSchemes } from "../../charts/colour-schemes";
import type { Control, PanelType } from "../panel";

type Values = Readonly<Record<string, unknown>>;

const own = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
const isByScheme = ({ color }: Values): boolean => own(color, "mode") !== "opacity";
const isCounted = ({ calculate }: Values): boolean => calculate === true;

const colour: readonly Control[] = [
  {
    kind: "choice",
    path: "color.mode",
    label: "Colours",
    group: "Colour",
    choices: [
      { value: "scheme", label: "A scheme" },
      { value: "opacity", label: "One, more or less of it" },
    ],
  },
  {
    kind: "choice",
    path: "color.scheme",
    label: "Scheme",
    group: "Colour",
    choices: heatmapSchemes.map((scheme) => ({ value: scheme, label: scheme })),
    isShown: isByScheme,
  },
  { kind: "color", path: "color.fill", label: "Colour", group: "Colour", isShown: (values) => !isByScheme(values) },
  { kind: "switch", path: "color.reverse", label: "The other way around", group: "Colour" },
  {
    kind: "choice",
    path: "color.scale",
    label: "From little to much",
    group: "Colour",
    choices: [
      { value: "exponential", label: "Exponential" },
      { value: "linear", label: "Linear" },
    ],
  },
  {
    kind: "number",
    path: "color.exponent",
    label: "Exponent",
    group: "Colour",
    min: 0.01,
    max: 10,
    step: 0.1,
    about: "Below one, small counts are told apart better.",
    isShown: ({ color }) => own(color, "scale") !== "linear",
  },
  { kind: "number", path: "color.steps", label: "Steps", group: "Colour", min: 2, max: 128 },
  { kind: "number", path: "color.min", label: "Begins at", group: "Colour", placeholder: "Auto" },
  { kind: "number", path: "color.max", label: "Ends at", group: "Colour", placeholder: "Auto" },
];

const counting: readonly Control[] = [
  {
    kind: "switch",
    path: "calculate",
    label: "Count here",
    group: "Buckets",
    about: "Sorts the points of plain lines into buckets. Off: the buckets are in the data.",
  },
  {
    kind: "text",
    path: "calculation.xBuckets.value",
    label: "Each column is",
    group: "Buckets",
    placeholder: "5m",
    isShown: isCounted,
  },
  {
    kind: "choice",
    path: "calculation.yBuckets.scale.type",
    label: "Rows grow",
    group: "Buckets",
    choices: [
      { value: "linear", label: "Evenly" },
      { value: "log", label: "By a factor" },
    ],
    isShown: isCounted,
  },
  {
    kind: "text",
    path: "calculation.yBuckets.value",
    label: "Each row is",
    group: "Buckets",
    placeholder: "Auto",
    isShown: isCounted,
  },
];

export const heatmapPanel: PanelType = {
  id: "heatmap",
  title: "Heatmap",
  about: "How many values fell into which bucket, over time.",
  icon: Grid3x3,
  options: heatmapOptionsSchema,
  standard: [],
  optionControls: [
    ...counting,
    { kind: "unit", path: "yAxis.unit", label: "Unit of the buckets", group: "Axis" },
    { kind: "number", path: "yAxis.decimals", label: "Decimals", group: "Axis", min: 0, max: 10, placeholder: "Auto" },
    { kind: "text", path: "yAxis.axisLabel", label: "Label", group: "Axis" },
    {
      kind: "choice",
      path: "yAxis.axisPlacement",
      label: "Place",
      group: "Axis",
      choices: [
        { value: "left", label: "Left" },
        { value: "right", label: "Right" },
        { value: "hidden", label: "Hidden" },
      ],
    },
    { kind: "switch", path: "yAxis.reverse", label: "Upside down", group: "Axis" },
    ...colour,
    { kind: "number", path: "cellGap", label: "Gap", group: "Cells", min: 0, max: 25, unit: "px" },
    { kind: "number", path: "filterValues.le", label: "Not drawn up to", group: "Cells" },
    { kind: "number", path: "filterValues.ge", label: "Not drawn from", group: "Cells" },
    { kind: "unit", path: "cellValues.unit", label: "Unit of the counts", group: "Cells" },
    { kind: "switch", path: "legend.show", label: "Legend", group: "Legend" },
    {
      kind: "choice",
      path: "tooltip.mode",
      label: "Tooltip",
      group: "Tooltip",
      choices: [
        { value: "single", label: "The cell" },
        { value: "multi", label: "Its column" },
        { value: "none", label: "None" },
      ],
    },
  ],
  fieldControls: [],
  usualQuery: { mode: "range", format: "heatmap" },
  View: lazy(() => import("./View").then(({ HeatmapView }) => ({ default: HeatmapView }))),
};
