// All panels of a dashboard in reading order, each copy of a repeated one as one of them.
import type { ExpandedGridItem, ExpandedItem, ExpandedLayout } from "./repeat";

export interface FlatPanel extends ExpandedItem {
  /** In columns and rows of the grid, where it stands in one. */
  size?: Pick<ExpandedGridItem, "width" | "height">;
}

export function flattenLayout(layout: ExpandedLayout): FlatPanel[] {
  switch (layout.kind) {
    case "grid":
      return layout.items.map(({ key, element, locals, width, height }) => ({ key, element, locals, size: { width, height } }));
    case "auto":
      return layout.items;
    case "rows":
      return layout.rows.flatMap((row) => flattenLayout(row.layout));
    case "tabs":
      return layout.tabs.flatMap((tab) => flattenLayout(tab.layout));
  }
}
