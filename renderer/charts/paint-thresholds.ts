// The steps of a threshold across a chart: a line where each begins, a wash over where it holds.
import { fade } from "./chart-colours";
import type { Stage } from "./drawing";
import { resolveColour } from "./named-colours";

export interface ThresholdLook {
  axis: string;
  line: "none" | "solid" | "dashed";
  hasArea: boolean;
  /** Values are shares of the axis in percent. */
  isPercent?: boolean | undefined;
  /** Rising; the first one holds from minus infinity. */
  steps: readonly { from: number; colour: string; lineColour?: string | undefined }[];
}

const areaShare = 0.09;

/** Under the lines. */
export function paintThresholdAreas(stage: Stage, { axis, hasArea, steps, ...look }: ThresholdLook): void {
  if (!hasArea) return;
  const heightOf = heights(stage, axis, look.isPercent);
  for (const [index, { from, colour }] of steps.entries()) {
    if (colour === "transparent") continue;
    const bottom = index === 0 ? stage.top + stage.height : heightOf(from);
    const above = steps[index + 1];
    const top = above ? heightOf(above.from) : stage.top;
    if (!(bottom > top)) continue;
    stage.context.fillStyle = fade(resolveColour(colour, stage.colours), areaShare);
    stage.context.fillRect(stage.left, top, stage.width, bottom - top);
  }
}

/** Over the lines. */
export function paintThresholdLines(stage: Stage, { axis, line, steps, ...look }: ThresholdLook): void {
  if (line === "none") return;
  const { context, ratio } = stage;
  const heightOf = heights(stage, axis, look.isPercent);
  context.lineWidth = ratio;
  context.lineCap = "butt";
  context.setLineDash(line === "dashed" ? [5 * ratio, 4 * ratio] : []);
  for (const { from, colour, lineColour = colour } of steps.slice(1)) {
    // On a pixel, so that it is one pixel and not two grey ones.
    const y = Math.round(heightOf(from)) + (ratio % 2) / 2;
    if (y < stage.top || y > stage.top + stage.height) continue;
    context.strokeStyle = resolveColour(lineColour, stage.colours);
    context.beginPath();
    context.moveTo(stage.left, y);
    context.lineTo(stage.left + stage.width, y);
    context.stroke();
  }
}

function heights(stage: Stage, axis: string, isPercent = false): (value: number) => number {
  const toY = stage.toY(axis);
  const { low, high } = stage.ends(axis);
  const bottom = stage.top + stage.height;
  return (value) => {
    const y = toY(isPercent ? low + ((high - low) * value) / 100 : value);
    return Math.min(bottom + 10, Math.max(stage.top - 10, y));
  };
}
