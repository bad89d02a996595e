// The options of every kind of panel, by the id that dashboards name it with.
import type { z } from "zod";
import { alertListOptionsSchema } from "./alert-list";
import { barChartCustomSchema, barChartOptionsSchema } from "./bar-chart";
import { barGaugeOptionsSchema } from "./bar-gauge";
import { dashboardListOptionsSchema } from "./dashboard-list";
import { gaugeOptionsSchema } from "./gauge";
import { heatmapOptionsSchema } from "./heatmap";
import { histogramCustomSchema, histogramOptionsSchema } from "./histogram";
import { logsOptionsSchema } from "./logs";
import { pieChartCustomSchema, pieChartOptionsSchema } from "./pie-chart";
import { statOptionsSchema } from "./stat";
import { stateCustomSchema, stateTimelineOptionsSchema } from "./state-timeline";
import { statusHistoryOptionsSchema } from "./status-history";
import { tableCustomSchema, tableOptionsSchema } from "./table";
import { textOptionsSchema } from "./text";
import { timeseriesCustomSchema, timeseriesOptionsSchema } from "./timeseries";

interface PanelOptionSchemas {
  options: z.ZodObject;
  /** Of `fieldConfig.defaults.custom`, where the panel has such. */
  custom?: z.ZodObject;
}

export const panelOptionSchemas = {
  timeseries: { options: timeseriesOptionsSchema, custom: timeseriesCustomSchema },
  stat: { options: statOptionsSchema },
  gauge: { options: gaugeOptionsSchema },
  bargauge: { options: barGaugeOptionsSchema },
  table: { options: tableOptionsSchema, custom: tableCustomSchema },
  piechart: { options: pieChartOptionsSchema, custom: pieChartCustomSchema },
  barchart: { options: barChartOptionsSchema, custom: barChartCustomSchema },
  heatmap: { options: heatmapOptionsSchema },
  histogram: { options: histogramOptionsSchema, custom: histogramCustomSchema },
  "state-timeline": { options: stateTimelineOptionsSchema, custom: stateCustomSchema },
  "status-history": { options: statusHistoryOptionsSchema, custom: stateCustomSchema },
  text: { options: textOptionsSchema },
  logs: { options: logsOptionsSchema },
  alertlist: { options: alertListOptionsSchema },
  dashlist: { options: dashboardListOptionsSchema },
} as const satisfies Record<string, PanelOptionSchemas>;

export type PanelTypeId = keyof typeof panelOptionSchemas;

export const isPanelType = (type: string): type is PanelTypeId => Object.hasOwn(panelOptionSchemas, type);
