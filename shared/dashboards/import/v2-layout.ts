// The layout tree of the second version: grids, rows, tabs and panels that find their own places, in each other.
import type { GridItem, Layout, LayoutRow, PanelRepeat } from "../layout";
import { entryOf, flagOf, isRecord, type Json, numberOf, recordOf, recordsOf, textOf } from "./lenient";
import type { Site } from "./site";

/** The words for widths and heights, in pixels. */
const widths: Readonly<Record<string, number>> = { narrow: 192, standard: 448, wide: 768 };
const heights: Readonly<Record<string, number>> = { short: 168, standard: 320, tall: 512 };

export function convertV2Layout(given: unknown, names: ReadonlyMap<string, string>, site: Site): Layout {
  const placed = new Set<string>();

  function elementOf(item: Json, inside: string): string | undefined {
    const name = textOf(recordOf(item.element).name);
    const element = names.get(name);
    if (element === undefined) site.leftOut(`${inside}.element`, `There is no panel ${JSON.stringify(name.slice(0, 80))}.`);
    else placed.add(name);
    return element;
  }

  function convert(layout: unknown, path: string): Layout {
    const { kind, spec: own } = recordOf(layout);
    const spec = recordOf(own);
    const inside = `${path}.spec`;
    switch (kind) {
      case "GridLayout":
        return grid(spec, inside);
      case "AutoGridLayout":
      case "ResponsiveGridLayout":
        return auto(spec, inside);
      case "RowsLayout":
        return { kind: "rows", rows: recordsOf(spec.rows).map(({ value, index }) => row(value, `${inside}.rows[${index}]`)) };
      case "TabsLayout":
        return { kind: "tabs", tabs: recordsOf(spec.tabs).map(({ value, index }) => tab(value, `${inside}.tabs[${index}]`)) };
      default:
        site.lost(
          path,
          `The layout ${JSON.stringify(textOf(kind).slice(0, 60))} is not known here; its panels stand at the end.`,
        );
        return { kind: "grid", items: [] };
    }
  }

  function grid(spec: Json, inside: string): Layout {
    const rows: LayoutRow[] = [];
    const items: GridItem[] = [];
    for (const { value, index } of recordsOf(spec.items)) {
      const at = `${inside}.items[${index}].spec`;
      const item = recordOf(value.spec);
      // Rows in grids are of the first drafts.
      if (value.kind === "GridLayoutRow") {
        const inner = recordsOf(item.elements).flatMap((one) =>
          gridItem(recordOf(one.value.spec), `${at}.elements[${one.index}].spec`),
        );
        rows.push({ ...rowHead(item), isCollapsed: flagOf(item.collapsed), layout: { kind: "grid", items: fromTop(inner) } });
      } else items.push(...gridItem(item, at));
    }
    const own: Layout = { kind: "grid", items: fromTop(items) };
    if (rows.length === 0) return own;
    const first: LayoutRow = { title: "", isCollapsed: false, isHeadless: true, layout: own };
    return { kind: "rows", rows: items.length > 0 ? [first, ...rows] : rows };
  }

  function gridItem(item: Json, inside: string): GridItem[] {
    const element = elementOf(item, inside);
    if (element === undefined) return [];
    const width = bounded(numberOf(item.width) ?? 12, 1, 24);
    const place = {
      x: bounded(numberOf(item.x) ?? 0, 0, 24 - width),
      y: bounded(numberOf(item.y) ?? 0, 0, 1_000_000),
      width,
      height: bounded(numberOf(item.height) ?? 8, 1, 1000),
    };
    return [{ element, ...place, ...repeatOf(item) }];
  }

  function auto(spec: Json, inside: string): Layout {
    const items = recordsOf(spec.items).flatMap(({ value, index }) => {
      const at = `${inside}.items[${index}].spec`;
      const item = recordOf(value.spec);
      tellConditions(item, at);
      const element = elementOf(item, at);
      return element === undefined ? [] : [{ element, ...repeatOf(item) }];
    });
    return {
      kind: "auto",
      maxColumns: bounded(numberOf(spec.maxColumnCount) ?? 3, 1, 24),
      columnWidth: lengthOf(spec.columnWidthMode, spec.columnWidth, widths),
      rowHeight: lengthOf(spec.rowHeightMode, spec.rowHeight, heights),
      items,
    };
  }

  function row(value: Json, path: string): LayoutRow {
    const spec = recordOf(value.spec);
    tellConditions(spec, `${path}.spec`);
    return { ...rowHead(spec), layout: convert(spec.layout, `${path}.spec.layout`) };
  }

  function tab(value: Json, path: string) {
    const spec = recordOf(value.spec);
    tellConditions(spec, `${path}.spec`);
    const repeat = textOf(recordOf(spec.repeat).value);
    return {
      title: textOf(spec.title),
      ...(repeat === "" ? {} : { repeat }),
      layout: convert(spec.layout, `${path}.spec.layout`),
    };
  }

  function tellConditions(spec: Json, inside: string): void {
    if (recordsOf(recordOf(recordOf(spec.conditionalRendering).spec).items).length > 0) {
      site.leftOut(`${inside}.conditionalRendering`, "What is shown under conditions only is always shown here.");
    }
    if (recordsOf(spec.variables).length > 0)
      site.lost(`${inside}.variables`, "Variables of a single row or tab are not known here.");
  }

  // A single panel of this version comes without a layout.
  if (!isRecord(given)) return { kind: "grid", items: besideEachOther([...names.values()]) };
  const layout = convert(given, ".layout");
  return withRest(
    layout,
    [...names].flatMap(([name, element]) => (placed.has(name) ? [] : [element])),
    site,
  );
}

