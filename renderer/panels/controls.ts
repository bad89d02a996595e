// The controls that several kinds of panel have in common (options/common.ts has their options).
import type { Control } from "./panel";

type Choice = { value: string; label: string };

/** How frames become figures: of a stat, a gauge, a bar gauge, a pie. */
export const reduceControls: readonly Control[] = [
  {
    kind: "choice",
    path: "reduceOptions.values",
    label: "Show",
    group: "Values",
    choices: [
      { value: false, label: "One value of each series" },
      { value: true, label: "All rows" },
    ],
  },
  {
    kind: "calcs",
    isMulti: false,
    path: "reduceOptions.calcs",
    label: "Which value",
    group: "Values",
    about: "What becomes of the points of a series.",
    isShown: ({ reduceOptions }) => !readsRows(reduceOptions),
  },
  {
    kind: "number",
    path: "reduceOptions.limit",
    label: "At most",
    group: "Values",
    min: 1,
    step: 1,
    unit: "rows",
    placeholder: "25",
    isShown: ({ reduceOptions }) => readsRows(reduceOptions),
  },
  {
    kind: "field",
    path: "reduceOptions.fields",
    label: "Fields",
    group: "Values",
    about: "All numeric fields unless one is named.",
  },
];

const readsRows = (options: unknown): boolean =>
  typeof options === "object" && options !== null && (options as Record<string, unknown>).values === true;

export const orientationControl = (group: string): Control => ({
  kind: "choice",
  path: "orientation",
  label: "Orientation",
  group,
  choices: [
    { value: "auto", label: "Auto" },
    { value: "horizontal", label: "Horizontal" },
    { value: "vertical", label: "Vertical" },
  ],
});

const isLegendShown = ({ legend }: Readonly<Record<string, unknown>>): boolean =>
  !(typeof legend === "object" && legend !== null && (legend as Record<string, unknown>).showLegend === false);

/** Which values a legend may write: reducers for a chart over time, something else for a pie. */
export function legendControls(values?: readonly Choice[]): readonly Control[] {
  const shown = { group: "Legend", isShown: isLegendShown } as const;
  return [
    { kind: "switch", path: "legend.showLegend", label: "Legend", group: "Legend" },
    {
      kind: "choice",
      path: "legend.displayMode",
      label: "As",
      ...shown,
      choices: [
        { value: "list", label: "List" },
        { value: "table", label: "Table" },
      ],
    },
    {
      kind: "choice",
      path: "legend.placement",
      label: "Place",
      ...shown,
      choices: [
        { value: "bottom", label: "Below" },
        { value: "right", label: "Right" },
      ],
    },
    { kind: "number", path: "legend.width", label: "Width", ...shown, min: 40, unit: "px", placeholder: "Auto" },
    values
      ? { kind: "choices", path: "legend.values", label: "Values", ...shown, choices: values }
      : { kind: "calcs", path: "legend.calcs", label: "Values", ...shown, isMulti: true },
  ];
}

export const tooltipControls: readonly Control[] = [
  {
    kind: "choice",
    path: "tooltip.mode",
    label: "Tooltip",
    group: "Tooltip",
    choices: [
      { value: "single", label: "Nearest" },
      { value: "multi", label: "All" },
      { value: "none", label: "None" },
    ],
  },
  {
    kind: "choice",
    path: "tooltip.sort",
    label: "Order",
    group: "Tooltip",
    choices: [
      { value: "none", label: "As drawn" },
      { value: "desc", label: "Largest first" },
      { value: "asc", label: "Smallest first" },
    ],
    isShown: ({ tooltip }) =>
      typeof tooltip === "object" && tooltip !== null && (tooltip as Record<string, unknown>).mode === "multi",
  },
];

/** Keeps a field out of the drawing, the legend or the tooltip. */
export const hideFromControls: readonly Control[] = [
  { kind: "switch", path: "hideFrom.viz", label: "Hide from the drawing", group: "Visibility" },
  { kind: "switch", path: "hideFrom.legend", label: "Hide from the legend", group: "Visibility" },
  { kind: "switch", path: "hideFrom.tooltip", label: "Hide from the tooltip", group: "Visibility" },
];
