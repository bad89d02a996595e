// Where the copies of repeated panels stand in a grid, and what that does to the panels around them.
import { gridColumns, type PanelRepeat } from "../layout";
import type { ExpandedGridItem } from "./repeat";

/** How many copies stand side by side where the panel does not say. */
const usualPerRow = 4;

/** A panel that became several: where it ended as it was drawn, how much more it needs, and where it ends now if across the width. */
export interface Grown {
  end: number;
  extra: number;
  bottom: number;
}

/** What stood below goes down by what the copies need; what stood beside copies that take the whole width goes below them. */
export function pushedDown(y: number, grown: readonly Grown[]): number {
  const above = grown.filter(({ end }) => end <= y);
  const pushed = above.reduce((sum, { extra }) => sum + extra, y);
  return Math.max(pushed, ...grown.filter(({ end }) => end > y).map(({ bottom }) => bottom));
}

type Place = Pick<ExpandedGridItem, "x" | "y" | "width" | "height">;

/** Side by side they share the whole width, whatever the width of the panel is; one below another they keep it. */
export function placesOf({ x, y, width, height }: Place, repeat: PanelRepeat | undefined, count: number): Place[] {
  if (!repeat) return [{ x, y, width, height }];
  const places = Array.from({ length: count }, (_, number) => number);
  if (repeat.direction === "v") return places.map((number) => ({ x, y: y + number * height, width, height }));
  const perRow = Math.min(count, repeat.maxPerRow ?? usualPerRow);
  // 24 columns do not go into five: some copies are a column wider, and the row is full.
  const edge = (column: number) => Math.round((column * gridColumns) / perRow);
  return places.map((number) => {
    const column = number % perRow;
    const left = edge(column);
    return { x: left, y: y + Math.floor(number / perRow) * height, width: Math.max(1, edge(column + 1) - left), height };
  });
}

/** Every item as far up as what stands above it allows, as the grids do that these dashboards were made in. */
export function compacted(items: readonly ExpandedGridItem[]): { items: ExpandedGridItem[]; height: number } {
  const ground = new Array<number>(gridColumns).fill(0);
  const inOrder = items.map((item, index) => ({ item, index })).sort((a, b) => a.item.y - b.item.y || a.index - b.index);
  const moved = inOrder.map(({ item }) => {
    const width = Math.min(item.width, gridColumns);
    const x = Math.min(item.x, gridColumns - width);
    const y = Math.max(...ground.slice(x, x + width));
    ground.fill(y + item.height, x, x + width);
    return { ...item, x, y, width };
  });
  return { items: moved.sort((a, b) => a.y - b.y || a.x - b.x), height: Math.max(...ground) };
}
