import { Table2 } from "lucide-react";
import { lazy } from "react";
import { tableCustomSchema, tableOptionsSchema } from "#shared/dashboards/options/table";
import type { Control, PanelType } from "../panel";

const cellType = (values: Readonly<Record<string, unknown>>): unknown =>
  typeof values.cellOptions === "object" && values.cellOptions !== null
    ? (values.cellOptions as Record<string, unknown>).type
    : undefined;

const isFooterShown = ({ footer }: Readonly<Record<string, unknown>>): boolean =>
  typeof footer === "object" && footer !== null && (footer as Record<string, unknown>).show === true;

const fieldControls: readonly Control[] = [
  {
    kind: "choice",
    path: "cellOptions.type",
    label: "Cells",
    group: "Column",
    choices: [
      { value: "auto", label: "Plain" },
      { value: "color-text", label: "Coloured text" },
      { value: "color-background", label: "Coloured background" },
      { value: "gauge", label: "Bar" },
      { value: "sparkline", label: "Line of the past" },
      { value: "pill", label: "Pills" },
      { value: "json-view", label: "JSON" },
      { value: "data-links", label: "Links" },
      { value: "markdown", label: "Markdown" },
      { value: "image", label: "Address of a picture" },
    ],
  },
  {
    kind: "choice",
    path: "cellOptions.mode",
    label: "Drawn",
    group: "Column",
    choices: [
      { value: "basic", label: "Plain" },
      { value: "gradient", label: "Gradient" },
      { value: "lcd", label: "Segments" },
    ],
    isShown: (values) => cellType(values) === "gauge" || cellType(values) === "color-background",
  },
  {
    kind: "choice",
    path: "cellOptions.valueDisplayMode",
    label: "Value beside the bar",
    group: "Column",
    choices: [
      { value: "color", label: "In its colour" },
      { value: "text", label: "As text" },
      { value: "hidden", label: "Hidden" },
    ],
    isShown: (values) => cellType(values) === "gauge",
  },
  {
    kind: "switch",
    path: "cellOptions.applyToRow",
    label: "Colour the whole row",
    group: "Column",
    isShown: (values) => cellType(values) === "color-background",
  },
  {
    kind: "choice",
    path: "align",
    label: "Alignment",
    group: "Column",
    choices: [
      { value: "auto", label: "Auto" },
      { value: "left", label: "Left" },
      { value: "center", label: "Centred" },
      { value: "right", label: "Right" },
    ],
  },
  { kind: "number", path: "width", label: "Width", group: "Column", min: 20, max: 4000, unit: "px", placeholder: "Auto" },
  { kind: "number", path: "minWidth", label: "At least", group: "Column", min: 20, max: 4000, unit: "px", placeholder: "90" },
  { kind: "switch", path: "cellOptions.wrapText", label: "Long texts in several lines", group: "Column" },
  { kind: "switch", path: "filterable", label: "Filter in the head", group: "Column" },
  { kind: "switch", path: "inspect", label: "Button that shows the whole value", group: "Column" },
  { kind: "switch", path: "hidden", label: "Hidden", group: "Column" },
];

export const tablePanel: PanelType = {
  id: "table",
  title: "Table",
  about: "Rows and columns: to sort, to filter, to copy.",
  icon: Table2,
  options: tableOptionsSchema,
  custom: tableCustomSchema,
  standard: ["unit", "decimals", "min", "max", "displayName", "color", "thresholds", "mappings", "noValue", "links"],
  optionControls: [
    { kind: "switch", path: "showHeader", label: "Head", group: "Table" },
    {
      kind: "choice",
      path: "cellHeight",
      label: "Height of the rows",
      group: "Table",
      choices: [
        { value: "sm", label: "Small" },
        { value: "md", label: "Medium" },
        { value: "lg", label: "Large" },
        { value: "auto", label: "Auto" },
      ],
    },
    {
      kind: "number",
      path: "frameIndex",
      label: "Answer shown first",
      group: "Table",
      about: "Of several answers, from 0.",
      min: 0,
      step: 1,
    },
    { kind: "switch", path: "footer.enablePagination", label: "Pages instead of scrolling", group: "Table" },
    { kind: "switch", path: "footer.show", label: "Footer", group: "Footer" },
    {
      kind: "calcs",
      isMulti: true,
      path: "footer.reducer",
      label: "Shows",
      group: "Footer",
      isShown: isFooterShown,
    },
    { kind: "switch", path: "footer.countRows", label: "Number of rows only", group: "Footer", isShown: isFooterShown },
    { kind: "field", path: "footer.fields", label: "Of the column", group: "Footer", isShown: isFooterShown },
  ],
  fieldControls,
  usualQuery: { mode: "instant", format: "table" },
  View: lazy(() => import("./View").then(({ TableView }) => ({ default: TableView }))),
};
