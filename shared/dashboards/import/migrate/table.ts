// The old table: styles by the name of a column, and ways to make a table out of series.
import { isRecord, type Json, listOf, numberOf, recordOf, recordsOf, textOf } from "../lenient";
import type { Site } from "../site";
import { calcOf, columnTitle, withFieldConfig } from "./merge";
import { overrideOfStyle } from "./table-styles";

/** `given`: what the file calls it. */
export function migrateTable(panel: Json, site: Site, given: string): Json {
  if (given !== "table-old" && !isOld(panel)) return withCellModes(panel);
  site.converted(
    given === "table" && Array.isArray(panel.styles) ? ".styles" : ".type",
    "The old table became a table of today.",
  );
  // The first style that fitted won; of overrides the last one does.
  const overrides = recordsOf(panel.styles).flatMap(({ value, index }) => overrideOfStyle(value, site, `.styles[${index}]`));
  const migrated = withFieldConfig(panel, { defaults: {}, overrides: overrides.reverse() });
  return {
    ...migrated,
    transformations: [...listOf(panel.transformations), ...transformationsOf(panel, site)],
    options: { showHeader: panel.showHeader !== false, ...sortOf(panel), ...pagingOf(panel) },
  };
}

/** Tables of today keep their settings in `options` and `fieldConfig`; some files have leftovers of old ones beside these. */
function isOld(panel: Json): boolean {
  const hasOldWords = Array.isArray(panel.styles) || (Array.isArray(panel.columns) && typeof panel.transform === "string");
  const settings = recordOf(recordOf(panel.fieldConfig).defaults);
  const isNew = isRecord(panel.options) && ("showHeader" in panel.options || Object.keys(settings).length > 0);
  return hasOldWords && !isNew;
}

function sortOf(panel: Json): Json {
  const column = numberOf(recordOf(panel.sort).col);
  const name = column === undefined ? undefined : columnAt(panel, column);
  return name === undefined ? {} : { sortBy: [{ displayName: name, desc: recordOf(panel.sort).desc === true }] };
}

/** Old tables sorted by a column's number; its name is known where the panel itself lists the columns. */
function columnAt(panel: Json, index: number): string | undefined {
  if (panel.transform !== "timeseries_aggregations") return undefined;
  if (index === 0) return "Field";
  return columnTitle(textOf(recordsOf(panel.columns)[index - 1]?.value.value));
}

function pagingOf(panel: Json): Json {
  const pageSize = numberOf(panel.pageSize);
  return pageSize === undefined ? {} : { footer: { show: false, reducer: ["sum"], countRows: false, enablePagination: true } };
}

function transformationsOf(panel: Json, site: Site): Json[] {
  switch (panel.transform) {
    case "timeseries_to_rows":
      return [{ id: "seriesToRows", options: {} }];
    case "timeseries_to_columns":
      return [{ id: "joinByField", options: { byField: "Time", mode: "outer" } }];
    case "timeseries_aggregations": {
      const reducers = recordsOf(panel.columns).flatMap(({ value }) => calcOf(textOf(value.value)) ?? []);
      return [{ id: "reduce", options: { mode: "seriesToRows", reducers: reducers.length > 0 ? reducers : ["lastNotNull"] } }];
    }
    case "annotations":
      site.lost(".transform", "A table of annotations cannot be drawn here.");
      return [];
    default:
      // The answers of several queries stood in one table, their rows put together by equal labels.
      return listOf(panel.targets).length > 1 ? [{ id: "merge", options: {} }] : [];
  }
}

/** Before 2022 a cell's look was one word. */
function withCellModes(panel: Json): Json {
  const options = recordOf(panel.options);
  if (!("enablePagination" in options)) return panel;
  const { enablePagination, ...others } = options;
  return { ...panel, options: { ...others, footer: { ...recordOf(options.footer), enablePagination } } };
}
