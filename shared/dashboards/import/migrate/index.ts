// Panels of kinds that are no more, into the kinds that took their place, with the options that those have.
import { entryOf, isRecord, type Json, listOf, recordOf, textOf } from "../lenient";
import { libraryPanel } from "../library-panels";
import { panelTypeNames } from "../panel-types";
import type { Site } from "../site";
import { migrateGauge } from "./gauge";
import { migrateGraph } from "./graph";
import { migrateHeatmap } from "./heatmap";
import { migrateAlertList, migrateDashboardList } from "./lists";
import { migratePie } from "./pie";
import { migrateSinglestat } from "./singlestat";
import { migrateTable } from "./table";
import { migrateText } from "./text";
import { migrateDiscrete, migrateStatusMap } from "./third-party";

/** The panel as today's Grafana would write it. What is not old comes back as it is. */
export function migratePanel(panel: Json, site: Site): Json {
  return withLegend(migrateKind(panel, site));
}

function usualType(panel: Json): string {
  if (isRecord(panel.libraryPanel)) return libraryPanel;
  return listOf(panel.targets).length > 0 ? "timeseries" : "";
}

/** Before 2022 "hidden" was one of the ways to draw a legend; in its first year the tooltip had another name. */
function withLegend(panel: Json): Json {
  const options = recordOf(panel.options);
  const { tooltipOptions, ...others } = options;
  if (isRecord(tooltipOptions)) return withLegend({ ...panel, options: { tooltip: tooltipOptions, ...others } });
  const legend = recordOf(options.legend);
  if (legend.displayMode !== "hidden") return panel;
  return { ...panel, options: { ...options, legend: { ...legend, displayMode: "list", showLegend: false } } };
}

function migrateKind(panel: Json, site: Site): Json {
  const given = textOf(panel.type) || usualType(panel);
  const type = entryOf(panelTypeNames, given) ?? given;
  if (panel.type === undefined && type === "timeseries")
    site.note(".type", "It is not said which kind of panel this is; it is drawn as a time series.");
  const named = { ...panel, type };
  switch (given) {
    case "graph":
    case "graph-old":
      return migrateGraph(named, site, given);
    case "timeseries":
      return isLikeGraph(panel) ? migrateGraph(named, site, given) : named;
    case "singlestat":
    case "grafana-singlestat-panel":
      return migrateSinglestat(named, site);
    case "table":
    case "table-old":
      return migrateTable(named, site, given);
    case "grafana-piechart-panel":
    case "piechart":
    case "pie":
      return migratePie(named, site, given);
    case "heatmap":
    case "heatmap-new":
      return migrateHeatmap(named, site);
    case "stat":
    case "gauge":
    case "bargauge":
      return migrateGauge(named);
    case "text":
    case "text2":
      return migrateText(named);
    case "dashlist":
      return migrateDashboardList(named, site);
    case "alertlist":
      return migrateAlertList(named, site);
    case "flant-statusmap-panel":
      return migrateStatusMap(named, site);
    case "natel-discrete-panel":
      return migrateDiscrete(named, site);
    default:
      return named;
  }
}

/** A time series that was written by hand with the words of a graph. */
function isLikeGraph(panel: Json): boolean {
  const hasOwnWords = isRecord(panel.fieldConfig) || isRecord(panel.options);
  return !hasOwnWords && (Array.isArray(panel.yaxes) || Array.isArray(panel.seriesOverrides) || isRecord(panel.legend));
}
