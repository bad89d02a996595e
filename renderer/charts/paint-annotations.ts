// Marks and stretches of time on a chart: deployments, alerts, notes made by hand.
import type { Annotation } from "#shared/dashboards/panel-data";
import { fade } from "./chart-colours";
import type { Stage } from "./drawing";
import { resolveColour } from "./named-colours";

/** Of the mark at the bottom, in CSS pixels. */
const markSize = 5;

/** Over the drawing: a dashed line for a moment, a wash with two edges for a stretch, and a mark at the bottom to point at. */
export function paintAnnotations(stage: Stage, annotations: readonly Annotation[]): void {
  const { context, ratio, left, top, width, height } = stage;
  const bottom = top + height;
  for (const { at, until, color } of annotations) {
    if ((until ?? at) < stage.startMs || at > stage.endMs) continue;
    const colour = resolveColour(color, stage.colours);
    const start = Math.max(left, Math.round(stage.toX(at)));
    const end = until === undefined ? start : Math.min(left + width, Math.round(stage.toX(until)));
    if (end > start) {
      context.fillStyle = fade(colour, 0.1);
      context.fillRect(start, top, end - start, height);
    }
    context.strokeStyle = colour;
    context.lineWidth = ratio;
    context.setLineDash([3 * ratio, 3 * ratio]);
    context.beginPath();
    for (const x of end > start ? [start, end] : [start]) {
      context.moveTo(x + 0.5, top);
      context.lineTo(x + 0.5, bottom);
    }
    context.stroke();
    context.fillStyle = colour;
    if (end > start) context.fillRect(start, bottom - 3 * ratio, end - start, 3 * ratio);
    else {
      context.beginPath();
      context.moveTo(start, bottom - markSize * 1.6 * ratio);
      context.lineTo(start + markSize * ratio, bottom);
      context.lineTo(start - markSize * ratio, bottom);
      context.fill();
    }
  }
  context.setLineDash([]);
}

/** Those that the pointer is on: the mark or line of a moment, the foot of a stretch. */
export function annotationsAt(
  annotations: readonly Annotation[],
  place: { x: number; y: number; height: number; toX(time: number): number },
): Annotation[] {
  const isAtFoot = place.y > place.height - 14;
  return annotations.filter(({ at, until }) => {
    const start = place.toX(at);
    if (until === undefined) return Math.abs(place.x - start) <= markSize;
    const end = place.toX(until);
    const isOnEdge = Math.min(Math.abs(place.x - start), Math.abs(place.x - end)) <= 3;
    return isOnEdge || (isAtFoot && place.x >= start && place.x <= end);
  });
}
