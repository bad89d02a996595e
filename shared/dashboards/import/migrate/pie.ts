// The pie chart that was a plugin, and pies that guides write by hand.
import { defined, flagOf, isRecord, type Json, numberOf, recordOf, textOf } from "../lenient";
import type { Site } from "../site";
import { overridesOfColors } from "./graph-series";
import { calcOf, withFieldConfig } from "./merge";

export function migratePie(panel: Json, site: Site, given: string): Json {
  if (given !== "piechart") site.converted(".type", `${given === "pie" ? "`pie`" : "The old pie chart"} became a pie chart.`);
  const isOld = given === "grafana-piechart-panel" || (textOf(panel.pieType) !== "" && !isRecord(panel.options));
  if (!isOld) return panel;
  if ((numberOf(recordOf(panel.combine).threshold) ?? 0) > 0) {
    site.leftOut(".combine", "Small slices are not put together into one.");
  }
  const migrated = withFieldConfig(panel, {
    defaults: defined({ unit: textOf(panel.format) || undefined, decimals: numberOf(panel.decimals) }),
    overrides: overridesOfColors(panel.aliasColors),
  });
  const legend = recordOf(panel.legend);
  const isOnGraph = panel.legendType === "On graph";
  const values = [...(flagOf(legend.values) ? ["value"] : []), ...(flagOf(legend.percentage) ? ["percent"] : [])];
  return {
    ...migrated,
    options: {
      pieType: panel.pieType === "donut" ? "donut" : "pie",
      reduceOptions: { values: false, calcs: [calcOf(textOf(panel.valueName)) ?? "lastNotNull"], fields: "" },
      displayLabels: isOnGraph ? ["name"] : [],
      legend: {
        showLegend: !isOnGraph && legend.show !== false,
        displayMode: values.length > 0 ? "table" : "list",
        placement: panel.legendType === "Right side" ? "right" : "bottom",
        calcs: [],
        values,
      },
    },
  };
}
