// What the editor offers for state timelines and status histories.
import { hideFromControls, legendControls, tooltipControls } from "../controls";
import type { Control } from "../panel";

export const stateOptionControls: readonly Control[] = [
  {
    kind: "choice",
    path: "showValue",
    label: "Values",
    group: "States",
    choices: [
      { value: "auto", label: "Where they fit" },
      { value: "always", label: "Always" },
      { value: "never", label: "Never" },
    ],
  },
  { kind: "number", path: "rowHeight", label: "Height of a row", group: "States", min: 0.1, max: 1, step: 0.1 },
  { kind: "number", path: "perPage", label: "Rows on a page", group: "States", min: 1, placeholder: "Auto" },
];

export const stateLegendControls: readonly Control[] = [
  ...legendControls().filter(({ path }) => path === "legend.showLegend" || path === "legend.placement"),
  ...tooltipControls.filter(({ path }) => path === "tooltip.mode"),
];

export const stateFieldControls: readonly Control[] = [
  { kind: "number", path: "fillOpacity", label: "Fill", group: "States", min: 0, max: 100, unit: "%" },
  { kind: "number", path: "lineWidth", label: "Border", group: "States", min: 0, max: 10, unit: "px" },
  {
    kind: "choice",
    path: "spanNulls",
    label: "Gaps",
    group: "States",
    choices: [
      { value: false, label: "Are gaps" },
      { value: true, label: "Have the state before them" },
    ],
  },
  ...hideFromControls.filter(({ path }) => path === "hideFrom.viz"),
];
