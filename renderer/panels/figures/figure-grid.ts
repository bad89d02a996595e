// Where the cells of several figures stand: in as many columns as make them largest.

export interface CellNeeds {
  leastWidth: number;
  leastHeight: number;
  /** Width through height of the shape that it looks best in. */
  ratio: number;
  gap: number;
}

export interface FigureGrid {
  columns: number;
  rows: number;
  cellWidth: number;
  cellHeight: number;
}

/**
 * The grid of so many cells in this room. `vertical` stands them side by side, `horizontal` one below another, as dashboards of the
 * field mean these words. Cells never get smaller than they can be read: the room scrolls instead.
 */
export function figureGrid(
  count: number,
  room: { width: number; height: number },
  orientation: "auto" | "horizontal" | "vertical",
  needs: CellNeeds,
): FigureGrid {
  const most = Math.max(1, count);
  const grid = gridFor(most, room, orientation, needs);
  const scrolls = grid.rows > 1 && grid.rows * (grid.cellHeight + needs.gap) - needs.gap > room.height;
  return scrolls ? gridFor(most, { ...room, width: room.width - scrollbar }, orientation, needs) : grid;
}

/** What a scrollbar takes from the room beside it. */
export const scrollbar = 10;

function gridFor(
  most: number,
  room: { width: number; height: number },
  orientation: "auto" | "horizontal" | "vertical",
  needs: CellNeeds,
): FigureGrid {
  if (orientation === "vertical") return gridOf(most, most, room, needs);
  if (orientation === "horizontal") return gridOf(1, most, room, needs);
  let best = gridOf(1, most, room, needs);
  let bestSize = sizeOf(best, most, room, needs);
  for (let columns = 2; columns <= most; columns++) {
    // One more column would only make cells scroll sideways.
    if ((room.width - needs.gap * (columns - 1)) / columns < needs.leastWidth) break;
    const grid = gridOf(columns, most, room, needs);
    const size = sizeOf(grid, most, room, needs);
    if (size > bestSize) [best, bestSize] = [grid, size];
  }
  return best;
}

function gridOf(columns: number, count: number, room: { width: number; height: number }, needs: CellNeeds): FigureGrid {
  const rows = Math.ceil(count / columns);
  return {
    columns,
    rows,
    cellWidth: Math.max(needs.leastWidth, Math.floor((room.width - needs.gap * (columns - 1)) / columns)),
    cellHeight: Math.max(needs.leastHeight, Math.floor((room.height - needs.gap * (rows - 1)) / rows)),
  };
}

/** How large a figure of the right shape gets in the cells. Holes in the last row and rows out of sight count against it. */
function sizeOf(grid: FigureGrid, count: number, room: { height: number }, { ratio, gap }: CellNeeds): number {
  const size = Math.min(grid.cellWidth, grid.cellHeight * ratio);
  const holes = grid.columns * grid.rows - count;
  const overflow = Math.max(1, (grid.rows * (grid.cellHeight + gap) - gap) / Math.max(1, room.height));
  return (size * (1 - (0.15 * holes) / count)) / overflow;
}
