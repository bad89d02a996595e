// Finding and changing places in a layout. A path is the number of the row or tab at each level, from the outside in.
import type { GridItem, GridLayout, Layout, LayoutRow } from "../layout";

export type LayoutPath = readonly number[];

export function layoutAt(layout: Layout, path: LayoutPath): Layout | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return layout;
  if (layout.kind === "rows") {
    const row = layout.rows[first];
    return row && layoutAt(row.layout, rest);
  }
  if (layout.kind === "tabs") {
    const tab = layout.tabs[first];
    return tab && layoutAt(tab.layout, rest);
  }
  return undefined;
}

/** The same tree with another layout at this place; unchanged when there is no such place. */
export function withLayoutAt(layout: Layout, path: LayoutPath, update: (was: Layout) => Layout): Layout {
  const [first, ...rest] = path;
  if (first === undefined) return update(layout);
  if (layout.kind === "rows") {
    return replacedAt(layout, "rows", first, (row) => withInner(row, withLayoutAt(row.layout, rest, update)));
  }
  if (layout.kind === "tabs") {
    return replacedAt(layout, "tabs", first, (tab) => withInner(tab, withLayoutAt(tab.layout, rest, update)));
  }
  return layout;
}

const withInner = <T extends { layout: Layout }>(part: T, layout: Layout): T =>
  layout === part.layout ? part : { ...part, layout };

/** Keeps the object when nothing in it changes, so that "nothing changed" can be seen by identity. */
function replacedAt<L extends Layout, K extends keyof L & ("rows" | "tabs"), T extends { layout: Layout }>(
  layout: L & Record<K, T[]>,
  key: K,
  index: number,
  update: (was: T) => T,
): Layout {
  const was = layout[key][index];
  if (!was) return layout;
  const next = update(was);
  if (next === was) return layout;
  return { ...layout, [key]: layout[key].map((part, at) => (at === index ? next : part)) } as Layout;
}

/** Every layout that holds panels itself (grids and automatic ones), with where it is. */
export function leavesOf(layout: Layout, path: LayoutPath = []): { path: LayoutPath; layout: Layout }[] {
  if (layout.kind === "rows") return layout.rows.flatMap((row, index) => leavesOf(row.layout, [...path, index]));
  if (layout.kind === "tabs") return layout.tabs.flatMap((tab, index) => leavesOf(tab.layout, [...path, index]));
  return [{ path, layout }];
}

/** Where an element stands first, and its item there when that is a grid. */
export function whereIs(layout: Layout, element: string): { path: LayoutPath; item?: GridItem } | undefined {
  for (const leaf of leavesOf(layout)) {
    if (leaf.layout.kind === "grid") {
      const item = leaf.layout.items.find((each) => each.element === element);
      if (item) return { path: leaf.path, item };
    } else if (leaf.layout.kind === "auto" && leaf.layout.items.some((each) => each.element === element)) {
      return { path: leaf.path };
    }
  }
  return undefined;
}

/** The first grid or automatic layout: where a new panel goes that is given no place. */
export const firstLeaf = (layout: Layout): LayoutPath | undefined => leavesOf(layout)[0]?.path;

export const emptyGrid = (): GridLayout => ({ kind: "grid", items: [] });

export const newRow = (title: string, layout: Layout = emptyGrid()): LayoutRow => ({
  title,
  isCollapsed: false,
  isHeadless: false,
  layout,
});

/** The tree without an element, wherever it stands. */
export function withoutElement(layout: Layout, element: string): Layout {
  switch (layout.kind) {
    case "grid": {
      const items = layout.items.filter((item) => item.element !== element);
      return items.length === layout.items.length ? layout : { ...layout, items };
    }
    case "auto": {
      const items = layout.items.filter((item) => item.element !== element);
      return items.length === layout.items.length ? layout : { ...layout, items };
    }
    case "rows":
      return { ...layout, rows: layout.rows.map((row) => withInner(row, withoutElement(row.layout, element))) };
    case "tabs":
      return { ...layout, tabs: layout.tabs.map((tab) => withInner(tab, withoutElement(tab.layout, element))) };
  }
}
