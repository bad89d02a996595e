// Single things on a chart, each a small diamond to point at: exemplars.
import type { EpochMs } from "#shared/units/time";
import { fade } from "./chart-colours";
import type { Stage, TipRow } from "./drawing";

export interface ChartMark {
  id: string;
  time: EpochMs;
  /** On the value axis; absent: what it counts is not what the axis does, and it lies at the foot of the chart. */
  value?: number | undefined;
  /** What is said of it, with its time. */
  rows: readonly TipRow[];
  /** What a click does: "Click to open the trace". */
  note?: string | undefined;
}

/** From the middle of a mark to its corners, in CSS pixels. */
const size = 4;
/** A pointer is not that exact. */
const reach = 8;

/** Where a mark lies between the top and the foot of the chart: one beyond the axis at its end. */
export function markHeight(
  value: number | undefined,
  toY: (value: number) => number,
  top: number,
  bottom: number,
  edge: number,
): number {
  const y = value === undefined ? Number.NaN : toY(value);
  return Number.isFinite(y) ? Math.min(bottom - edge, Math.max(top + edge, y)) : bottom - edge;
}

/** Over the drawing. */
export function paintMarks(stage: Stage, axisKey: string, marks: readonly ChartMark[]): void {
  const { context, ratio, top, height, colours } = stage;
  const toY = stage.toY(axisKey);
  const half = size * ratio;
  context.lineWidth = ratio;
  // No series has the colour of the text. Hundreds of them lie over the lines: these have to be seen through them.
  context.strokeStyle = fade(colours.text, 0.75);
  context.fillStyle = fade(colours.text, 0.25);
  for (const { time, value } of marks) {
    if (time < stage.startMs || time > stage.endMs) continue;
    const x = stage.toX(time);
    const y = markHeight(value, toY, top, top + height, half + ratio);
    context.beginPath();
    context.moveTo(x, y - half);
    context.lineTo(x + half, y);
    context.lineTo(x, y + half);
    context.lineTo(x - half, y);
    context.closePath();
    context.fill();
    context.stroke();
  }
}

interface Pointer {
  /** In CSS pixels from the left and the top of the plot's own area. */
  x: number;
  y: number;
  height: number;
  toX(time: EpochMs): number;
  toY(value: number): number;
}

/** The one that the pointer is on, the nearest of several. */
export function markAt(marks: readonly ChartMark[], { x, y, height, toX, toY }: Pointer): ChartMark | undefined {
  let best: ChartMark | undefined;
  let least = reach;
  for (const mark of marks) {
    const away = Math.hypot(toX(mark.time) - x, markHeight(mark.value, toY, 0, height, size + 1) - y);
    if (away > least) continue;
    least = away;
    best = mark;
  }
  return best;
}
