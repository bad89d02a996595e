// The way of a line over the chart's pixels, with no more points than can be seen. Most live series lie still most of the
// time: a stretch on one row of pixels is one stroke, whatever number of seconds it took.
import { type Breaks, stretchesOf } from "./stretches";

/** What a path is built on; Path2D, or a test's stand-in. */
export interface PathTarget {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

export interface LineInput {
  xs: ArrayLike<number>;
  /** null and what is infinite are gaps; NaN is passed over. */
  ys: ArrayLike<number | null | undefined>;
  from: number;
  to: number;
  breaks?: Breaks | undefined;
  /** The pixel of each of `xs`: the lines of a chart share their times. */
  columns: ArrayLike<number>;
  /** In whole pixels. */
  toY(value: number): number;
}

export interface LineOutput {
  stroke: PathTarget;
  /** Closed down to `base` under each unbroken stretch. Not needed where nothing is filled: paths are most of what a line costs. */
  fill?: PathTarget | undefined;
  base: number;
}

/** Draws the line. Of several points in one column of pixels it keeps the first, the lowest, the highest and the last: no peak is lost. Returns how many corners the line has. */
export function traceLine({ xs, ys, from, to, breaks, columns, toY }: LineInput, { stroke, fill, base }: LineOutput): number {
  let corners = 0;
  let isOpen = false;
  /** The last point that was drawn, and the end of the level stretch that goes on from it. */
  let drawnY = 0;
  let startX = 0;
  let heldX: number | undefined;
  let column: { x: number; first: number; low: number; high: number; last: number } | undefined;

  function point(x: number, y: number): void {
    if (!isOpen) {
      isOpen = true;
      startX = x;
      stroke.moveTo(x, y);
      fill?.moveTo(x, base);
      fill?.lineTo(x, y);
    } else if (y === drawnY) {
      heldX = x;
      return;
    } else {
      lineTo(heldX, drawnY);
      lineTo(x, y);
    }
    heldX = undefined;
    drawnY = y;
  }

  function lineTo(x: number | undefined, y: number): void {
    if (x === undefined) return;
    corners++;
    stroke.lineTo(x, y);
    fill?.lineTo(x, y);
  }

  let columnX = 0;
  function endColumn(): void {
    if (!column) return;
    const { x, first, low, high, last } = column;
    point(x, first);
    if (low !== first && low !== last) point(x, low);
    if (high !== first && high !== last) point(x, high);
    if (last !== first) point(x, last);
    columnX = x;
    column = undefined;
  }

  function endStretch(): void {
    endColumn();
    if (!isOpen) return;
    lineTo(heldX, drawnY);
    // A point alone between two gaps is a stroke of no length: drawn one pixel long, it can be seen.
    if (columnX === startX) stroke.lineTo(columnX + 1, drawnY);
    fill?.lineTo(columnX, base);
    isOpen = false;
    heldX = undefined;
  }

  const stretches = stretchesOf(xs, ys, from, to, breaks);
  for (let stretch = 0; stretch < stretches.length; stretch += 2) {
    const last = stretches[stretch + 1] as number;
    for (let i = stretches[stretch] as number; i <= last; i++) {
      const value = ys[i];
      // A gap that the line goes on over, or another line's time.
      if (value === null || value === undefined || !Number.isFinite(value)) continue;
      const x = columns[i] as number;
      const y = toY(value);
      if (column?.x === x) {
        column.low = Math.min(column.low, y);
        column.high = Math.max(column.high, y);
        column.last = y;
      } else {
        endColumn();
        column = { x, first: y, low: y, high: y, last: y };
      }
    }
    endStretch();
  }
  return corners;
}
