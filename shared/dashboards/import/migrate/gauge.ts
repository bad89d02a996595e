// Gauges, stats and bar gauges of their first year: the settings of fields lay in the panel's options.
import { defined, isEmpty, isRecord, type Json, listOf, numberOf, recordOf, textOf } from "../lenient";
import { calcOf, withFieldConfig } from "./merge";

export function migrateGauge(panel: Json): Json {
  const options = recordOf(panel.options);
  if (isRecord(options.fieldOptions)) return fromFieldOptions(panel, options, options.fieldOptions);
  if (isRecord(options.valueOptions) || Array.isArray(options.valueMappings)) return fromValueOptions(panel, options);
  return panel;
}

/** Of 2019 and 2020. */
function fromFieldOptions(panel: Json, { fieldOptions: _, ...options }: Json, given: Json): Json {
  const own = recordOf(recordOf(panel.fieldConfig).defaults);
  const { override, mappings, thresholds, defaults } = given;
  const before = { ...recordOf(override), ...recordOf(defaults), ...defined({ mappings, thresholds }) };
  const moved = isEmpty(own) ? withFieldConfig(panel, { defaults: before, overrides: listOf(given.overrides) as Json[] }) : panel;
  const reduceOptions = { values: given.values === true, calcs: listOf(given.calcs).map(textOf), fields: "" };
  return { ...moved, options: { reduceOptions, ...options } };
}

/** Of the first gauge, in 2018. */
function fromValueOptions(panel: Json, options: Json): Json {
  const { valueOptions, valueMappings, minValue, maxValue, thresholds, ...others } = options;
  const value = recordOf(valueOptions);
  const stat = textOf(value.stat);
  const steps = listOf(thresholds)
    .map(recordOf)
    .sort((a, b) => (numberOf(a.index) ?? 0) - (numberOf(b.index) ?? 0));
  const migrated = withFieldConfig(panel, {
    defaults: defined({
      unit: textOf(value.unit) || undefined,
      decimals: numberOf(value.decimals),
      min: numberOf(minValue),
      max: numberOf(maxValue),
      mappings: valueMappings,
      thresholds: steps.length > 0 ? steps : undefined,
    }),
  });
  return {
    ...migrated,
    options: { ...others, reduceOptions: { values: false, calcs: [calcOf(stat) ?? (stat || "lastNotNull")], fields: "" } },
  };
}
