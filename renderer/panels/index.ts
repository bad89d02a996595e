import type { PanelTypeId } from "#shared/dashboards/options/index";
import { alertListPanel } from "./alert-list/panel";
import { barChartPanel } from "./bar-chart/panel";
import { barGaugePanel } from "./bar-gauge/panel";
import { dashboardListPanel } from "./dashboard-list/panel";
import { gaugePanel } from "./gauge/panel";
import { heatmapPanel } from "./heatmap/panel";
import { histogramPanel } from "./histogram/panel";
import { logsPanel } from "./logs/panel";
import type { PanelType } from "./panel";
import { pieChartPanel } from "./pie-chart/panel";
import { statPanel } from "./stat/panel";
import { stateTimelinePanel } from "./state-timeline/panel";
import { statusHistoryPanel } from "./status-history/panel";
import { tablePanel } from "./table/panel";
import { textPanel } from "./text/panel";
import { timeseriesPanel } from "./timeseries/panel";

/** Every kind of panel, in the order of the picker. To add one: its options in shared/dashboards/options, its folder, and its line here. */
export const panelTypes: readonly PanelType[] = [
  timeseriesPanel,
  statPanel,
  gaugePanel,
  barGaugePanel,
  tablePanel,
  barChartPanel,
  pieChartPanel,
  heatmapPanel,
  histogramPanel,
  stateTimelinePanel,
  statusHistoryPanel,
  logsPanel,
  textPanel,
  alertListPanel,
  dashboardListPanel,
];

const byId: ReadonlyMap<string, PanelType> = new Map(panelTypes.map((type) => [type.id satisfies PanelTypeId, type]));

/** Undefined for a kind that is not ours: its data is shown as a table. */
export const panelTypeOf = (id: string): PanelType | undefined => byId.get(id);
