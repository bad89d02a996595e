// Draws a flame graph: a bar for each node, as wide as the time it took, below the one that called it.
import type { FlameGraph } from "#shared/traces/flame-graph";
import { type ChartColours, fade } from "../../../../charts/chart-colours";
import { textWidth } from "../../../../charts/text-width";
import type { FlameWindow } from "./flame-place";
import { type FlameLook, strokesOf } from "./flame-strokes";

export interface FlamePainting extends FlameLook {
  colours: ChartColours;
}

export function paintFlame(
  context: CanvasRenderingContext2D,
  graph: FlameGraph,
  window: FlameWindow,
  painting: FlamePainting,
): void {
  const { colours } = painting;
  const { bars, specks, texts } = strokesOf(graph, window, painting);
  fill(context, fade(colours.cursor, 0.5), specks);
  for (const [colour, rects] of bars) fill(context, colour, rects);
  const font = `11px ${colours.font}`;
  context.font = font;
  context.textBaseline = "middle";
  for (const { text, x, y, room, ink } of texts) {
    const shown = cutTo(text, room, textWidth(text, font));
    if (shown === "") continue;
    context.fillStyle = ink;
    context.fillText(shown, x, y, room);
  }
}

function fill(context: CanvasRenderingContext2D, colour: string, rects: readonly number[]): void {
  context.fillStyle = colour;
  for (let at = 0; at < rects.length; at += 4) {
    context.fillRect(rects[at] as number, rects[at + 1] as number, rects[at + 2] as number, rects[at + 3] as number);
  }
}

/** As much of a text as has room. Reckoned from the width of the whole, which is measured once for each name. */
export function cutTo(text: string, room: number, width: number): string {
  if (width <= room) return text;
  const letters = Math.floor((text.length * room) / width) - 1;
  return letters < 2 ? "" : `${text.slice(0, letters)}…`;
}