function rowHead(spec: Json): Omit<LayoutRow, "layout"> {
  const repeat = textOf(recordOf(spec.repeat).value);
  return {
    title: textOf(spec.title),
    isCollapsed: flagOf(spec.collapse),
    isHeadless: flagOf(spec.hideHeader),
    ...(repeat === "" ? {} : { repeat }),
  };
}

function repeatOf({ repeat: given }: Json): { repeat?: PanelRepeat } {
  if (!isRecord(given) || textOf(given.value) === "") return {};
  const most = numberOf(given.maxPerRow);
  const direction = given.direction === "v" ? "v" : "h";
  return {
    repeat: { variable: textOf(given.value), direction, ...(most === undefined ? {} : { maxPerRow: bounded(most, 1, 24) }) },
  };
}

function lengthOf(mode: unknown, given: unknown, words: Readonly<Record<string, number>>): number {
  return Math.min(5000, Math.max(50, numberOf(given) ?? entryOf(words, mode) ?? words.standard ?? 320));
}

/** Places in a row count from its top. */
function fromTop(items: GridItem[]): GridItem[] {
  const top = items.reduce((least, { y }) => Math.min(least, y), items[0]?.y ?? 0);
  return items.map((item) => ({ ...item, y: item.y - top }));
}

/** Panels without a place were not seen there either; they stand at the end rather than being lost. */
function withRest(layout: Layout, rest: readonly string[], site: Site): Layout {
  if (rest.length === 0) return layout;
  site.note(
    ".layout",
    `${rest.length === 1 ? "One panel has" : `${rest.length} panels have`} no place in the layout; see the last row.`,
  );
  const items = besideEachOther(rest);
  const last: LayoutRow = { title: "Without a place", isCollapsed: true, isHeadless: false, layout: { kind: "grid", items } };
  if (layout.kind === "rows") return { kind: "rows", rows: [...layout.rows, last] };
  return { kind: "rows", rows: [{ title: "", isCollapsed: false, isHeadless: true, layout }, last] };
}

const besideEachOther = (elements: readonly string[]): GridItem[] =>
  elements.map((element, index) => ({ element, x: (index % 2) * 12, y: Math.floor(index / 2) * 8, width: 12, height: 8 }));

const bounded = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, Math.floor(value)));
