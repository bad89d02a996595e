// Plugins whose panels are drawn by one of today's: maps of states over time.
import { type Json, recordOf, recordsOf, textOf } from "../lenient";
import { mappingsOfMaps } from "../mappings";
import type { Site } from "../site";
import { withFieldConfig } from "./merge";

/** A value's state in each stretch of time; each state a colour. Other scales than states stay what they are. */
export function migrateStatusMap(panel: Json, site: Site): Json {
  const color = recordOf(panel.color);
  if (color.mode !== "discrete") return panel;
  site.converted(".type", "The status map became a status history.");
  const entries = recordsOf(color.thresholds).map(({ value: { value, tooltip, color: name } }) => {
    const text = textOf(tooltip);
    return [textOf(value), { ...(text === "" ? {} : { text }), color: textOf(name) || "text" }];
  });
  const mappings = [{ type: "value", options: Object.fromEntries(entries) }];
  return {
    ...withFieldConfig(panel, { defaults: { mappings } }),
    type: "status-history",
    options: { showValue: "never", legend: { showLegend: recordOf(panel.legend).show !== false } },
  };
}

/** Stretches of equal values. */
export function migrateDiscrete(panel: Json, site: Site): Json {
  site.converted(".type", "The discrete panel became a state timeline.");
  const colors = new Map(recordsOf(panel.colorMaps).map(({ value }) => [textOf(value.text), textOf(value.color)]));
  const mappings = [...mappingsOfMaps(panel.valueMaps, [], "1"), ...mappingsOfMaps([], panel.rangeMaps, "2")].map((mapping) =>
    mapping.type === "value"
      ? {
          ...mapping,
          options: Object.fromEntries(Object.entries(mapping.options).map(([value, one]) => [value, coloured(one, colors)])),
        }
      : mapping,
  );
  return {
    ...withFieldConfig(panel, { defaults: { mappings, ...(textOf(panel.units) === "" ? {} : { unit: textOf(panel.units) }) } }),
    type: "state-timeline",
    options: { mergeValues: true, showValue: panel.writeAllValues === true ? "always" : "auto" },
  };
}

function coloured<Result extends { text?: string | undefined }>(result: Result, colors: ReadonlyMap<string, string>): Result {
  const color = colors.get(result.text ?? "");
  return color === undefined || color === "" ? result : { ...result, color };
}
