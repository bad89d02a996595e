// Which colour a count has, by the options of a heatmap.
import type { HeatmapOptions } from "#shared/dashboards/options/heatmap";
import type { ChartColours } from "../../charts/chart-colours";
import { colourAt, fadedTo } from "../../charts/named-colours";

type ColourOptions = HeatmapOptions["color"];

export interface CountRange {
  min: number;
  max: number;
}

/** From 0 for the least to 1 for the most, in as many steps as the options have. */
export function shareOfCount(count: number, { min, max }: CountRange, { scale, exponent, steps }: ColourOptions): number {
  if (!(max > min)) return 1;
  const share = Math.min(1, Math.max(0, (count - min) / (max - min)));
  const bent = scale === "exponential" ? share ** exponent : share;
  return Math.round(bent * (steps - 1)) / (steps - 1);
}

export function countColour(share: number, options: ColourOptions, colours: ChartColours): string {
  const at = options.reverse ? 1 - share : share;
  // A cell that is there is never quite the ground.
  return options.mode === "opacity" ? fadedTo(options.fill, 0.06 + 0.94 * at, colours) : colourAt(options.scheme, at, colours);
}

/** The ends of the colours: those that are set, otherwise those of the counts that are drawn. */
export function countRange(counts: ArrayLike<number>, options: HeatmapOptions): CountRange {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] as number;
    if (!isDrawn(count, options)) continue;
    if (count < min) min = count;
    if (count > max) max = count;
  }
  const found = min <= max ? { min, max } : { min: 0, max: 0 };
  // The least is seen against nothing at all, unless the scale is told where to begin.
  return { min: options.color.min ?? Math.min(0, found.min), max: options.color.max ?? found.max };
}

export function isDrawn(count: number, { filterValues: { le, ge } }: HeatmapOptions): boolean {
  if (!Number.isFinite(count)) return false;
  return !(le !== undefined && count <= le) && !(ge !== undefined && count >= ge);
}
