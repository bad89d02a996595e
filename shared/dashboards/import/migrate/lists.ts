// Lists of dashboards and of alerts: what they were told lay at the top of the panel once, and has other words here.
import { entryOf, flagOf, isRecord, type Json, listOf, numberOf, recordOf, textOf, textsOf } from "../lenient";
import type { Site } from "../site";

export function migrateDashboardList(panel: Json, site: Site): Json {
  const options = recordOf(panel.options);
  const given = "showStarred" in options || "showSearch" in options ? options : fromTop(panel);
  const { folderId, folderUID, ...others } = given;
  const isOfFolder = (numberOf(folderId) ?? 0) > 0 || textOf(folderUID) !== "";
  if (isOfFolder) {
    const inside = given === options ? (textOf(folderUID) === "" ? ".options.folderId" : ".options.folderUID") : ".folderId";
    site.leftOut(inside, "Folders of another place mean nothing here; dashboards of all folders are listed.");
  }
  return { ...panel, options: others };
}

function fromTop(panel: Json): Json {
  const mode = textOf(panel.mode);
  return {
    showStarred: mode === "" ? panel.starred !== false : mode === "starred",
    showRecentlyViewed: mode === "" ? flagOf(panel.recent) : mode === "recently viewed",
    showSearch: mode === "" ? flagOf(panel.search) : mode === "search",
    showHeadings: panel.headings !== false,
    maxItems: numberOf(panel.limit) ?? 10,
    query: textOf(panel.query),
    tags: textsOf(panel.tags),
    folderId: panel.folderId,
  };
}

const sortOrders: Readonly<Record<string, string>> = {
  "1": "name",
  "2": "name",
  "3": "importance",
  "4": "oldest",
  "5": "newest",
};

export function migrateAlertList(panel: Json, site: Site): Json {
  const options = recordOf(panel.options);
  const given: Json = "maxItems" in options || "stateFilter" in options ? options : { ...topOf(panel), ...options };
  const filter = given.stateFilter;
  if (flagOf(given.dashboardAlerts)) {
    const inside = given === options ? ".options.dashboardAlerts" : ".onlyAlertsOnDashboard";
    site.leftOut(inside, "Rules do not belong to dashboards here; the alerts of all rules are listed.");
  }
  const states = recordOf(given.states);
  return {
    ...panel,
    options: {
      maxItems: given.maxItems ?? 20,
      alertName: textOf(given.alertName),
      alertInstanceLabelFilter: textOf(given.alertInstanceLabelFilter),
      sortOrder: entryOf(sortOrders, given.sortOrder) ?? (textOf(given.sortOrder) || "importance"),
      states: "states" in given ? states : statesOf(filter),
    },
  };
}

const topOf = (panel: Json): Json => ({
  maxItems: numberOf(panel.limit) ?? 10,
  alertName: textOf(panel.nameFilter),
  sortOrder: panel.sortOrder,
  stateFilter: panel.stateFilter,
  dashboardAlerts: panel.onlyAlertsOnDashboard,
});

/** A list of states, or a flag for each. */
function statesOf(filter: unknown): Json {
  const names = isRecord(filter)
    ? Object.entries(filter).flatMap(([name, isOn]) => (flagOf(isOn) ? [name] : []))
    : listOf(filter).map(textOf);
  if (names.length === 0) return { firing: true, pending: true, resolved: false };
  const has = (...wanted: string[]) => wanted.some((name) => names.includes(name));
  return { firing: has("firing", "alerting", "error"), pending: has("pending"), resolved: has("normal", "ok", "inactive") };
}
