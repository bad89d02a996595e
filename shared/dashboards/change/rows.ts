// Rows that come, go and change places. A dashboard without rows is one grid; its first row leaves those panels above it, headless.
import type { Dashboard } from "../dashboard";
import { elementsOf, type Layout, type LayoutRow, type RowsLayout } from "../layout";
import { freePlace } from "./grid";
import { emptyGrid, type LayoutPath, layoutAt, newRow, withLayoutAt } from "./layout-tree";

const withLayout = (dashboard: Dashboard, layout: Layout): Dashboard =>
  layout === dashboard.layout ? dashboard : { ...dashboard, layout };

/** Adds a row at the end of the rows at `path`; what else stands there becomes the headless row above it. */
export function addRow(dashboard: Dashboard, title: string, path: LayoutPath = []): Dashboard {
  return withLayout(
    dashboard,
    withLayoutAt(dashboard.layout, path, (was) => {
      if (was.kind === "rows") return { ...was, rows: [...was.rows, newRow(title)] };
      const isEmpty = elementsOf(was).length === 0;
      const above: LayoutRow[] = isEmpty ? [] : [{ title: "", isCollapsed: false, isHeadless: true, layout: was }];
      return { kind: "rows", rows: [...above, newRow(title)] };
    }),
  );
}

/** Changes what is said of a row: its title, whether it is folded, what it repeats by. `path` ends with the row's number. */
export function setRow(dashboard: Dashboard, path: LayoutPath, patch: Partial<Omit<LayoutRow, "layout">>): Dashboard {
  return changeRows(dashboard, path, (rows, index) => ({
    ...rows,
    rows: rows.rows.map((row, at) => (at === index ? { ...row, ...patch } : row)),
  }));
}

export const renameRow = (dashboard: Dashboard, path: LayoutPath, title: string): Dashboard =>
  setRow(dashboard, path, { title, isHeadless: false });

/** Up (`-1`) or down (`1`) among its siblings. Nothing goes above the headless row: without a head it would join the row above. */
export function moveRow(dashboard: Dashboard, path: LayoutPath, by: -1 | 1): Dashboard {
  return changeRows(dashboard, path, (layout, index) => {
    const target = index + by;
    const row = layout.rows[index];
    const other = layout.rows[target];
    if (!row || !other || row.isHeadless || other.isHeadless) return layout;
    const rows = [...layout.rows];
    rows[index] = other;
    rows[target] = row;
    return { ...layout, rows };
  });
}

/** Takes a row away, with its panels, or leaving them to the row above (below, for the first one). */
export function removeRow(dashboard: Dashboard, path: LayoutPath, { keepPanels }: { keepPanels: boolean }): Dashboard {
  const index = path.at(-1);
  const parent = layoutAt(dashboard.layout, path.slice(0, -1));
  if (index === undefined || parent?.kind !== "rows") return dashboard;
  const row = parent.rows[index];
  if (!row) return dashboard;
  const rest = parent.rows.filter((_, at) => at !== index);
  const rows = keepPanels ? withPanelsOf(rest, row, index) : rest;
  const layout = withLayoutAt(dashboard.layout, path.slice(0, -1), () => simplest(rows));
  const kept = new Set(elementsOf(layout));
  const elements = Object.fromEntries(Object.entries(dashboard.elements).filter(([name]) => kept.has(name)));
  return { ...dashboard, layout, elements };
}

function withPanelsOf(rows: readonly LayoutRow[], removed: LayoutRow, index: number): LayoutRow[] {
  const heir = rows[index - 1] ?? rows[index];
  const joined = heir && joinedLayout(heir === rows[index - 1] ? [heir.layout, removed.layout] : [removed.layout, heir.layout]);
  if (!heir || !joined) {
    const headless: LayoutRow = { title: "", isCollapsed: false, isHeadless: true, layout: removed.layout };
    return [headless, ...rows];
  }
  return rows.map((row) => (row === heir ? { ...row, layout: joined } : row));
}

/** One grid below another; `undefined` where one of them is no grid and must stay as it is. */
function joinedLayout([upper, lower]: readonly [Layout, Layout] | readonly Layout[]): Layout | undefined {
  if (upper?.kind !== "grid" || lower?.kind !== "grid") return undefined;
  const below = freePlace(upper.items, { width: 24, height: 1 }).y;
  return { kind: "grid", items: [...upper.items, ...lower.items.map((item) => ({ ...item, y: item.y + below }))] };
}

/** A single row without a head is not one. */
function simplest(rows: LayoutRow[]): Layout {
  const [only] = rows;
  if (!only) return emptyGrid();
  return rows.length === 1 && only.isHeadless ? only.layout : { kind: "rows", rows };
}

function changeRows(dashboard: Dashboard, path: LayoutPath, update: (rows: RowsLayout, index: number) => RowsLayout): Dashboard {
  const index = path.at(-1);
  if (index === undefined) return dashboard;
  return withLayout(
    dashboard,
    withLayoutAt(dashboard.layout, path.slice(0, -1), (was) =>
      was.kind === "rows" && was.rows[index] ? update(was, index) : was,
    ),
  );
}

/** All rows with a title, for choosing one: "Disks / Usage". */
export function rowChoices(
  layout: Layout,
  path: LayoutPath = [],
  above: readonly string[] = [],
): { path: LayoutPath; title: string }[] {
  if (layout.kind === "grid" || layout.kind === "auto") {
    return [{ path, title: above.filter((title) => title !== "").join(" / ") || "Top of the dashboard" }];
  }
  const parts: readonly { title: string; layout: Layout }[] = layout.kind === "rows" ? layout.rows : layout.tabs;
  return parts.flatMap((part, index) => rowChoices(part.layout, [...path, index], [...above, part.title]));
}
