// Moving and resizing on a grid without a mouse: what is moved keeps its place, what it would cover goes down, and then all
// moves up as far as it can, as it does while dragging.
import { type GridItem, gridColumns } from "../layout";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Narrower or lower than this nothing can be read. */
export const leastWidth = 2;
export const leastHeight = 2;

const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Inside the grid, and not smaller than can be read. */
export function clampBox({ x, y, width, height }: Box): Box {
  const wide = Math.min(gridColumns, Math.max(leastWidth, width));
  return {
    x: Math.min(gridColumns - wide, Math.max(0, x)),
    y: Math.max(0, y),
    width: wide,
    height: Math.max(leastHeight, height),
  };
}

/** Moves everything up until it meets something. `fixed` has gone first: what stands level with it gives way to it. */
export function compacted<T extends Box>(items: readonly T[], fixed?: T): T[] {
  const order = [...items].sort((a, b) => a.y - b.y || (a === fixed ? -1 : b === fixed ? 1 : a.x - b.x));
  const placed: T[] = [];
  for (const item of order) {
    // Not just one up until it touches: a low item may pass under nothing that stands between it and the top.
    let y = 0;
    for (const other of placed) {
      if (other.x < item.x + item.width && item.x < other.x + other.width) y = Math.max(y, other.y + other.height);
    }
    placed.push(y === item.y ? item : { ...item, y });
  }
  const byOld = new Map(order.map((item, index) => [item, placed[index] as T]));
  return items.map((item) => byOld.get(item) ?? item);
}

/** The items with one of them at another place or of another size; the others make room. */
export function withBox(items: readonly GridItem[], element: string, box: Box): GridItem[] {
  const was = items.find((item) => item.element === element);
  if (!was) return [...items];
  const wanted = clampBox(box);
  const moved: GridItem = { ...was, ...wanted };
  const others = items.map((item) => {
    if (item === was) return moved;
    // Going down past something means taking its place: what stood below goes above, as its top now lies higher.
    if (wanted.y > was.y && overlaps(item, moved) && item.y >= was.y + was.height) return { ...item, y: was.y };
    return overlaps(item, moved) ? { ...item, y: moved.y + moved.height } : item;
  });
  return compacted(others, moved);
}

/** Where a new box stands without moving anything: beside the last ones when there is room, and otherwise below all. */
export function freePlace(items: readonly Box[], size: { width: number; height: number }): Box {
  const bottom = items.reduce((lowest, item) => Math.max(lowest, item.y + item.height), 0);
  const width = Math.min(gridColumns, size.width);
  const lastTop = items.reduce((top, item) => (item.y + item.height === bottom ? Math.min(top, item.y) : top), bottom);
  for (let x = 0; x + width <= gridColumns; x += 1) {
    const box = { x, y: lastTop, width, height: size.height };
    // Nothing floats on a grid: it rises until it meets something.
    if (!items.some((item) => overlaps(item, box))) return { ...box, y: heightBelow(items, x, width, lastTop) };
  }
  return { x: 0, y: bottom, width, height: size.height };
}

/** How far what stands in these columns above this line reaches down. */
const heightBelow = (items: readonly Box[], x: number, width: number, line: number): number =>
  items.reduce((y, item) => {
    const isAbove = item.x < x + width && x < item.x + item.width && item.y < line;
    return isAbove ? Math.max(y, item.y + item.height) : y;
  }, 0);
