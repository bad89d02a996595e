// Settings of fields that a migration makes, over those that the old panel already had.
import { entryOf, type Json, listOf, recordOf } from "../lenient";

export interface FieldSettings {
  defaults: Json;
  custom?: Json;
  overrides?: Json[];
}

export function withFieldConfig(panel: Json, made: FieldSettings): Json {
  const { defaults, overrides } = recordOf(panel.fieldConfig);
  const before = recordOf(defaults);
  const custom = { ...recordOf(before.custom), ...made.custom };
  const hasCustom = Object.keys(custom).length > 0;
  return {
    ...panel,
    fieldConfig: {
      defaults: { ...before, ...made.defaults, ...(hasCustom ? { custom } : {}) },
      overrides: [...listOf(overrides), ...(made.overrides ?? [])],
    },
  };
}

export const byName = (name: string, properties: { id: string; value: unknown }[]): Json => ({
  matcher: matcherOf(name),
  properties,
});

/** `/…/` is a regular expression, anything else a name. */
function matcherOf(name: string): Json {
  return name.length > 1 && name.startsWith("/") && /\/[gimsuy]*$/.test(name.slice(1))
    ? { id: "byRegexp", options: name }
    : { id: "byName", options: name };
}

/** The words for one value of a series, old and new. */
const calcs: Readonly<Record<string, string>> = {
  avg: "mean",
  current: "lastNotNull",
  total: "sum",
  min: "min",
  max: "max",
  first: "firstNotNull",
  delta: "delta",
  diff: "diff",
  range: "range",
  count: "count",
};

export const calcOf = (name: string): string | undefined => entryOf(calcs, name);

/** What the column of such a value is called today; sorting names it. */
const titles: Readonly<Record<string, string>> = { avg: "Mean", current: "Last *", total: "Total", min: "Min", max: "Max" };

export const columnTitle = (name: string): string | undefined => entryOf(titles, name);
