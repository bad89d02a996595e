// Buckets counted out of plain lines: how many of their points fall into which stretch of time and of values.
import { parseDuration } from "../../format/duration";
import type { HeatmapOptions } from "../options/heatmap";
import type { Frame } from "./frame";
import { boundText, extentOf, type Heatmap, type HeatmapRow } from "./heatmap";
import { alignFrames } from "./join";
import { niceStep } from "./nice-step";
import { fieldRange } from "./reduce";

type Calculation = HeatmapOptions["calculation"];
type Buckets = NonNullable<Calculation["yBuckets"]>;

/** As many as a panel has room for, when nothing is said. */
const usualColumns = 60;
const usualRows = 20;
/** More cells than this are smaller than a pixel. */
const mostCells = 1000;

export function calculateHeatmap(frames: readonly Frame[], calculation: Calculation): Heatmap | undefined {
  const { times, columns } = alignFrames(frames, { withGaps: false });
  const from = times[0];
  const to = times[times.length - 1];
  if (from === undefined || to === undefined || columns.length === 0) return undefined;
  const stepMs = columnWidth(to - from, times.length, calculation.xBuckets);
  const start = Math.floor(from / stepMs) * stepMs;
  const width = Math.min(mostCells, Math.floor((to - start) / stepMs) + 1);
  const edges = edgesOf(frames, calculation.yBuckets);
  const rows = rowsOf(edges, columns[0]?.field.config.unit);
  const counts = new Float64Array(rows.length * width);
  for (const { values } of columns) {
    for (let index = 0; index < values.length; index++) {
      const row = rowOf(values[index] as number, edges);
      const column = Math.floor(((times[index] as number) - start) / stepMs);
      if (row >= 0 && column < width) counts[row * width + column] = (counts[row * width + column] as number) + 1;
    }
  }
  return {
    times: Float64Array.from({ length: width }, (_, index) => start + index * stepMs),
    stepMs,
    rows,
    counts,
    ...extentOf(counts),
  };
}

function columnWidth(spanMs: number, points: number, buckets: Calculation["xBuckets"]): number {
  const given = buckets?.value ?? "";
  if (buckets?.mode === "size") {
    const duration = parseDuration(given);
    if (duration.ok && duration.value > 0) return Math.max(duration.value, spanMs / mostCells);
  }
  const count = buckets?.mode === "count" ? Number(given) : Number.NaN;
  const wanted = spanMs / (count > 0 ? Math.min(count, mostCells) : Math.min(usualColumns, points));
  return niceStep(Math.max(1, wanted));
}

/** The ends of the rows, rising: one more than there are rows. */
function edgesOf(frames: readonly Frame[], buckets: Buckets | undefined): number[] {
  const { min, max } = fieldRange(frames);
  if (buckets?.scale?.type === "log" && max > 0) return logEdges(min, max, buckets.scale.log ?? 2);
  const given = Number(buckets?.value);
  const isSize = buckets?.mode === "size" && given > 0;
  const count = buckets?.mode === "count" && given > 0 ? Math.min(given, mostCells) : usualRows;
  const size = isSize ? Math.max(given, (max - min) / mostCells) : niceStep((max - min || Math.abs(max) || 1) / count);
  const first = Math.floor(min / size);
  // The largest value lies in a row, not on its upper end.
  const last = Math.floor(max / size) + 1;
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * size);
}

function logEdges(min: number, max: number, base: number): number[] {
  const power = (value: number) => Math.log(value) / Math.log(base > 1 ? base : 2);
  const last = Math.floor(power(max) + 1e-9) + 1;
  // Zero and what is below has no place on such an axis; a few hundred powers are all that a number has.
  const first = Math.max(Math.floor(power(min > 0 ? min : max / 1e6) + 1e-9), last - 200);
  return Array.from({ length: last - first + 1 }, (_, index) => (base > 1 ? base : 2) ** (first + index));
}

const rowsOf = (edges: readonly number[], unit: string | undefined): HeatmapRow[] =>
  edges.slice(0, -1).map((low, index) => {
    const high = edges[index + 1] as number;
    return { low, high, label: boundText(high, unit) };
  });

/** The row that a value lies in, by halving; -1 for none. */
function rowOf(value: number, edges: readonly number[]): number {
  const last = edges.length - 1;
  if (!(value >= (edges[0] as number)) || value > (edges[last] as number)) return -1;
  let low = 0;
  let high = last - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (value >= (edges[middle] as number)) low = middle;
    else high = middle - 1;
  }
  return low;
}
