// The old singlestat: one figure, which could also be a gauge.
import { defined, flagOf, isRecord, type Json, numberOf, recordOf, recordsOf, textOf } from "../lenient";
import { mappingsOfMaps } from "../mappings";
import type { Site } from "../site";
import { thresholdsOfText } from "../thresholds";
import { calcOf, withFieldConfig } from "./merge";

export function migrateSinglestat(panel: Json, site: Site): Json {
  const gauge = recordOf(panel.gauge);
  const isGauge = flagOf(gauge.show);
  site.converted(".type", `The old singlestat became a ${isGauge ? "gauge" : "stat"}.`);
  const thresholds = thresholdsOfText(panel.thresholds, panel.colors);
  const mappings = mappingsOfMaps(panel.valueMaps, panel.rangeMaps, panel.mappingType);
  const nullText = textOf(panel.nullText);
  const migrated = withFieldConfig(panel, {
    defaults: defined({
      unit: unitOf(panel, site),
      decimals: numberOf(panel.decimals),
      thresholds,
      color: thresholds ? { mode: "thresholds" } : undefined,
      mappings: mappings.length > 0 ? mappings : undefined,
      noValue: nullText === "" ? noValueOf(panel) : nullText,
      min: isGauge ? numberOf(gauge.minValue) : undefined,
      max: isGauge ? numberOf(gauge.maxValue) : undefined,
    }),
  });
  const reduceOptions = reduceOf(panel, site);
  if (isGauge) {
    const options = {
      reduceOptions,
      showThresholdLabels: flagOf(gauge.thresholdLabels),
      showThresholdMarkers: gauge.thresholdMarkers === undefined || flagOf(gauge.thresholdMarkers),
    };
    return { ...migrated, type: "gauge", options };
  }
  const sparkline = recordOf(panel.sparkline);
  const colorMode = flagOf(panel.colorBackground) ? "background" : flagOf(panel.colorValue) ? "value" : "none";
  return {
    ...migrated,
    type: "stat",
    options: {
      reduceOptions,
      colorMode,
      graphMode: flagOf(sparkline.show) ? "area" : "none",
      textMode: panel.valueName === "name" ? "name" : "auto",
      justifyMode: "auto",
      orientation: "horizontal",
    },
  };
}

function reduceOf(panel: Json, site: Site): Json {
  const valueName = textOf(panel.valueName) || "avg";
  const calc = calcOf(valueName) ?? "lastNotNull";
  if (valueName === "last_time") site.leftOut(".valueName", "The time of the last value cannot be shown; its value is.");
  const column = textOf(panel.tableColumn);
  const isTable = recordsOf(panel.targets).some(({ value }) => value.format === "table");
  const fields = column !== "" && column !== "Value" && isTable ? `/^${column.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&")}$/` : "";
  return { values: false, calcs: [calc], fields };
}

/** Old panels wrote a text before and behind the number, whatever its unit was. */
function unitOf(panel: Json, site: Site): string | undefined {
  const unit = textOf(panel.format);
  const prefix = textOf(panel.prefix);
  const postfix = textOf(panel.postfix);
  const isPlain = unit === "" || unit === "none";
  if (isPlain && prefix === "" && postfix.trim() !== "") return `suffix:${postfix}`;
  if (isPlain && postfix === "" && prefix.trim() !== "") return `prefix:${prefix}`;
  if (prefix.trim() !== "")
    site.leftOut(".prefix", `The text before the number, ${JSON.stringify(prefix.slice(0, 60))}, is not shown.`);
  if (postfix.trim() !== "")
    site.leftOut(".postfix", `The text behind the number, ${JSON.stringify(postfix.slice(0, 60))}, is not shown.`);
  return unit === "" ? undefined : unit;
}

/** Every singlestat came with this mapping, and people changed its text. */
function noValueOf(panel: Json): string | undefined {
  for (const { value: map } of recordsOf(panel.valueMaps)) {
    if (isRecord(map) && map.value === "null") return textOf(map.text) || undefined;
  }
  return undefined;
}
