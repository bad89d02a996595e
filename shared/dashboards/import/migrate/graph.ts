// The old graph: what drew time series until 2021. Its settings lay at the top of the panel.
import { defined, flagOf, isEmpty, isRecord, type Json, listOf, numberOf, recordOf, recordsOf, textOf } from "../lenient";
import type { Site } from "../site";
import { axesOf, axisSettings } from "./graph-axes";
import { overridesOfColors, overridesOfSeries } from "./graph-series";
import { drawing } from "./graph-style";
import { thresholdsOfGraph } from "./graph-thresholds";
import { calcOf, columnTitle, withFieldConfig } from "./merge";

/** `given`: what the file calls it. */
export function migrateGraph(panel: Json, site: Site, given: string): Json {
  const mode = textOf(recordOf(panel.xaxis).mode);
  if (mode === "series") return toBarChart(panel, site);
  if (mode === "histogram") return toHistogram(panel, site);
  if (given === "timeseries") site.converted(".type", "Settings in the words of the old graph became those of a time series.");
  else site.converted(".type", "The old graph became a time series.");
  const axes = axesOf(panel);
  const left = axisSettings(axes.left);
  const thresholds = thresholdsOfGraph(panel, site);
  tellLosses(panel, site);
  const migrated = withFieldConfig(panel, {
    defaults: { ...left.defaults, ...decimalsOf(panel), ...thresholds?.defaults, ...linksOf(panel) },
    custom: { ...left.custom, ...drawing(panel), ...thresholds?.custom },
    overrides: [...overridesOfColors(panel.aliasColors), ...overridesOfSeries(panel, axes.right, site)],
  });
  return { ...migrated, options: { legend: legendOf(panel), tooltip: tooltipOf(panel) } };
}

/** Of the numbers in the legend. */
function decimalsOf(panel: Json): Json {
  const decimals = numberOf(panel.decimals);
  return decimals === undefined ? {} : { decimals };
}

const linksOf = (panel: Json): Json => {
  const { dataLinks } = recordOf(panel.options);
  return Array.isArray(dataLinks) && dataLinks.length > 0 ? { links: dataLinks } : {};
};

/** Its columns always stood in this order. */
const legendColumns = ["min", "max", "avg", "current", "total"];
function legendOf(panel: Json): Json {
  const legend = recordOf(panel.legend);
  if (isEmpty(legend)) return { showLegend: true, displayMode: "list", placement: "bottom", calcs: [] };
  const shown = flagOf(legend.values) ? legendColumns.filter((name) => flagOf(legend[name])) : [];
  const sort = textOf(legend.sort);
  const width = numberOf(legend.sideWidth);
  return defined({
    showLegend: legend.show === undefined || flagOf(legend.show),
    displayMode: flagOf(legend.alignAsTable) ? "table" : "list",
    placement: flagOf(legend.rightSide) ? "right" : "bottom",
    calcs: shown.flatMap((name) => calcOf(name) ?? []),
    sortBy: shown.includes(sort) ? columnTitle(sort) : undefined,
    sortDesc: sort !== "" && shown.includes(sort) ? flagOf(legend.sortDesc) : undefined,
    width: flagOf(legend.rightSide) && width !== undefined && width > 0 ? width : undefined,
  });
}

function tooltipOf(panel: Json): Json {
  const tooltip = recordOf(panel.tooltip);
  const sort = ["none", "asc", "desc"][numberOf(tooltip.sort) ?? 0] ?? "none";
  return { mode: tooltip.shared === undefined || flagOf(tooltip.shared) ? "multi" : "single", sort };
}

function tellLosses(panel: Json, site: Site): void {
  const legend = recordOf(panel.legend);
  const isStacked = flagOf(panel.stack);
  if (panel.nullPointMode === "null as zero" && !isStacked) {
    site.leftOut(".nullPointMode", "Where values are missing a gap is drawn, and not a zero.");
  }
  if (flagOf(legend.hideEmpty) || flagOf(legend.hideZero)) {
    const name = flagOf(legend.hideEmpty) ? "hideEmpty" : "hideZero";
    site.leftOut(`.legend.${name}`, "Series without values stay in the legend.");
  }
  if (recordsOf(panel.timeRegions).length > 0) site.leftOut(".timeRegions", "Recurring stretches of time are not marked here.");
  if (flagOf(recordOf(panel.yaxis).align)) site.leftOut(".yaxis.align", "The two axes are not aligned at a value.");
}

/** One bar for each series: the value that it comes to over the range. */
function toBarChart(panel: Json, site: Site): Json {
  site.converted(".xaxis.mode", "The old graph with one bar for each series became a bar chart.");
  const wanted = listOf(recordOf(panel.xaxis).values).map(textOf)[0] ?? "total";
  const left = axisSettings(axesOf(panel).left);
  const migrated = withFieldConfig(panel, {
    defaults: { ...left.defaults, ...decimalsOf(panel) },
    custom: { ...left.custom, fillOpacity: 80 },
  });
  return {
    ...migrated,
    type: "barchart",
    transformations: [
      ...listOf(panel.transformations),
      { id: "reduce", options: { mode: "seriesToRows", reducers: [calcOf(wanted) ?? "sum"] } },
    ],
    options: { legend: { ...legendOf(panel), showLegend: false }, tooltip: tooltipOf(panel) },
  };
}

function toHistogram(panel: Json, site: Site): Json {
  site.converted(".xaxis.mode", "The old graph with values in buckets became a histogram.");
  const count = numberOf(recordOf(panel.xaxis).buckets);
  // The axis of an old histogram was that of the counts; the values had the same unit.
  const left = axisSettings(axesOf(panel).left);
  const migrated = withFieldConfig(panel, { defaults: isRecord(left.defaults) ? left.defaults : {} });
  const bucketCount = count === undefined || count < 1 ? {} : { bucketCount: Math.round(count) };
  return {
    ...migrated,
    type: "histogram",
    options: { ...bucketCount, combine: true, legend: legendOf(panel), tooltip: tooltipOf(panel) },
  };
}
