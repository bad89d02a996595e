// What stands where in the cell of a stat: pure numbers, so that it can be tested without a browser.
import type { StatOptions } from "#shared/dashboards/options/stat";
import { type FigureGrid, figureGrid } from "../figures/figure-grid";
import { fitSize, type WidthAt } from "../figures/fit-text";

export interface StatContent {
  showsName: boolean;
  showsValue: boolean;
  hasGraph: boolean;
  showsChange: boolean;
  /** The widest value of all cells, and the widest name. */
  valueWidth: WidthAt;
  nameWidth: WidthAt;
}

export interface StatLayout {
  /** The name stands beside the value instead of above it. */
  isWide: boolean;
  padding: { side: number; head: number };
  nameSize: number;
  valueSize: number;
  /** The height of the graph at the foot of the cell; 0 without. */
  graphHeight: number;
}

/** Values are read, not admired: beyond this they only push the rest away. */
const largestValue = 72;
const smallestValue = 10;
/** So large a value is before a graph takes room from it, and so high is the lowest graph that shows anything. */
const valueBeforeGraph = 20;
const leastGraph = 12;
const changeHeight = 18;

export function statLayout(
  content: StatContent,
  cell: { width: number; height: number },
  options: Pick<StatOptions, "wideLayout" | "text">,
  isPadded: boolean,
): StatLayout {
  // A cell as low as a line has no height to give away.
  const padding = isPadded ? { side: 10, head: cell.height < 30 ? 0 : 5 } : { side: 2, head: 0 };
  const room = { width: Math.max(0, cell.width - 2 * padding.side), height: Math.max(0, cell.height - 2 * padding.head) };
  const isWide =
    options.wideLayout && content.showsName && content.showsValue && cell.height < 58 && cell.width > 2.4 * cell.height;
  const nameSize = options.text.titleSize ?? nameSizeIn(content, room, isWide);
  const nameHeight = content.showsName && content.showsValue && !isWide ? nameSize * 1.3 : 0;
  const left = room.height - nameHeight - (content.showsChange ? changeHeight : 0);
  const graphHeight = content.hasGraph && !isWide ? graphIn(left, cell.height, content.showsValue) : 0;
  const valueRoom = { width: isWide ? room.width * 0.55 : room.width, height: left - graphHeight };
  const valueSize =
    options.text.valueSize ?? fitSize(content.valueWidth, valueRoom, { least: smallestValue, most: largestValue });
  return { isWide, padding, nameSize, valueSize, graphHeight };
}

/** Up to half of what is left below the name, once the value has its share; 0 where that is too little to show anything. */
function graphIn(left: number, cellHeight: number, showsValue: boolean): number {
  const most = Math.min(left / 2, cellHeight * 0.5, 160);
  const height = Math.floor(Math.min(most, showsValue ? left - valueBeforeGraph * 1.2 : left));
  return height >= leastGraph ? height : 0;
}

function nameSizeIn({ showsValue, nameWidth }: StatContent, room: { width: number; height: number }, isWide: boolean): number {
  if (!showsValue) return fitSize(nameWidth, room, { least: 12, most: 40 });
  if (isWide) return 13;
  return room.height < 120 ? 12 : 13;
}

export const statGap = 8;

/** Cells with the name above the value; where those would scroll, lower ones that have room for both on one line, if they do not. */
export function statGrid(
  count: number,
  room: { width: number; height: number },
  { orientation, wideLayout }: Pick<StatOptions, "orientation" | "wideLayout">,
  hasBoth: boolean,
): { grid: FigureGrid; leastWidth: number } {
  const needs = { ratio: 2.3, gap: statGap };
  const high = figureGrid(count, room, orientation, {
    ...needs,
    leastWidth: leastHigh.width,
    leastHeight: hasBoth ? leastHigh.height : leastLow.height,
  });
  const isWhole = (grid: FigureGrid) => grid.rows * (grid.cellHeight + statGap) - statGap <= room.height;
  if (!hasBoth || !wideLayout || isWhole(high)) return { grid: high, leastWidth: leastHigh.width };
  const low = figureGrid(count, room, orientation, { ...needs, leastWidth: leastLow.width, leastHeight: leastLow.height });
  return isWhole(low) ? { grid: low, leastWidth: leastLow.width } : { grid: high, leastWidth: leastHigh.width };
}

const leastHigh = { width: 84, height: 46 };
const leastLow = { width: 124, height: 30 };
