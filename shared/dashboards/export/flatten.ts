// A layout tree as classic dashboards have it: one grid, cut by rows. Rows in rows come one after another, tabs become rows.
import { type GridItem, gridColumns, type Layout } from "../layout";

export interface FlatSection {
  title: string;
  isCollapsed: boolean;
  isHeadless: boolean;
  repeat?: string | undefined;
  items: GridItem[];
}

export function flatten(layout: Layout): FlatSection[] {
  switch (layout.kind) {
    case "grid":
      return [headless(layout.items)];
    case "auto":
      return [headless(placed(layout))];
    case "rows":
      return layout.rows.flatMap((row) => withHead(row, flatten(row.layout)));
    case "tabs":
      return layout.tabs.flatMap((tab) => withHead({ ...tab, isCollapsed: false, isHeadless: false }, flatten(tab.layout)));
  }
}

const headless = (items: GridItem[]): FlatSection => ({ title: "", isCollapsed: false, isHeadless: true, items });

type Head = Omit<FlatSection, "items">;

function withHead({ title, isCollapsed, isHeadless, repeat }: Head, inside: FlatSection[]): FlatSection[] {
  const head: Head = { title, isCollapsed, isHeadless, repeat };
  const [first, ...others] = inside;
  const isOwn = first?.isHeadless === true;
  const rest = isOwn ? others : inside;
  const own = isOwn ? first.items : [];
  // A row that only holds rows needs no place of its own, as these say whose they are.
  const heads = own.length > 0 || rest.length === 0 ? [{ ...head, items: own }] : [];
  return [
    ...heads,
    ...rest.map((section) => ({ ...section, title: [title, section.title].filter((part) => part !== "").join(" / ") })),
  ];
}

/** A row of the grid with its gap, in pixels. */
const rowPx = 38;

/** In columns of equal width, as many as may be. */
function placed({ maxColumns, rowHeight, items }: Extract<Layout, { kind: "auto" }>): GridItem[] {
  const columns = Math.min(maxColumns, gridColumns);
  const width = Math.floor(gridColumns / columns);
  const height = Math.max(1, Math.round((rowHeight + 8) / rowPx));
  return items.map(({ element, repeat }, index) => ({
    element,
    x: (index % columns) * width,
    y: Math.floor(index / columns) * height,
    width,
    height,
    ...(repeat ? { repeat } : {}),
  }));
}
