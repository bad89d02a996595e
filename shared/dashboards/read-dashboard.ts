// Whatever a file holds, into a dashboard that is right; or a sentence why it cannot be.
import { nextRefId } from "./change/queries";
import { type Dashboard, dashboardKind, dashboardSchema, dashboardVersion } from "./dashboard";
import { elementsOf, type Layout } from "./layout";
import { mend } from "./mend";
import type { Panel } from "./panel";
import { plainCopy } from "./plain-copy";
import { unknownProperties } from "./unknown-properties";

export type ReadDashboard =
  | { ok: true; dashboard: Dashboard /** What was wrong, each with its JSON path. */; repairs: string[] }
  | { ok: false; say: string };

/** So many repairs are told; a file with more is told how many more. */
const mostRepairs = 200;

/** `uid` is taken where the file names none that can be used. */
export function readDashboard(value: unknown, { uid }: { uid?: string } = {}): ReadDashboard {
  const repairs: string[] = [];
  const copied = plainCopy(value, (path) => repairs.push(`${path}: a property of this name is left out.`));
  if (!copied.ok) return { ok: false, say: `This is nested too deep to be a dashboard, at ${copied.path}.` };
  const raw = copied.value;
  if (typeof raw !== "object" || raw === null || Array.isArray(raw) || !("kind" in raw) || raw.kind !== dashboardKind) {
    return { ok: false, say: 'This is not a Watchdeck dashboard: it has no "kind": "watchdeck-dashboard".' };
  }
  const fields = raw as Record<string, unknown>;
  if (typeof fields.version === "number" && fields.version > dashboardVersion) {
    return {
      ok: false,
      say: `This dashboard is of version ${fields.version}, from a newer Watchdeck; this one reads version ${dashboardVersion}. Update Watchdeck to open it.`,
    };
  }
  mendHead(fields, uid, repairs);
  const dashboard = mend(dashboardSchema, fields, (text) => repairs.push(text));
  if (!dashboard) return { ok: false, say: "This is not a dashboard that can be read: too much of it is wrong." };
  for (const path of unknownProperties(fields, dashboard)) {
    repairs.push(`${path}: this version knows no such property; it was left out.`);
  }
  mendNames(dashboard, repairs);
  mendPlaces(dashboard, repairs);
  return { ok: true, dashboard, repairs: shorten(repairs) };
}

/** What a dashboard cannot do without, and what can be made up. */
function mendHead(fields: Record<string, unknown>, uid: string | undefined, repairs: string[]): void {
  if (fields.version !== dashboardVersion) {
    repairs.push(`$.version: expected ${dashboardVersion}; it became ${dashboardVersion}.`);
    fields.version = dashboardVersion;
  }
  if (typeof fields.title !== "string" || fields.title.trim() === "") {
    repairs.push('$.title: a dashboard needs one; it became "Untitled".');
    fields.title = "Untitled";
  }
  if (typeof fields.uid !== "string" || !/^[A-Za-z0-9_-]{1,80}$/.test(fields.uid)) {
    const named = typeof fields.uid === "string" ? asUid(fields.uid) : "";
    const mended = named || uid || asUid(String(fields.title)) || "dashboard";
    repairs.push(`$.uid: expected 1 to 80 letters, digits, - and _; it became ${JSON.stringify(mended)}.`);
    fields.uid = mended;
  }
}

