// Lines, bars and points on a canvas, by their looks.
import { traceBars } from "./bar-path";
import { type ChartColours, fade } from "./chart-colours";
import { parseColour, shift, toHex } from "./colour-math";
import { traceCurve } from "./curve-path";
import type { Stage } from "./drawing";
import { firstAtOrAfter, type LineData } from "./line-data";
import { type LineLook, plainColour } from "./line-look";
import { traceLine } from "./line-path";
import { colourAt, resolveColour } from "./named-colours";
import { shortStretches } from "./stretches";

/** In CSS pixels; a stretch that is shorter is a dot. */
const shortestLine = 4;
/** Points are marked unasked where there are at least so many CSS pixels for each. */
const pointSpacing = 24;

/** Draws the lines one over another, the last one on top. */
export function paintLines(stage: Stage, times: ArrayLike<number>, lines: readonly LineData[], looks: readonly LineLook[]): void {
  // One point beyond each end, so that lines go on to the edges.
  const from = Math.max(0, firstAtOrAfter(times, stage.startMs) - 1);
  const to = Math.min(times.length - 1, firstAtOrAfter(times, stage.endMs));
  const columns = new Float64Array(times.length);
  for (let i = from; i <= to; i++) columns[i] = Math.round(stage.toX(times[i] as number));
  for (const [place, look] of looks.entries()) {
    const line = lines[place];
    if (line) paintLine(stage, { times, columns, from, to }, line, look);
  }
}

/** The times in sight, and the pixel of each. */
interface Across {
  times: ArrayLike<number>;
  columns: Float64Array;
  from: number;
  to: number;
}

function paintLine(stage: Stage, across: Across, { heights, base: lower }: LineData, look: LineLook): void {
  const { context, ratio } = stage;
  const { times: xs, columns, from, to } = across;
  const toY = stage.toY(look.axis);
  const { low, high } = stage.ends(look.axis);
  const rowY = (value: number) => Math.round(toY(value));
  // Zero where it is in sight, otherwise the end that is nearer to it.
  const base = rowY(Math.min(Math.max(0, low), high));
  const colour = plainColour(look.colour, stage.colours);
  const stroke = strokeOf(stage, look, colour);
  const fill = look.fill > 0 ? fillOf(stage, look, colour) : undefined;
  const input = { xs, ys: heights, from, to, columns, toY: rowY };

  if (look.draw === "bars") {
    const path = new Path2D();
    const mostWidth = stage.width / 3;
    traceBars({ ...input, lower, share: look.barWidth, alignment: look.barAlignment, mostWidth }, path, base);
    if (fill) {
      context.fillStyle = fill;
      context.fill(path);
    }
    if (look.width > 0) strokePath(stage, path, look, stroke, look.width);
  } else if (look.draw === "line" && (look.width > 0 || fill)) {
    const line = new Path2D();
    const area = fill ? new Path2D() : undefined;
    const isPlain = look.interpolation === "linear" && lower === undefined;
    const corners = isPlain
      ? traceLine({ ...input, breaks: look }, { stroke: line, fill: area, base })
      : traceCurve({ ...input, breaks: look, interpolation: look.interpolation, lower }, { stroke: line, fill: area, base });
    if (fill && area) {
      context.fillStyle = fill;
      context.fill(area);
    }
    // With a corner on every other pixel a line is a band of ink anyway; a pixel wide it shows more, and costs a third.
    const isDense = corners > stage.width / 2 && look.width < 2;
    if (look.width > 0) strokePath(stage, line, look, stroke, isDense ? 1 / ratio : look.width);
  }
  paintPoints(stage, across, heights, look, { colour: stroke, toY: rowY });
}

function strokePath(
  { context, ratio }: Stage,
  path: Path2D,
  look: LineLook,
  stroke: string | CanvasGradient,
  width: number,
): void {
  context.strokeStyle = stroke;
  context.lineWidth = width * ratio;
  context.lineJoin = "round";
  context.lineCap = look.isDotted ? "round" : "butt";
  const dash = look.isDotted ? [0, Math.max(2, width * 2)] : look.dash;
  context.setLineDash(dash ? dash.map((part) => part * ratio) : []);
  context.stroke(path);
}

interface PointInput {
  colour: string | CanvasGradient;
  toY(value: number): number;
}

