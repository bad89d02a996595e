// The measures of a grid while it is edited: the same as when it is only shown, so that nothing jumps when editing begins.
import type { Box } from "#shared/dashboards/change/grid";
import { type GridItem, gridColumns } from "#shared/dashboards/layout";
import { gridGap, rowHeight } from "../view/grid-places";

export { gridGap, rowHeight };

/** The room of an item in px, in a grid so many px wide. */
export function pixelsOf(
  { width, height }: Pick<GridItem, "width" | "height">,
  gridWidth: number,
): { width: number; height: number } {
  const column = (gridWidth - gridGap * (gridColumns - 1)) / gridColumns;
  return { width: column * width + gridGap * (width - 1), height: rowHeight * height + gridGap * (height - 1) };
}

/** Which cell of the grid lies at this point, in px from its upper left corner, for an item of this size. */
export function cellAt(point: { x: number; y: number }, gridWidth: number, size: { width: number; height: number }): Box {
  const column = (gridWidth + gridGap) / gridColumns;
  return {
    x: Math.max(0, Math.min(gridColumns - size.width, Math.round(point.x / column))),
    y: Math.max(0, Math.round(point.y / (rowHeight + gridGap))),
    ...size,
  };
}

const moves: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

interface Keys {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** What these keys make of the place: Ctrl (or Cmd) and an arrow moves by one cell, Shift and an arrow makes larger or smaller. */
export function boxAfterKey(box: Box, { key, ctrlKey, metaKey, shiftKey, altKey }: Keys): Box | undefined {
  const move = Object.hasOwn(moves, key) ? moves[key] : undefined;
  const isMove = (ctrlKey || metaKey) && !shiftKey;
  const isResize = shiftKey && !ctrlKey && !metaKey;
  if (!move || altKey || (!isMove && !isResize)) return undefined;
  return isMove
    ? { ...box, x: box.x + move.x, y: box.y + move.y }
    : { ...box, width: box.width + move.x, height: box.height + move.y };
}

/** "Column 1, row 9, 12 wide, 8 high": read out after a move by keyboard. Counted from 1, as people count. */
export const placeWords = ({ x, y, width, height }: Box): string =>
  `Column ${x + 1}, row ${y + 1}, ${width} wide, ${height} high`;
