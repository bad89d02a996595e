import { ChartPie } from "lucide-react";
import { lazy } from "react";
import { pieChartCustomSchema, pieChartOptionsSchema } from "#shared/dashboards/options/pie-chart";
import { hideFromControls, legendControls, reduceControls, tooltipControls } from "../controls";
import type { PanelType } from "../panel";

export const pieChartPanel: PanelType = {
  id: "piechart",
  title: "Pie chart",
  about: "Parts of a whole, when they are few.",
  icon: ChartPie,
  options: pieChartOptionsSchema,
  custom: pieChartCustomSchema,
  standard: ["unit", "decimals", "displayName", "color", "mappings", "noValue", "links"],
  optionControls: [
    ...reduceControls,
    {
      kind: "choice",
      path: "pieType",
      label: "Shape",
      group: "Look",
      choices: [
        { value: "pie", label: "Pie" },
        { value: "donut", label: "Ring" },
      ],
    },
    {
      kind: "choice",
      path: "sort",
      label: "Order",
      group: "Look",
      choices: [
        { value: "desc", label: "Largest first" },
        { value: "asc", label: "Smallest first" },
        { value: "none", label: "As it comes" },
      ],
    },
    {
      kind: "choices",
      path: "displayLabels",
      label: "On the slices",
      group: "Look",
      choices: [
        { value: "name", label: "Name" },
        { value: "value", label: "Value" },
        { value: "percent", label: "Per cent" },
      ],
    },
    ...legendControls([
      { value: "value", label: "Value" },
      { value: "percent", label: "Per cent" },
    ]),
    ...tooltipControls,
  ],
  fieldControls: hideFromControls,
  View: lazy(() => import("./View").then(({ PieChartView }) => ({ default: PieChartView }))),
};
