// One panel: its kind, options, fields and queries.

import type { PanelRepeat } from "../layout";
import { isPanelType, panelOptionSchemas } from "../options/index";
import type { Panel } from "../panel";
import { carry } from "./carry";
import { convertFieldConfig } from "./field-config";
import { flagOf, isRecord, type Json, listOf, numberOf, recordOf, textOf } from "./lenient";
import { libraryPanel } from "./library-panels";
import { convertLinks } from "./links";
import { migratePanel } from "./migrate/index";
import { convertTargets } from "./queries";
import type { Site } from "./site";
import type { Sources } from "./sources";
import { isTransformation } from "./transformation-kinds";
import { convertTransformations } from "./transformations";

/** Options that change nothing that is seen here: sizes that follow from the room there is, and switches of Grafana's own pages. */
const silentOptions = new Set(
  (
    "alertThreshold asTable axisBorderShow axisCenteredZero axisColorMode colorMode dataLinks detailsMode enableInfiniteScrolling " +
    "exemplars fontSize fullHighlight hideZeros isVisible legend maxHeight maxVizHeight maxWidth minVizHeight minVizWidth " +
    "orientation percentChangeColorMode percentSize pluginVersion showCommonLabels showControls showLogContextToggle " +
    "showColorScale showTypeIcons showValue sizing syntaxHighlighting text tooltip xTickLabelSpacing"
  ).split(" "),
);

export interface PanelContext {
  site: Site;
  sources: Sources;
  id: number;
  repeatUnit: "columns-24" | "columns-12";
  /** Whether queries that are no PromQL are told. */
  isChecked: boolean;
}

export interface ConvertedPanel {
  panel: Panel;
  repeat?: PanelRepeat;
  /** Of a kind that is drawn here. */
  isKnown: boolean;
  /** It shows the answers of that other panel, by its number. */
  borrowed?: { id: number; withTransformations: boolean };
}

export function convertPanel(given: Json, context: PanelContext): ConvertedPanel {
  const { site, sources } = context;
  const migrated = migratePanel(given, site);
  const type = textOf(migrated.type);
  const isKnown = isPanelType(type);
  const options = recordOf(migrated.options);
  const borrowed = borrowedOf(migrated);
  const dataSource = { site, sources, datasource: migrated.datasource, isLogs: type === "logs", isChecked: context.isChecked };
  const panel: Panel = {
    id: context.id,
    title: textOf(migrated.title) || textOf(recordOf(migrated.libraryPanel).name),
    description: textOf(migrated.description),
    isTransparent: flagOf(migrated.transparent),
    links: convertLinks(migrated.links, site, ".links"),
    type,
    options: isKnown
      ? carry(options, panelOptionSchemas[type].options, { site, inside: ".options", silent: silentOptions })
      : options,
    fieldConfig: convertFieldConfig(migrated.fieldConfig, { type, site }),
    queries: borrowed ? [] : convertTargets(migrated.targets, dataSource),
    transformations: convertTransformations(migrated.transformations, site, isTransformation),
    queryOptions: queryOptionsOf(migrated),
    ...(isKnown ? {} : { kept: given }),
  };
  if (!isKnown) tellUnknown(given, type, site);
  if (isRecord(given.alert)) {
    site.leftOut(".alert", "The alert of this panel is not taken over; write it as a rule.");
  }
  return { panel, isKnown, ...repeatOf(migrated, context), ...(borrowed ? { borrowed } : {}) };
}

function tellUnknown(given: Json, type: string, site: Site): void {
  const name = JSON.stringify((textOf(recordOf(given.libraryPanel).name) || type).slice(0, 80));
  if (type === libraryPanel) site.lost(".libraryPanel", `The library panel ${name} is not in the file.`);
  else site.lost(".type", `A panel of the kind ${name} cannot be drawn here; its data is shown as a table.`);
}

function queryOptionsOf(panel: Json): Panel["queryOptions"] {
  const points = numberOf(panel.maxDataPoints);
  const [interval, timeFrom, timeShift] = [panel.interval, panel.timeFrom, panel.timeShift].map((one) => textOf(one).trim());
  return {
    ...(points !== undefined && points >= 1 ? { maxDataPoints: Math.min(11_000, Math.round(points)) } : {}),
    ...(interval ? { minInterval: interval } : {}),
    ...(timeFrom ? { timeFrom } : {}),
    ...(timeShift ? { timeShift } : {}),
    ...(flagOf(panel.hideTimeOverride) ? { hideTimeOverride: true } : {}),
  };
}

function repeatOf(panel: Json, { repeatUnit }: PanelContext): { repeat?: PanelRepeat } {
  const variable = textOf(panel.repeat);
  if (variable === "") return {};
  const direction = panel.repeatDirection === "v" ? "v" : "h";
  const minSpan = numberOf(panel.minSpan);
  const columns = repeatUnit === "columns-12" ? 12 : 24;
  const maxPerRow = numberOf(panel.maxPerRow) ?? (minSpan === undefined ? undefined : columns / minSpan);
  const isUsable = maxPerRow !== undefined && maxPerRow >= 1;
  return { repeat: { variable, direction, ...(isUsable ? { maxPerRow: Math.min(24, Math.floor(maxPerRow)) } : {}) } };
}

function borrowedOf(panel: Json): ConvertedPanel["borrowed"] {
  const isShared = (datasource: unknown) =>
    textOf(datasource) === "-- Dashboard --" || recordOf(datasource).uid === "-- Dashboard --";
  for (const target of listOf(panel.targets)) {
    const { datasource, panelId, withTransforms } = recordOf(target);
    const id = numberOf(panelId);
    if (id !== undefined && isShared(datasource ?? panel.datasource)) return { id, withTransformations: flagOf(withTransforms) };
  }
  return undefined;
}
