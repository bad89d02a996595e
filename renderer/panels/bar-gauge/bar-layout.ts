// How the bars of a bar gauge share their room: pure numbers.
import type { BarGaugeOptions } from "#shared/dashboards/options/bar-gauge";
import { scrollbar } from "../figures/figure-grid";
import { fitSize, type WidthAt } from "../figures/fit-text";

export interface BarLayout {
  isHorizontal: boolean;
  /** The room of one bar with its name and value. */
  cell: { width: number; height: number };
  gap: number;
  name: "top" | "left" | "bottom" | "hidden";
  /** Of the columns beside a horizontal bar; 0 for none. */
  nameWidth: number;
  valueWidth: number;
  valueSize: number;
  /** Across the bar. */
  thickness: number;
}

export interface BarNeeds {
  count: number;
  /** Of the widest value, and of the widest name in px. */
  valueWidth: WidthAt;
  nameWidth: number;
}

const leastRow = 17;
const mostRow = 64;
export const leastColumn = 36;
const nameLine = 17;

export function barLayout(
  room: { width: number; height: number },
  options: Pick<BarGaugeOptions, "orientation" | "namePlacement" | "valueMode">,
  needs: BarNeeds,
): BarLayout {
  return isHorizontal(room, options, needs.count) ? rowsOf(room, options, needs) : columnsOf(room, options, needs);
}

/** Side by side where the room is wide and there is enough of it for each; otherwise one below another, where names have room. */
function isHorizontal(
  room: { width: number; height: number },
  { orientation }: Pick<BarGaugeOptions, "orientation">,
  count: number,
) {
  if (orientation !== "auto") return orientation === "horizontal";
  return room.width < room.height || room.width / Math.max(1, count) < 72 || room.height < 120;
}

function rowsOf(
  room: { width: number; height: number },
  options: Pick<BarGaugeOptions, "namePlacement" | "valueMode">,
  { count, valueWidth, nameWidth }: BarNeeds,
): BarLayout {
  const gap = room.height / count < 22 ? 2 : room.height / count < 30 ? 4 : 8;
  const share = Math.floor((room.height - gap * (count - 1)) / count);
  const height = Math.min(mostRow, Math.max(leastRow, share));
  const name = rowName(options, height, count);
  const thickness = Math.max(6, Math.min(name === "top" ? height - nameLine - 2 : height, 34) - (name === "top" ? 0 : 4));
  const valueSize = Math.min(22, Math.max(12, Math.floor((thickness * 0.62) / 2) * 2));
  const isLeft = name === "left";
  const scrolls = count * (height + gap) - gap > room.height;
  return {
    isHorizontal: true,
    cell: { width: room.width - (scrolls ? scrollbar : 0), height },
    gap,
    name,
    nameWidth: isLeft ? Math.ceil(Math.min(nameWidth + 10, room.width * 0.42)) : 0,
    valueWidth: options.valueMode === "hidden" ? 0 : Math.ceil(Math.min(valueWidth(valueSize) + 10, room.width * 0.4)),
    valueSize,
    thickness,
  };
}

function rowName({ namePlacement }: Pick<BarGaugeOptions, "namePlacement">, height: number, count: number): BarLayout["name"] {
  if (namePlacement === "hidden") return "hidden";
  // Above it there is no room: the bar would be a line.
  if (height < 34) return "left";
  if (namePlacement !== "auto") return namePlacement;
  return count === 1 ? "hidden" : height >= 42 ? "top" : "left";
}

function columnsOf(
  room: { width: number; height: number },
  options: Pick<BarGaugeOptions, "namePlacement" | "valueMode">,
  { count, valueWidth }: BarNeeds,
): BarLayout {
  const gap = room.width / count < 60 ? 4 : 8;
  const width = Math.max(leastColumn, Math.floor((room.width - gap * (count - 1)) / count));
  const valueSize = fitSize(valueWidth, { width, height: 40 }, { least: 10, most: 22 });
  return {
    isHorizontal: false,
    cell: { width, height: room.height },
    gap,
    name: options.namePlacement === "hidden" || (options.namePlacement === "auto" && count === 1) ? "hidden" : "bottom",
    nameWidth: 0,
    valueWidth: 0,
    valueSize,
    thickness: Math.min(width, 72),
  };
}
