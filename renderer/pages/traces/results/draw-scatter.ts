// The ink of the scatter: axes, and a point for each trace.
import { type ChartColours, fade } from "../../../charts/chart-colours";
import { prepareCanvas } from "../../../charts/prepare-canvas";
import { timeLabel, timeTicks } from "../../../charts/ticks";
import { tickWords } from "./result-words";
import { type PlotSize, plotMargin, type Scatter, type ScatterPoint } from "./scatter";

export interface ScatterLook {
  colours: ChartColours;
  hovered: ScatterPoint | undefined;
  /** The trace that the keys are at. */
  cursor: string | undefined;
  /** The stretch that is being dragged, in pixels. */
  dragged: { from: number; to: number } | undefined;
}

export function drawScatter(canvas: HTMLCanvasElement, { width, height }: PlotSize, scatter: Scatter, look: ScatterLook): void {
  const context = prepareCanvas(canvas, width, height);
  if (!context) return;
  drawAxes(context, { width, height }, scatter, look.colours);
  if (look.dragged) {
    const { from, to } = look.dragged;
    context.fillStyle = fade(look.colours.series[0] ?? "", 0.14);
    context.fillRect(Math.min(from, to), plotMargin.top, Math.abs(to - from), height - plotMargin.top - plotMargin.bottom);
  }
  for (const point of scatter.points) drawPoint(context, point, look);
}

function drawAxes(context: CanvasRenderingContext2D, { width, height }: PlotSize, scatter: Scatter, colours: ChartColours): void {
  const { left, right } = plotMargin;
  context.font = `11px ${colours.font}`;
  context.fillStyle = colours.axisText;
  context.strokeStyle = colours.grid;
  context.lineWidth = 1;
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const { y, ns } of scatter.ticks) {
    const line = Math.round(y) + 0.5;
    context.beginPath();
    context.moveTo(left, line);
    context.lineTo(width - right, line);
    context.stroke();
    context.fillText(tickWords(ns), left - 8, y);
  }
  context.textAlign = "center";
  context.textBaseline = "bottom";
  const room = width - left - right;
  const { times, stepMs } = timeTicks(scatter.startMs, scatter.endMs, Math.max(2, Math.floor(room / 110)));
  for (const time of times) {
    const x = left + (room * (time - scatter.startMs)) / Math.max(1, scatter.endMs - scatter.startMs);
    // A label at the very edge would be cut.
    if (x < left + 20 || x > width - 26) continue;
    context.fillText(timeLabel(time, stepMs), x, height - 2);
  }
  context.textBaseline = "alphabetic";
}

function drawPoint(context: CanvasRenderingContext2D, point: ScatterPoint, { colours, hovered, cursor }: ScatterLook): void {
  const colour = point.hasErrors ? colours.critical : (colours.series[0] ?? "");
  const isMeant = point.found === hovered?.found || point.found.summary.traceId === cursor;
  context.beginPath();
  addShape(context, point);
  context.fillStyle = fade(colour, isMeant ? 0.85 : 0.4);
  context.fill();
  context.lineWidth = isMeant ? 2 : 1;
  context.strokeStyle = isMeant ? colours.text : colour;
  context.stroke();
}

/** Those with errors have corners: not everybody tells them by their colour. */
function addShape(context: CanvasRenderingContext2D, { x, y, radius, hasErrors }: ScatterPoint): void {
  if (!hasErrors) {
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  const half = radius * 1.25;
  context.moveTo(x, y - half);
  context.lineTo(x + half, y);
  context.lineTo(x, y + half);
  context.lineTo(x - half, y);
  context.closePath();
}
