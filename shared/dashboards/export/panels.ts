// The panels of a dashboard in one list, with the rows that they belong to among them.
import type { Dashboard } from "../dashboard";
import type { GridItem } from "../layout";
import { type FlatSection, flatten } from "./flatten";
import { exportPanel } from "./panel";
import type { NameSource } from "./sources";

export function panelsOf(dashboard: Dashboard, nameSource: NameSource): object[] {
  const { elements } = dashboard;
  const ids = new Set<number>();
  let free = Math.max(0, ...Object.values(elements).map(({ id }) => id)) + 1;
  let top = 0;

  /** A panel that stands twice is two panels there. */
  function idOf(id: number): number {
    const own = ids.has(id) ? free++ : id;
    ids.add(own);
    return own;
  }

  function write(item: GridItem): object[] {
    const panel = Object.hasOwn(elements, item.element) ? elements[item.element] : undefined;
    if (panel === undefined) return [];
    const gridPos = { h: item.height, w: item.width, x: item.x, y: top + item.y };
    return [exportPanel({ ...panel, id: idOf(panel.id) }, { gridPos, repeat: item.repeat, nameSource })];
  }

  const sections = flatten(dashboard.layout);
  return sections.flatMap((section, index) => {
    const isRow = !section.isHeadless || belongsToRowBefore(sections, index);
    const row = isRow ? { ...rowOf(section, top), id: free++ } : undefined;
    if (row) top += 1;
    const panels = section.items.flatMap(write);
    if (!section.isCollapsed) top += heightOf(section.items);
    if (!row) return panels;
    return section.isCollapsed ? [{ ...row, panels }] : [{ ...row, panels: [] }, ...panels];
  });
}

/** Panels after an open row are that row's, so those without a head need one of their own there. */
function belongsToRowBefore(sections: readonly FlatSection[], index: number): boolean {
  const before = sections[index - 1];
  return before !== undefined && !before.isCollapsed;
}

const rowOf = ({ title, isCollapsed, repeat }: FlatSection, y: number): object => ({
  collapsed: isCollapsed,
  gridPos: { h: 1, w: 24, x: 0, y },
  title,
  type: "row",
  ...(repeat === undefined ? {} : { repeat, repeatDirection: "h" }),
});

const heightOf = (items: readonly GridItem[]): number => items.reduce((most, { y, height }) => Math.max(most, y + height), 0);
