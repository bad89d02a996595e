// How many values fell into which bucket when, as colours.
import type { Heatmap, HeatmapRow } from "#shared/dashboards/data/heatmap";
import type { ChartColours } from "./chart-colours";
import type { AxisLook, Drawing, Stage, Tip, TipPlace, TipRow } from "./drawing";
import { firstAtOrAfter } from "./line-data";

export interface HeatmapDrawingInput {
  heatmap: Heatmap;
  axis: AxisLook;
  /** The colour of a count; undefined for a cell that stays empty. */
  colourOf(count: number, colours: ChartColours): string | undefined;
  /** Between cells, in CSS pixels. */
  gap: number;
  tip: "cell" | "column" | "none";
  writeStretch(from: number, to: number): string;
  writeCount(count: number): string;
  writeRow(row: HeatmapRow): string;
  colours(): ChartColours;
}

/** A gap takes no more of a cell than one part in so many. */
const leastForGap = 5;

export function heatmapDrawing(input: HeatmapDrawingInput): Drawing {
  const { heatmap, axis } = input;
  return {
    shape: `heatmap ${axis.side} ${axis.isHidden} ${axis.isReversed} ${axis.label}`,
    times: heatmap.times,
    axes: [axis],
    extent: () => ({ min: 0, max: heatmap.rows.length }),
    paint: (stage) => paint(stage, input),
    tip: (place) => (input.tip === "none" ? undefined : tipOf(input, place)),
  };
}

function paint(stage: Stage, { heatmap, axis, colourOf, gap }: HeatmapDrawingInput): void {
  const { times, stepMs, rows, counts } = heatmap;
  const toY = stage.toY(axis.key);
  const from = Math.max(0, firstAtOrAfter(times, stage.startMs - stepMs));
  const to = firstAtOrAfter(times, stage.endMs);
  // From the usual size of a cell, not from each: the columns of one heatmap differ by a pixel.
  const across = gapIn(stage.toX(stage.startMs + stepMs) - stage.toX(stage.startMs), gap * stage.ratio);
  const down = gapIn(Math.abs(toY(1) - toY(0)), gap * stage.ratio);
  // One path for each colour: cells are many, colours are few.
  const paths = new Map<string, Path2D>();
  for (let row = 0; row < rows.length; row++) {
    const [one, other] = [Math.round(toY(row)), Math.round(toY(row + 1))];
    const [top, bottom] = [Math.min(one, other), Math.max(one, other)];
    for (let column = from; column < to; column++) {
      const count = counts[row * times.length + column] as number;
      const colour = Number.isNaN(count) ? undefined : colourOf(count, stage.colours);
      if (colour === undefined) continue;
      const left = Math.round(stage.toX(times[column] as number));
      const right = Math.round(stage.toX((times[column] as number) + stepMs));
      let path = paths.get(colour);
      if (!path) {
        path = new Path2D();
        paths.set(colour, path);
      }
      path.rect(left, top, Math.max(1, right - left - across), Math.max(1, bottom - top - down));
    }
  }
  for (const [colour, path] of paths) {
    stage.context.fillStyle = colour;
    stage.context.fill(path);
  }
}

const gapIn = (size: number, gap: number): number => (size < gap * leastForGap ? 0 : gap);

function tipOf({ heatmap, axis, ...input }: HeatmapDrawingInput, place: TipPlace): Tip | undefined {
  const { times, stepMs, rows, counts } = heatmap;
  const column = firstAtOrAfter(times, place.time + 1) - 1;
  const start = times[column];
  if (start === undefined || place.time >= start + stepMs) return undefined;
  const row = Math.floor(place.valueAt(axis.key));
  const countAt = (at: number) => counts[at * times.length + column] ?? Number.NaN;
  const line = (at: number): TipRow => ({
    label: input.writeRow(rows[at] as HeatmapRow),
    value: input.writeCount(countAt(at)),
    colour: input.colourOf(countAt(at), input.colours()) ?? "transparent",
    isNearest: input.tip === "column" && at === row,
  });
  const all = rows.map((_, at) => rows.length - 1 - at).filter((at) => countAt(at) > 0 || at === row);
  const shown = input.tip === "column" ? all.slice(0, 24) : [row];
  const listed = shown.filter((at) => at >= 0 && at < rows.length && !Number.isNaN(countAt(at)));
  if (listed.length === 0) return undefined;
  const [left, right] = [place.toX(start), place.toX(start + stepMs)];
  const [top, bottom] = [place.toY(axis.key, row + 1), place.toY(axis.key, row)];
  return {
    heading: input.writeStretch(start, start + stepMs),
    rows: listed.map(line),
    box: { left, top: Math.min(top, bottom), width: right - left, height: Math.abs(bottom - top) },
  };
}
