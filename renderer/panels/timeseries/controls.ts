// What the editor offers for the fields of a chart over time.
import { hideFromControls } from "../controls";
import type { Control } from "../panel";

type Values = Readonly<Record<string, unknown>>;

const isLine = ({ drawStyle = "line" }: Values): boolean => drawStyle === "line";
const isBars = ({ drawStyle }: Values): boolean => drawStyle === "bars";
const isPoints = ({ drawStyle }: Values): boolean => drawStyle === "points";
const own = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;

const drawing: readonly Control[] = [
  {
    kind: "choice",
    path: "drawStyle",
    label: "Draw",
    group: "Drawing",
    choices: [
      { value: "line", label: "Lines" },
      { value: "bars", label: "Bars" },
      { value: "points", label: "Points" },
    ],
  },
  {
    kind: "choice",
    path: "lineInterpolation",
    label: "Between points",
    group: "Drawing",
    isShown: isLine,
    choices: [
      { value: "linear", label: "Straight" },
      { value: "smooth", label: "Smooth" },
      { value: "stepBefore", label: "Step before" },
      { value: "stepAfter", label: "Step after" },
    ],
  },
  { kind: "number", path: "lineWidth", label: "Line width", group: "Drawing", min: 0, max: 10, step: 0.5, unit: "px" },
  { kind: "number", path: "fillOpacity", label: "Fill", group: "Drawing", min: 0, max: 100, step: 1, unit: "%" },
  {
    kind: "choice",
    path: "gradientMode",
    label: "Gradient",
    group: "Drawing",
    about: "By value: the line has the colour of its threshold, or of its place in the colour scheme.",
    choices: [
      { value: "none", label: "None" },
      { value: "opacity", label: "Fading" },
      { value: "hue", label: "Hue" },
      { value: "scheme", label: "By value" },
    ],
  },
  {
    kind: "choice",
    path: "lineStyle.fill",
    label: "Stroke",
    group: "Drawing",
    isShown: isLine,
    choices: [
      { value: "solid", label: "Solid" },
      { value: "dash", label: "Dashes" },
      { value: "dot", label: "Dots" },
    ],
  },
  {
    kind: "choice",
    path: "barAlignment",
    label: "Bars stand",
    group: "Drawing",
    isShown: isBars,
    choices: [
      { value: -1, label: "Before their time" },
      { value: 0, label: "Around it" },
      { value: 1, label: "After it" },
    ],
  },
  { kind: "number", path: "barWidthFactor", label: "Bar width", group: "Drawing", min: 0.1, max: 1, step: 0.1, isShown: isBars },
  {
    kind: "choice",
    path: "showPoints",
    label: "Points",
    group: "Drawing",
    isShown: isLine,
    choices: [
      { value: "auto", label: "Auto" },
      { value: "always", label: "Always" },
      { value: "never", label: "Never" },
    ],
  },
  {
    kind: "number",
    path: "pointSize",
    label: "Point size",
    group: "Drawing",
    min: 1,
    max: 40,
    unit: "px",
    isShown: (values) => isPoints(values) || values.showPoints === "always",
  },
  {
    kind: "choice",
    path: "spanNulls",
    label: "Gaps",
    group: "Drawing",
    about: "Where points are missing.",
    isShown: isLine,
    choices: [
      { value: false, label: "Are gaps" },
      { value: true, label: "Are bridged" },
      { value: 300_000, label: "Bridged up to 5 min" },
      { value: 3_600_000, label: "Bridged up to 1 h" },
    ],
  },
  {
    kind: "field",
    path: "fillBelowTo",
    label: "Fill down to",
    group: "Drawing",
    about: "Another series, instead of zero.",
    isShown: isLine,
  },
  {
    kind: "choice",
    path: "transform",
    label: "Values",
    group: "Drawing",
    choices: [
      { value: "", label: "As they are" },
      { value: "negative-Y", label: "Upside down" },
      { value: "constant", label: "The first one, all along" },
    ],
  },
];

const stacking: readonly Control[] = [
  {
    kind: "choice",
    path: "stacking.mode",
    label: "Stack",
    group: "Stacking",
    choices: [
      { value: "none", label: "No" },
      { value: "normal", label: "Yes" },
      { value: "percent", label: "100%" },
    ],
  },
  {
    kind: "text",
    path: "stacking.group",
    label: "Group",
    group: "Stacking",
    placeholder: "A",
    about: "Only series of one group stand on each other.",
    isShown: ({ stacking: value }) => own(value, "mode") !== undefined && own(value, "mode") !== "none",
  },
];

const axis: readonly Control[] = [
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
  { kind: "text", path: "axisLabel", label: "Label", group: "Axis" },
  { kind: "number", path: "axisWidth", label: "Width", group: "Axis", min: 20, max: 400, unit: "px", placeholder: "Auto" },
  { kind: "number", path: "axisSoftMin", label: "At least from", group: "Axis", placeholder: "Auto" },
  { kind: "number", path: "axisSoftMax", label: "At least up to", group: "Axis", placeholder: "Auto" },
  { kind: "switch", path: "axisCenteredZero", label: "Zero in the middle", group: "Axis" },
  { kind: "switch", path: "axisGridShow", label: "Grid lines", group: "Axis" },
  {
    kind: "choice",
    path: "scaleDistribution.type",
    label: "Scale",
    group: "Axis",
    choices: [
      { value: "linear", label: "Linear" },
      { value: "log", label: "Logarithmic" },
      { value: "symlog", label: "Logarithmic, with zero" },
    ],
  },
  {
    kind: "choice",
    path: "scaleDistribution.log",
    label: "Base",
    group: "Axis",
    choices: [
      { value: 2, label: "2" },
      { value: 10, label: "10" },
    ],
    isShown: ({ scaleDistribution }) => isLogarithmic(scaleDistribution),
  },
  {
    kind: "number",
    path: "scaleDistribution.linearThreshold",
    label: "Linear up to",
    group: "Axis",
    min: 0,
    placeholder: "1",
    isShown: ({ scaleDistribution }) => own(scaleDistribution, "type") === "symlog",
  },
];

const isLogarithmic = (value: unknown): boolean => own(value, "type") === "log" || own(value, "type") === "symlog";

const thresholds: readonly Control[] = [
  {
    kind: "choice",
    path: "thresholdsStyle.mode",
    label: "Shown as",
    group: "Thresholds",
    choices: [
      { value: "off", label: "Not shown" },
      { value: "line", label: "Lines" },
      { value: "dashed", label: "Dashed lines" },
      { value: "area", label: "Areas" },
      { value: "line+area", label: "Lines and areas" },
      { value: "dashed+area", label: "Dashed lines and areas" },
    ],
  },
];

export const timeseriesControls: readonly Control[] = [...drawing, ...stacking, ...axis, ...thresholds, ...hideFromControls];
