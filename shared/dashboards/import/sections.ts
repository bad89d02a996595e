// Where the panels stand: the grid with its rows, as it is kept since 2018, and what has no places at all.
import { gridColumns } from "../layout";
import { entryOf, flagOf, isRecord, type Json, listOf, numberOf, textOf } from "./lenient";
import { panelTypeNames } from "./panel-types";
import type { Site } from "./site";

export interface GridPlace {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Placed {
  value: Json;
  path: string;
  place: GridPlace;
}

/** A row with its panels; the first one may have no head. Places count from the top of the section. */
export interface Section {
  title: string;
  isCollapsed: boolean;
  isHeadless: boolean;
  repeat?: string;
  panels: Placed[];
}

interface Entry {
  value: Json;
  /** Within the dashboard: `.panels[3]`. */
  path: string;
}

export function sectionsOfGrid(given: unknown, path: string, site: Site): Section[] {
  const entries = inOrder(entriesOf(given, path, site));
  const sections: { head: Omit<Section, "panels">; entries: Entry[] }[] = [];
  const open = () => {
    const last = sections.at(-1);
    if (last && !last.head.isCollapsed) return last.entries;
    // After a collapsed row panels have no row of their own any more.
    const next = { head: { title: "", isCollapsed: false, isHeadless: true }, entries: [] };
    sections.push(next);
    return next.entries;
  };
  for (const entry of entries) {
    if (entry.value.type !== "row") open().push(entry);
    else sections.push({ head: headOf(entry.value), entries: childrenOf(entry, site) });
  }
  return sections.map(({ head, entries: inside }) => ({ ...head, panels: place(inside, site) }));
}

export function headOf(row: Json): Omit<Section, "panels"> {
  const repeat = textOf(row.repeat);
  const isCollapsed = flagOf(row.collapsed) || flagOf(row.collapse);
  const title = textOf(row.title);
  // Without a title, and nothing to open or repeat, a head would be an empty line.
  return { title, isCollapsed, isHeadless: title === "" && !isCollapsed && repeat === "", ...(repeat === "" ? {} : { repeat }) };
}

export function entriesOf(given: unknown, path: string, site: Site): Entry[] {
  if (isRecord(given)) site.note(path, "Expected a list of panels, and found an object; its values are taken.");
  const list = isRecord(given) ? Object.entries(given) : listOf(given).map((value, index) => [index, value] as const);
  return list.flatMap(([key, value]) => {
    const at = typeof key === "number" ? `${path}[${key}]` : `${path}[${JSON.stringify(key)}]`;
    if (!isRecord(value)) {
      site.lost(at, "Expected a panel, and found something else.");
      return [];
    }
    return isCopy(value) ? [] : [{ value, path: at }];
  });
}

/** Old Grafanas saved the copies that repeating had made as well. */
const isCopy = (panel: Json): boolean =>
  (panel.repeatPanelId !== undefined &&
    panel.repeatPanelId !== null &&
    (textOf(panel.repeat) === "" || flagOf(panel.repeatedByRow))) ||
  (panel.type === "row" && numberOf(panel.repeatRowId) !== undefined && textOf(panel.repeat) === "");

/** A row in a row does not exist, but files have it. */
function childrenOf(row: Entry, site: Site): Entry[] {
  return entriesOf(row.value.panels, `${row.path}.panels`, site).flatMap((entry) =>
    entry.value.type === "row" ? childrenOf(entry, site) : [entry],
  );
}

/** As they are read, when all have a place; the order in which a row owns what follows it is that of the places. */
function inOrder(entries: Entry[]): Entry[] {
  const at = ({ value }: Entry) => placeOf(value);
  if (!entries.every((entry) => at(entry) !== undefined)) return entries;
  return [...entries].sort((a, b) => {
    const [left, right] = [at(a), at(b)];
    if (left === undefined || right === undefined) return 0;
    return left.y - right.y || Number(b.value.type === "row") - Number(a.value.type === "row") || left.x - right.x;
  });
}

function place(entries: Entry[], site: Site): Placed[] {
  const given = entries.map(({ value }) => placeOf(value));
  const tops = given.flatMap((one) => (one ? [one.y] : []));
  const top = tops.reduce((least, y) => Math.min(least, y), tops[0] ?? 0);
  let bottom = 0;
  let line: { x: number; y: number } | undefined;
  return entries.map(({ value, path }, index) => {
    const own = given[index];
    if (own) {
      line = undefined;
      bottom = Math.max(bottom, own.y - top + own.height);
      const { gridPos } = value;
      if (isRecord(gridPos) && (numberOf(gridPos.x) !== own.x || (numberOf(gridPos.y) ?? 0) < 0)) {
        site.note(`${path}.gridPos`, "The place was outside of the grid; the panel was moved into it.");
      }
      return { value, path, place: { ...own, y: own.y - top } };
    }
    const { width, height } = sizeOf(value);
    if (line === undefined || line.x + width > gridColumns) line = { x: 0, y: bottom };
    const placed = { x: line.x, y: line.y, width, height };
    line = { x: line.x + width, y: line.y };
    bottom = Math.max(bottom, placed.y + height);
    return { value, path, place: placed };
  });
}

function placeOf({ gridPos }: Json): GridPlace | undefined {
  if (!isRecord(gridPos)) return undefined;
  const [x, y, w, h] = [gridPos.x, gridPos.y, gridPos.w, gridPos.h].map(numberOf);
  if (x === undefined || y === undefined || w === undefined || h === undefined) return undefined;
  const width = bounded(w, 1, gridColumns);
  return { x: bounded(x, 0, gridColumns - width), y: bounded(y, 0, 1_000_000), width, height: bounded(h, 1, 1000) };
}

const bounded = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, Math.floor(value)));

/** Of a panel that has no place of its own: four figures to a line, two charts. */
function sizeOf(panel: Json): { width: number; height: number } {
  const { gridPos } = panel;
  const drawn = entryOf(panelTypeNames, panel.type);
  const isSmall = drawn === "stat" || drawn === "gauge";
  const given = isRecord(gridPos) ? gridPos : panel;
  return {
    width: bounded(numberOf(given.w) ?? (isSmall ? 6 : 12), 1, gridColumns),
    height: bounded(numberOf(given.h) ?? (isSmall ? 4 : 8), 1, 1000),
  };
}
