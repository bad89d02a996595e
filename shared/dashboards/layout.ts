// Where the panels of a dashboard stand: a tree of grids, rows and tabs whose leaves name elements.
import { z } from "zod";

/** The columns of a grid; a row of it is 30 px high, with gaps of 8 px. */
export const gridColumns = 24;

/** One copy for each chosen value of a variable, side by side or one below another. */
export const panelRepeatSchema = z.object({
  variable: z.string(),
  direction: z.enum(["h", "v"]).default("h"),
  maxPerRow: z.number().int().min(1).max(24).optional(),
});
export type PanelRepeat = z.infer<typeof panelRepeatSchema>;

export const gridItemSchema = z.object({
  element: z.string(),
  x: z.number().int().min(0).max(23),
  y: z.number().int().min(0),
  width: z.number().int().min(1).max(24),
  height: z.number().int().min(1).max(1000),
  repeat: panelRepeatSchema.optional(),
});
export type GridItem = z.infer<typeof gridItemSchema>;

export interface GridLayout {
  kind: "grid";
  items: GridItem[];
}

/** Panels of one size in as many columns as fit. */
export interface AutoLayout {
  kind: "auto";
  maxColumns: number;
  /** Of one panel, in px. */
  columnWidth: number;
  rowHeight: number;
  items: { element: string; repeat?: PanelRepeat | undefined }[];
}

export interface RowsLayout {
  kind: "rows";
  rows: LayoutRow[];
}

export interface LayoutRow {
  title: string;
  isCollapsed: boolean;
  /** Panels that stand above the first row have no head. */
  isHeadless: boolean;
  /** The row once for each chosen value of this variable. */
  repeat?: string | undefined;
  layout: Layout;
}

export interface TabsLayout {
  kind: "tabs";
  tabs: { title: string; repeat?: string | undefined; layout: Layout }[];
}

export type Layout = GridLayout | AutoLayout | RowsLayout | TabsLayout;

const itemsOfAuto = z.array(z.object({ element: z.string(), repeat: panelRepeatSchema.optional() }));

export const layoutSchema: z.ZodType<Layout> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("grid"), items: z.array(gridItemSchema) }),
    z.object({
      kind: z.literal("auto"),
      maxColumns: z.number().int().min(1).max(24),
      columnWidth: z.number().min(50).max(5000),
      rowHeight: z.number().min(50).max(5000),
      items: itemsOfAuto,
    }),
    z.object({
      kind: z.literal("rows"),
      rows: z.array(
        z.object({
          title: z.string(),
          isCollapsed: z.boolean(),
          isHeadless: z.boolean(),
          repeat: z.string().optional(),
          layout: layoutSchema,
        }),
      ),
    }),
    z.object({
      kind: z.literal("tabs"),
      tabs: z.array(z.object({ title: z.string(), repeat: z.string().optional(), layout: layoutSchema })),
    }),
  ]),
);

/** The names of all elements in the tree, in reading order; one that stands twice is named twice. */
export function elementsOf(layout: Layout): string[] {
  switch (layout.kind) {
    case "grid":
      return [...layout.items].sort((a, b) => a.y - b.y || a.x - b.x).map(({ element }) => element);
    case "auto":
      return layout.items.map(({ element }) => element);
    case "rows":
      return layout.rows.flatMap((row) => elementsOf(row.layout));
    case "tabs":
      return layout.tabs.flatMap((tab) => elementsOf(tab.layout));
  }
}
