// How often which values occur, as bars side by side.
import type { Histogram } from "#shared/dashboards/data/histogram";
import { type ChartColours, fade } from "./chart-colours";
import type { AcrossLook, AxisLook, Drawing, Stage, Tip, TipPlace } from "./drawing";

export interface HistogramSeries {
  label: string;
  colour: string;
  counts: ArrayLike<number>;
}

export interface HistogramDrawingInput {
  lows: Histogram["lows"];
  highs: Histogram["highs"];
  series: readonly HistogramSeries[];
  /** Bars stand on each other; in shares of their whole where that is said. */
  stacking: "none" | "normal" | "percent";
  axis: AxisLook;
  across: AcrossLook;
  /** 0 to 1. */
  fill: number;
  lineWidth: number;
  tip: "single" | "multi" | "none";
  writeBucket(low: number, high: number): string;
  writeCount(count: number): string;
  colours(): ChartColours;
}

export function histogramDrawing(input: HistogramDrawingInput): Drawing {
  const tops = topsOf(input);
  let max = 0;
  for (const { high } of tops) for (const top of high) max = Math.max(max, top);
  return {
    shape: `histogram ${input.stacking}`,
    // In the middle of each bucket: the cursor goes to the nearest.
    times: input.lows.map((low, index) => (low + (input.highs[index] as number)) / 2),
    across: input.across,
    axes: [input.axis],
    extent: () => ({ min: 0, max }),
    paint: (stage) => paint(stage, input, tops),
    tip: (place) => (input.tip === "none" ? undefined : tipOf(input, place)),
  };
}

interface Tops {
  low: Float64Array;
  high: Float64Array;
}

/** From where to where each bar reaches. */
function topsOf({ lows, series, stacking }: HistogramDrawingInput): Tops[] {
  const width = lows.length;
  const totals = new Float64Array(width);
  for (const { counts } of series) for (let i = 0; i < width; i++) totals[i] = (totals[i] as number) + (counts[i] ?? 0);
  let below = new Float64Array(width);
  return series.map(({ counts }) => {
    const high = new Float64Array(width);
    for (let i = 0; i < width; i++) {
      const own = (counts[i] ?? 0) / (stacking === "percent" ? (totals[i] as number) || 1 : 1);
      high[i] = own + (stacking === "none" ? 0 : (below[i] as number));
    }
    const low = stacking === "none" ? new Float64Array(width) : below;
    below = high;
    return { low, high };
  });
}

function paint(stage: Stage, { lows, highs, series, axis, fill, lineWidth }: HistogramDrawingInput, tops: readonly Tops[]): void {
  const { context, ratio } = stage;
  const toY = stage.toY(axis.key);
  for (const [place, { colour }] of series.entries()) {
    const { low, high } = tops[place] as Tops;
    const path = new Path2D();
    for (let i = 0; i < lows.length; i++) {
      if (high[i] === low[i]) continue;
      const [left, right] = [Math.round(stage.toX(lows[i] as number)), Math.round(stage.toX(highs[i] as number))];
      const [top, bottom] = [Math.round(toY(high[i] as number)), Math.round(toY(low[i] as number))];
      const gap = right - left > 3 * ratio ? ratio : 0;
      path.rect(left, Math.min(top, bottom - 1), Math.max(1, right - left - gap), Math.max(1, bottom - top));
    }
    context.fillStyle = fade(colour, fill);
    context.fill(path);
    if (lineWidth === 0) continue;
    context.strokeStyle = colour;
    context.lineWidth = lineWidth * ratio;
    context.setLineDash([]);
    context.stroke(path);
  }
}

function tipOf({ lows, highs, series, tip, ...input }: HistogramDrawingInput, place: TipPlace): Tip | undefined {
  const index = lows.findIndex((low, at) => place.time >= low && place.time < (highs[at] as number));
  if (index < 0) return undefined;
  const rows = series.map(({ label, colour, counts }) => ({ label, colour, value: input.writeCount(counts[index] ?? 0) }));
  const [left, right] = [place.toX(lows[index] as number), place.toX(highs[index] as number)];
  const bottom = place.toY(input.axis.key, 0);
  const some = rows.filter((_, at) => (series[at]?.counts[index] ?? 0) > 0);
  return {
    heading: input.writeBucket(lows[index] as number, highs[index] as number),
    rows: (tip === "single" || some.length === 0 ? rows.slice(0, 1) : some).slice(0, 24),
    box: { left, top: 0, width: right - left, height: bottom },
  };
}
