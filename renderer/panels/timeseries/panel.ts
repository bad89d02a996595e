import { ChartLine } from "lucide-react";
import { lazy } from "react";
import { timeseriesCustomSchema, timeseriesOptionsSchema } from "#shared/dashboards/options/timeseries";
import { legendControls, tooltipControls } from "../controls";
import type { PanelType } from "../panel";
import { timeseriesControls } from "./controls";

export const timeseriesPanel: PanelType = {
  id: "timeseries",
  title: "Time series",
  about: "Lines, bars or points over time.",
  icon: ChartLine,
  options: timeseriesOptionsSchema,
  custom: timeseriesCustomSchema,
  standard: ["unit", "decimals", "min", "max", "displayName", "color", "thresholds", "mappings", "noValue", "links"],
  optionControls: [
    ...legendControls(),
    {
      kind: "text",
      path: "legend.sortBy",
      label: "Sorted by",
      group: "Legend",
      placeholder: "Max",
      about: "The head of a column of the table.",
      isShown: ({ legend }) => isTable(legend),
    },
    ...tooltipControls,
  ],
  fieldControls: timeseriesControls,
  View: lazy(() => import("./View").then(({ TimeseriesView }) => ({ default: TimeseriesView }))),
};

const isTable = (legend: unknown): boolean =>
  typeof legend === "object" && legend !== null && (legend as Record<string, unknown>).displayMode === "table";