/** The points that are asked for; and a dot where a line would be too short to be seen. */
function paintPoints(stage: Stage, across: Across, heights: Float64Array, look: LineLook, { colour, toY }: PointInput): void {
  if (look.draw === "bars") return;
  const { times, from, to } = across;
  const isAsked = look.draw === "points" || look.points === "always";
  const all = isAsked || (look.points === "auto" && isSpacious(stage, heights, across));
  const least = (shortestLine * stage.ratio * (stage.endMs - stage.startMs)) / Math.max(1, stage.width);
  const places = all ? undefined : shortStretches(times, heights, least, look);
  if (places?.length === 0) return;
  const { context } = stage;
  const radius = ((all ? look.pointSize : Math.max(5, look.width * 2)) / 2) * stage.ratio;
  const path = new Path2D();
  const add = (i: number) => {
    const height = heights[i] as number;
    if (!Number.isFinite(height)) return;
    const [x, y] = [Math.round(stage.toX(times[i] as number)), toY(height)];
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, Math.PI * 2);
  };
  if (places) for (const place of places) add(place);
  else for (let i = from; i <= to; i++) add(i);
  context.fillStyle = colour;
  context.fill(path);
}

function isSpacious(stage: Stage, heights: Float64Array, { from, to }: Across): boolean {
  const most = stage.width / stage.ratio / pointSpacing;
  let count = 0;
  for (let i = from; i <= to && count <= most; i++) if (Number.isFinite(heights[i])) count++;
  return count <= most;
}

function strokeOf(stage: Stage, look: LineLook, colour: string): string | CanvasGradient {
  if (look.gradient === "scheme") return byValue(stage, look, 1) ?? colour;
  if (look.gradient === "hue") return hueGradient(stage, colour, 1);
  return colour;
}

function fillOf(stage: Stage, look: LineLook, colour: string): string | CanvasGradient {
  if (look.gradient === "scheme") return byValue(stage, look, look.fill) ?? fade(colour, look.fill);
  if (look.gradient === "hue") return hueGradient(stage, colour, look.fill);
  if (look.gradient !== "opacity") return fade(colour, look.fill);
  const gradient = stage.context.createLinearGradient(0, stage.top, 0, stage.top + stage.height);
  gradient.addColorStop(0, fade(colour, look.fill));
  gradient.addColorStop(1, fade(colour, look.fill * 0.08));
  return gradient;
}

function hueGradient(stage: Stage, colour: string, alpha: number): string | CanvasGradient {
  const own = parseColour(colour);
  if (!own) return colour;
  const gradient = stage.context.createLinearGradient(0, stage.top, 0, stage.top + stage.height);
  gradient.addColorStop(0, fade(toHex(shift(own, 0.1)), alpha));
  gradient.addColorStop(1, fade(toHex(shift(own, -0.1)), alpha));
  return gradient;
}

/** Each height of the axis in the colour of its value. */
function byValue(stage: Stage, { axis, colour, isNegative }: LineLook, alpha: number): CanvasGradient | undefined {
  if (colour.kind !== "steps" && colour.kind !== "scheme") return undefined;
  const gradient = stage.context.createLinearGradient(0, stage.top + stage.height, 0, stage.top);
  const toY = stage.toY(axis);
  const shareOf = (value: number) =>
    Math.min(1, Math.max(0, (stage.top + stage.height - toY(isNegative ? -value : value)) / Math.max(1, stage.height)));
  for (const { share, text } of stopsOf(colour, stage.colours, shareOf)) gradient.addColorStop(share, fade(text, alpha));
  return gradient;
}

function stopsOf(
  colour: Extract<LineLook["colour"], { kind: "steps" | "scheme" }>,
  colours: ChartColours,
  shareOf: (value: number) => number,
): { share: number; text: string }[] {
  if (colour.kind === "scheme") {
    const span = colour.max - colour.min;
    return Array.from({ length: 17 }, (_, index) => ({
      share: shareOf(colour.min + (span * index) / 16),
      text: colourAt(colour.scheme, index / 16, colours),
    }));
  }
  const stops: { share: number; text: string }[] = [];
  for (const [index, step] of colour.steps.entries()) {
    const text = resolveColour(step.colour, colours);
    const share = index === 0 ? 0 : shareOf(step.from);
    const before = stops[stops.length - 1];
    // Two stops at one place: a sharp edge.
    if (before) stops.push({ share, text: before.text });
    stops.push({ share, text });
  }
  return stops;
}