/** The nearest thing to a uid that a text has; empty when it has no letter or digit that a uid may hold. */
export function asUid(text: string): string {
  return text
    .replaceAll(/[^A-Za-z0-9_-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 80);
}

/** Numbers of panels, letters of queries and names of variables are there once each: links and references name them. */
function mendNames(dashboard: Dashboard, repairs: string[]): void {
  const ids = new Set<number>();
  let free = Object.values(dashboard.elements).reduce((most, { id }) => Math.max(most, id), 0) + 1;
  for (const [name, panel] of Object.entries(dashboard.elements)) {
    if (ids.has(panel.id)) {
      repairs.push(`$.elements.${name}.id: another panel has ${panel.id}; it became ${free}.`);
      panel.id = free++;
    }
    ids.add(panel.id);
    mendRefIds(name, panel, repairs);
  }
  const names = new Set<string>();
  dashboard.variables = dashboard.variables.filter(({ name }, index) => {
    const isFirst = !names.has(name);
    if (!isFirst) repairs.push(`$.variables[${index}]: another variable is named ${name}; it was left out.`);
    names.add(name);
    return isFirst;
  });
}

function mendRefIds(name: string, panel: Panel, repairs: string[]): void {
  const refIds = new Set<string>();
  panel.queries.forEach((query, index) => {
    if (query.refId === "" || refIds.has(query.refId)) {
      const mended = nextRefId(panel.queries);
      repairs.push(`$.elements.${name}.queries[${index}].refId: expected one of its own; it became ${mended}.`);
      query.refId = mended;
    }
    refIds.add(query.refId);
  });
}

/** A place without its panel is taken away; a panel without a place stands below the others, because it would be lost otherwise. */
function mendPlaces(dashboard: Dashboard, repairs: string[]): void {
  const { elements } = dashboard;
  const isThere = (name: string) => Object.hasOwn(elements, name);
  dashboard.layout = withoutMissing(dashboard.layout, "$.layout", isThere, repairs);
  const placed = new Set(elementsOf(dashboard.layout));
  const lost = Object.keys(elements).filter((name) => !placed.has(name));
  if (lost.length === 0) return;
  for (const name of lost) repairs.push(`$.elements.${name}: the layout has no place for it; it stands at the end.`);
  dashboard.layout = withAtEnd(dashboard.layout, lost);
}

function withoutMissing(layout: Layout, path: string, isThere: (name: string) => boolean, repairs: string[]): Layout {
  const keep = ({ element }: { element: string }, index: number) => {
    if (!isThere(element))
      repairs.push(`${path}.items[${index}]: there is no panel ${JSON.stringify(element)}; it was left out.`);
    return isThere(element);
  };
  switch (layout.kind) {
    case "grid":
      return { ...layout, items: layout.items.filter(keep) };
    case "auto":
      return { ...layout, items: layout.items.filter(keep) };
    case "rows": {
      const rows = layout.rows.map((row, index) => ({
        ...row,
        layout: withoutMissing(row.layout, `${path}.rows[${index}].layout`, isThere, repairs),
      }));
      return { ...layout, rows };
    }
    case "tabs": {
      const tabs = layout.tabs.map((tab, index) => ({
        ...tab,
        layout: withoutMissing(tab.layout, `${path}.tabs[${index}].layout`, isThere, repairs),
      }));
      return { ...layout, tabs };
    }
  }
}

const titleOfLost = "Panels without a place";

function withAtEnd(layout: Layout, names: readonly string[]): Layout {
  switch (layout.kind) {
    case "grid": {
      const bottom = layout.items.reduce((most, { y, height }) => Math.max(most, y + height), 0);
      const items = names.map((element, index) => ({
        element,
        x: (index % 2) * 12,
        y: bottom + Math.floor(index / 2) * 8,
        width: 12,
        height: 8,
      }));
      return { ...layout, items: [...layout.items, ...items] };
    }
    case "auto":
      return { ...layout, items: [...layout.items, ...names.map((element) => ({ element }))] };
    case "rows": {
      const row = { title: titleOfLost, isCollapsed: false, isHeadless: false, layout: withAtEnd(emptyGrid(), names) };
      return { ...layout, rows: [...layout.rows, row] };
    }
    case "tabs":
      return { ...layout, tabs: [...layout.tabs, { title: titleOfLost, layout: withAtEnd(emptyGrid(), names) }] };
  }
}

const emptyGrid = (): Layout => ({ kind: "grid", items: [] });

function shorten(repairs: string[]): string[] {
  if (repairs.length <= mostRepairs) return repairs;
  return [...repairs.slice(0, mostRepairs), `And ${repairs.length - mostRepairs} more like these.`];
}
