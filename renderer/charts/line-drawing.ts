// Lines over time, as a drawing on a plot.
import type { ChartColours } from "./chart-colours";
import type { AxisLook, Drawing, Tip, TipPlace, TipRow } from "./drawing";
import { extentOfLines, type LineData } from "./line-data";
import { type LineLook, plainColour } from "./line-look";
import { paintLines } from "./paint-lines";
import { paintThresholdAreas, paintThresholdLines, type ThresholdLook } from "./paint-thresholds";

export interface LineDrawingInput {
  times: ArrayLike<number>;
  /** One for each look. */
  lines: readonly LineData[];
  looks: readonly LineLook[];
  axes: readonly AxisLook[];
  thresholds?: readonly ThresholdLook[] | undefined;
  tip: { mode: "single" | "multi" | "none"; sort: "none" | "asc" | "desc" };
  /** The time, as the tooltip says it. */
  writeTime(time: number): string;
  colours(): ChartColours;
}

/** More rows than this are no tooltip but a list; the nearest ones stay. */
const mostTipRows = 24;

export function lineDrawing(input: LineDrawingInput): Drawing {
  const { times, lines, looks, axes, thresholds = [] } = input;
  return {
    shape: axes.map(({ key, side, isHidden, label }) => `${key}\u0000${side}\u0000${isHidden}\u0000${label}`).join("\u0001"),
    times,
    axes,
    extent(axisKey, startMs, endMs) {
      const own = lines.filter((_, place) => looks[place]?.axis === axisKey);
      return extentOfLines(times, own, startMs, endMs);
    },
    paint(stage) {
      for (const threshold of thresholds) paintThresholdAreas(stage, threshold);
      paintLines(stage, times, lines, looks);
      for (const threshold of thresholds) paintThresholdLines(stage, threshold);
    },
    tip: (place) => (input.tip.mode === "none" ? undefined : tipOf(input, place)),
  };
}

interface Candidate {
  row: TipRow;
  value: number;
  distance: number;
  x: number;
  y: number;
  colour: string;
}

function tipOf(input: LineDrawingInput, place: TipPlace): Tip | undefined {
  const time = input.times[place.index];
  if (time === undefined) return undefined;
  const found = candidates(input, place);
  const nearest = found.reduce<Candidate | undefined>(
    (best, each) => (best === undefined || each.distance < best.distance ? each : best),
    undefined,
  );
  if (!nearest) return undefined;
  const shown = input.tip.mode === "single" ? [nearest] : sorted(found, input.tip.sort);
  const rows = around(shown, nearest).map((each) => ({ ...each.row, isNearest: each === nearest && shown.length > 1 }));
  const left = shown.length - rows.length;
  return {
    heading: input.writeTime(time),
    rows,
    note: left > 0 ? `and ${left} more` : undefined,
    dots: shown.flatMap(({ x, y, colour }) => (Number.isFinite(y) ? [{ x, y, colour }] : [])),
  };
}

function candidates({ times, lines, looks, colours }: LineDrawingInput, place: TipPlace): Candidate[] {
  const found: Candidate[] = [];
  for (const [index, look] of looks.entries()) {
    const line = lines[index];
    if (!line || !look.isInTip) continue;
    const at = nearestPoint(times, line, look, place);
    if (at === undefined) continue;
    const value = line.values[at] as number;
    const height = line.heights[at] as number;
    const colour = plainColour(look.colour, colours());
    const x = place.toX(times[at] as number);
    // What has no height of its own lies on the line that it stands on, or nowhere.
    const y = place.toY(look.axis, Number.isFinite(height) ? height : (line.base?.[at] ?? Number.NaN));
    found.push({
      row: { label: look.label, value: look.write(value), colour },
      value,
      distance: Number.isFinite(y) ? Math.abs(y - place.y) : Number.POSITIVE_INFINITY,
      x,
      y,
      colour,
    });
  }
  return found;
}

/** Another line's time may be nearer to the pointer; this one's point counts as long as it is not a step away. */
function nearestPoint(
  times: ArrayLike<number>,
  { heights, values }: LineData,
  { gapMs }: LineLook,
  { index }: TipPlace,
): number | undefined {
  if (Number.isFinite(heights[index])) return index;
  // A value without a place on the axis is still said.
  if (!Number.isNaN(values[index] as number) && values[index] !== undefined) return index;
  if (heights[index] === Number.POSITIVE_INFINITY || !Number.isFinite(gapMs)) return undefined;
  const time = times[index] as number;
  let [before, after] = [index, index];
  while (before >= 0 && !Number.isFinite(heights[before])) before--;
  while (after < heights.length && !Number.isFinite(heights[after])) after++;
  const distance = (at: number) => Math.abs((times[at] ?? Number.POSITIVE_INFINITY) - time);
  const near = distance(before) <= distance(after) ? before : after;
  return distance(near) <= gapMs / 2 ? near : undefined;
}

function sorted(found: readonly Candidate[], sort: "none" | "asc" | "desc"): Candidate[] {
  if (sort === "none") return [...found];
  const sign = sort === "asc" ? 1 : -1;
  return found.toSorted((a, b) => sign * (a.value - b.value));
}

/** As many rows as there is room for, with the nearest among them. */
function around(shown: readonly Candidate[], nearest: Candidate): readonly Candidate[] {
  if (shown.length <= mostTipRows) return shown;
  const place = shown.indexOf(nearest);
  const from = Math.min(Math.max(0, place - mostTipRows / 2), shown.length - mostTipRows);
  return shown.slice(from, from + mostTipRows);
}
