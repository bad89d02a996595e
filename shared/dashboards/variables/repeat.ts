// Makes repeated rows and panels real: one copy for each chosen value of a variable, with that value as its local one.
import type { GridLayout, Layout, LayoutRow } from "../layout";
import { compacted, type Grown, placesOf, pushedDown } from "./grid-copies";
import { type Scope, valuesOf, withLocals } from "./scope";

/** A copy, or a panel that stands once. `key` is its own, and the same each time for the same copy. */
export interface ExpandedItem {
  key: string;
  element: string;
  /** The value of the repeated variables in this copy, by name. */
  locals: ReadonlyMap<string, string>;
}

export interface ExpandedGridItem extends ExpandedItem {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface ExpandedGrid {
  kind: "grid";
  /** In reading order, without overlaps. */
  items: ExpandedGridItem[];
  /** In grid rows. */
  height: number;
  /** Copies beyond the most that are made. */
  omitted: number;
}

export interface ExpandedAuto {
  kind: "auto";
  maxColumns: number;
  columnWidth: number;
  rowHeight: number;
  items: ExpandedItem[];
  omitted: number;
}

export interface ExpandedPart {
  key: string;
  /** Not filled yet: `fillText(title, withLocals(scope, locals))`. */
  title: string;
  locals: ReadonlyMap<string, string>;
  layout: ExpandedLayout;
}

export interface ExpandedRow extends ExpandedPart {
  isCollapsed: boolean;
  isHeadless: boolean;
  /** Its place among the rows of the layout that it is of: all copies have the same. */
  index: number;
}

export interface ExpandedRows {
  kind: "rows";
  rows: ExpandedRow[];
  omitted: number;
}

export interface ExpandedTabs {
  kind: "tabs";
  tabs: (ExpandedPart & { index: number })[];
  omitted: number;
}

export type ExpandedLayout = ExpandedGrid | ExpandedAuto | ExpandedRows | ExpandedTabs;

/** A variable may have ten thousand values, and nobody looks at so many panels. */
export const mostCopies = 200;

const none: ReadonlyMap<string, string> = new Map();

export function expandLayout(layout: Layout, scope: Scope): ExpandedLayout {
  return expand(layout, scope, "", none);
}

function expand(layout: Layout, scope: Scope, path: string, locals: ReadonlyMap<string, string>): ExpandedLayout {
  switch (layout.kind) {
    case "grid":
      return expandGrid(layout, scope, path, locals);
    case "auto": {
      const keys = uniqueKeys(path);
      const copied = layout.items.map(({ element, repeat }) => copiesOf(repeat?.variable, scope, locals, element));
      const items = copied.flatMap(({ copies }, index) =>
        copies.map((copy) => ({ key: keys(copy.key), element: layout.items[index]?.element ?? "", locals: copy.locals })),
      );
      const { maxColumns, columnWidth, rowHeight } = layout;
      return { kind: "auto", maxColumns, columnWidth, rowHeight, items, omitted: omittedOf(copied) };
    }
    case "rows": {
      const { parts, omitted } = expandParts<LayoutRow>(layout.rows, scope, path, locals, "row");
      return {
        kind: "rows",
        omitted,
        rows: parts.map(({ of, ...part }) => ({ ...part, isCollapsed: of.isCollapsed, isHeadless: of.isHeadless })),
      };
    }
    case "tabs": {
      const { parts, omitted } = expandParts(layout.tabs, scope, path, locals, "tab");
      return { kind: "tabs", omitted, tabs: parts.map(({ of: _, ...part }) => part) };
    }
  }
}

interface Repeatable {
  title: string;
  repeat?: string | undefined;
  layout: Layout;
}

function expandParts<Part extends Repeatable>(
  parts: readonly Part[],
  scope: Scope,
  path: string,
  locals: ReadonlyMap<string, string>,
  word: string,
) {
  let omitted = 0;
  const expanded = parts.flatMap((part, index) => {
    const copied = copiesOf(part.repeat, scope, locals, `${word}-${index}`);
    omitted += copied.omitted;
    return copied.copies.map((copy) => {
      const key = path + copy.key;
      const inner = withLocals(scope, copy.locals);
      return {
        of: part,
        index,
        key,
        title: part.title,
        locals: copy.locals,
        layout: expand(part.layout, inner, `${key}/`, copy.locals),
      };
    });
  });
  return { parts: expanded, omitted };
}

interface Copies {
  copies: { key: string; locals: ReadonlyMap<string, string> }[];
  omitted: number;
}

const omittedOf = (copied: readonly Copies[]): number => copied.reduce((sum, { omitted }) => sum + omitted, 0);

/** One for each value; a single one where nothing is repeated, or nothing is chosen: then its queries find nothing, and say so. */
function copiesOf(variable: string | undefined, scope: Scope, locals: ReadonlyMap<string, string>, name: string): Copies {
  const values = variable === undefined ? [] : (valuesOf(variable, scope)?.values ?? []);
  if (variable === undefined || values.length === 0) return { copies: [{ key: name, locals }], omitted: 0 };
  const shown = values.slice(0, mostCopies);
  const copies = shown.map((value) => ({
    key: `${name}:${variable}=${value}`,
    locals: new Map([...locals, [variable, value]]),
  }));
  return { copies, omitted: values.length - shown.length };
}

/** Two places may show the same element, with the same value. */
function uniqueKeys(path: string): (key: string) => string {
  const counts = new Map<string, number>();
  return (key) => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? path + key : `${path}${key}#${count}`;
  };
}

function expandGrid({ items }: GridLayout, scope: Scope, path: string, locals: ReadonlyMap<string, string>): ExpandedGrid {
  const keys = uniqueKeys(path);
  const inOrder = [...items].sort((a, b) => a.y - b.y || a.x - b.x);
  const copied = inOrder.map(({ element, repeat }) => copiesOf(repeat?.variable, scope, locals, element));
  const placed: ExpandedGridItem[] = [];
  const grown: Grown[] = [];
  for (const [index, item] of inOrder.entries()) {
    const from = { ...item, y: pushedDown(item.y, grown) };
    const copies = copied[index]?.copies ?? [];
    // A variable that is not there, or of which nothing is chosen, leaves the panel as it is.
    const repeat = item.repeat && copies[0]?.locals.has(item.repeat.variable) ? item.repeat : undefined;
    const places = placesOf(from, repeat, copies.length);
    for (const [number, copy] of copies.entries()) {
      placed.push({ key: keys(copy.key), element: item.element, locals: copy.locals, ...(places[number] ?? from) });
    }
    const bottom = Math.max(...places.map(({ y, height }) => y + height));
    const extra = bottom - from.y - item.height;
    if (repeat) grown.push({ end: item.y + item.height, extra, bottom: repeat.direction === "h" ? bottom : 0 });
  }
  return { kind: "grid", ...compacted(placed), omitted: omittedOf(copied) };
}
