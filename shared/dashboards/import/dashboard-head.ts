// What a dashboard is beside its panels. The words are those of classic dashboards; others are brought to them first.
import { type Dashboard, dashboardKind, dashboardVersion, timeSettingsSchema } from "../dashboard";
import { convertAnnotations } from "./annotations";
import type { ConvertedDashboard } from "./classic";
import { flagOf, type Json, numberOf, recordOf, recordsOf, textOf, textsOf } from "./lenient";
import { convertDashboardLinks } from "./links";
import type { ImportedDashboard } from "./outcome";
import { nameOf, type PanelEntry } from "./panels";
import type { Site } from "./site";
import type { Sources } from "./sources";
import { convertVariables } from "./variables";

type Head = Omit<Dashboard, "uid" | "title" | "elements" | "layout">;

export function headOf(given: Json, site: Site, sources: Sources): Head {
  return {
    kind: dashboardKind,
    version: dashboardVersion,
    description: textOf(given.description),
    tags: textsOf(given.tags),
    isEditable: given.editable !== false,
    source: "",
    time: timeOf(given),
    cursorSync: cursorSyncOf(given),
    links: convertDashboardLinks(given.links),
    variables: convertVariables(recordOf(given.templating).list, ".templating.list", site, sources),
    annotations: convertAnnotations(recordOf(given.annotations).list, ".annotations.list", site, sources),
  };
}

export const elementsOf = (entries: readonly PanelEntry[]): Dashboard["elements"] =>
  Object.fromEntries(entries.map(({ converted: { panel } }) => [nameOf(panel), panel]));

export function finished(dashboard: Dashboard, site: Site, sources: Sources, entries: readonly PanelEntry[]): ConvertedDashboard {
  return {
    dashboard,
    report: [...site.lines, ...entries.flatMap((entry) => entry.site.lines)],
    sources: sources.placeholders(),
    panels: {
      total: entries.length,
      drawn: entries.filter((entry) => entry.converted.isKnown && entry.site.isWhole).length,
    },
  };
}

function timeOf(given: Json): Dashboard["time"] {
  const time = recordOf(given.time);
  const picker = recordOf(given.timepicker);
  const usual = timeSettingsSchema.parse({});
  const weekStart = textOf(given.weekStart);
  const from = textOf(time.from);
  const to = textOf(time.to);
  const timeZone = textOf(given.timezone);
  return {
    from: from || usual.from,
    to: to || usual.to,
    timeZone: timeZone === "utc" || timeZone === "UTC" ? "utc" : timeZone || "browser",
    refresh: typeof given.refresh === "string" ? given.refresh : "",
    nowDelay: textOf(picker.nowDelay),
    hideTimePicker: flagOf(picker.hidden) || flagOf(picker.hideTimePicker),
    weekStart: weekStart === "monday" || weekStart === "sunday" || weekStart === "saturday" ? weekStart : "",
  };
}

function cursorSyncOf(given: Json): Dashboard["cursorSync"] {
  const sync = given.graphTooltip ?? (flagOf(given.sharedCrosshair) ? 1 : undefined);
  if (sync === undefined || sync === null) return "crosshair";
  return (["off", "crosshair", "tooltip"] as const)[numberOf(sync) ?? 1] ?? "crosshair";
}

/** Constants that the file asks for on import. */
export function constantsOf(given: Json): ImportedDashboard["constants"] {
  return recordsOf(given.__inputs).flatMap(({ value }) => {
    const name = textOf(value.name);
    return value.type === "constant" && name !== ""
      ? [{ name, label: textOf(value.label) || name, value: textOf(value.value) }]
      : [];
  });
}
