// The names of panels, old and new, and what is drawn for each.
import type { PanelTypeId } from "../options/index";

/** What a name stands for here. Old names need their options carried over too: see migrate/. */
export const panelTypeNames: Readonly<Record<string, PanelTypeId | "row">> = {
  row: "row",
  timeseries: "timeseries",
  graph: "timeseries",
  "graph-old": "timeseries",
  stat: "stat",
  singlestat: "stat",
  "grafana-singlestat-panel": "stat",
  gauge: "gauge",
  bargauge: "bargauge",
  table: "table",
  "table-old": "table",
  piechart: "piechart",
  pie: "piechart",
  "grafana-piechart-panel": "piechart",
  barchart: "barchart",
  heatmap: "heatmap",
  "heatmap-new": "heatmap",
  histogram: "histogram",
  "state-timeline": "state-timeline",
  "status-history": "status-history",
  text: "text",
  text2: "text",
  logs: "logs",
  alertlist: "alertlist",
  dashlist: "dashlist",
};
