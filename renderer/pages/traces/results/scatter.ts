// Traces as points over the time: where they lie, and which one is meant by a place. Only drawing them needs a browser.
import type { FoundTrace } from "../search/create-run";
import { startOf } from "./result-rows";

export interface PlotSize {
  width: number;
  height: number;
}

export interface ScatterPoint {
  found: FoundTrace;
  x: number;
  y: number;
  radius: number;
  hasErrors: boolean;
}

export interface Scatter {
  startMs: number;
  endMs: number;
  /** Smallest first, so that small ones are drawn over large ones; those with errors after all others. */
  points: readonly ScatterPoint[];
  ticks: readonly { y: number; ns: number }[];
}

/** Beside the points: the words of the value axis, and of the times. */
export const plotMargin = { left: 58, right: 14, top: 14, bottom: 20 } as const;

const leastRadius = 3;
/** The largest: smaller where there are many, so that they do not hide each other. */
const mostRadius = (count: number): number => Math.max(5, 8 - Math.log2(Math.max(1, count / 20)));
/** From this many times the shortest on, equal steps would press the short ones onto the ground. */
const muchLonger = 20;

export function layOutScatter(
  found: readonly FoundTrace[],
  { width, height }: PlotSize,
  range: { startMs: number; endMs: number },
): Scatter {
  const { left, right, top, bottom } = plotMargin;
  const starts = found.map(({ summary }) => startOf(summary));
  // A trace may begin a little outside of what was asked for: by any span in the time it is found.
  const startMs = starts.reduce((least, at) => Math.min(least, at), range.startMs);
  const endMs = starts.reduce((most, at) => Math.max(most, at), range.endMs);
  const roomX = Math.max(1, width - left - right);
  const roomY = Math.max(1, height - top - bottom);
  const scale = durationScale(found.map(({ summary }) => summary.durationNs));
  const most = found.reduce((largest, { summary }) => Math.max(largest, summary.spans), 1);
  const room = mostRadius(found.length) - leastRadius;
  const points = found.map((each, index): ScatterPoint => {
    const { durationNs, spans, errors } = each.summary;
    const at = (starts[index] as number) - startMs;
    return {
      found: each,
      x: left + (roomX * at) / Math.max(1, endMs - startMs),
      y: top + roomY * (1 - scale.shareOf(durationNs)),
      radius: leastRadius + room * Math.sqrt(spans / most),
      hasErrors: errors > 0,
    };
  });
  points.sort((a, b) => Number(a.hasErrors) - Number(b.hasErrors) || b.radius - a.radius);
  const mostTicks = Math.max(2, Math.floor(roomY / 22));
  const every = Math.ceil(scale.ticks.length / mostTicks);
  const ticks = scale.ticks
    .filter((_, index) => index % every === 0)
    .map((ns) => ({ ns, y: top + roomY * (1 - scale.shareOf(ns)) }));
  return { startMs, endMs, points, ticks };
}

interface DurationScale {
  /** 0 at the bottom, 1 at the top. */
  shareOf(ns: number): number;
  ticks: readonly number[];
}

/** Equal steps from zero; or where lengths differ very much, equal ratios from the power of ten below the shortest. */
export function durationScale(lengths: readonly number[]): DurationScale {
  const real = lengths.filter((ns) => ns > 0);
  const most = real.reduce((longest, ns) => Math.max(longest, ns), 0);
  const least = real.reduce((shortest, ns) => Math.min(shortest, ns), most);
  if (most === 0) return { shareOf: () => 0, ticks: [0] };
  if (most / least < muchLonger) {
    const step = roundStep(most / 4);
    const count = Math.ceil(most / step - 1e-9);
    const high = step * count;
    return { shareOf: (ns) => ns / high, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) };
  }
  const from = Math.floor(Math.log10(least));
  const to = Math.max(from + 1, Math.ceil(Math.log10(most) - 1e-9));
  return {
    // Traces of no length at all stand on the ground.
    shareOf: (ns) => (ns <= 0 ? 0 : Math.max(0, (Math.log10(ns) - from) / (to - from))),
    ticks: Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index)),
  };
}

/** The next of 1, 2, 5 times a power of ten. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  return power * ([1, 2, 5, 10].find((digit) => digit * power >= wanted * 0.999_999) ?? 10);
}

/** The trace at a place, give or take a few pixels; of several, the one that is drawn on top. */
export function pointAt({ points }: Scatter, x: number, y: number): ScatterPoint | undefined {
  let best: ScatterPoint | undefined;
  let nearest = Number.POSITIVE_INFINITY;
  for (const point of points) {
    const outside = Math.max(0, Math.hypot(point.x - x, point.y - y) - point.radius);
    if (outside <= 6 && outside <= nearest) {
      nearest = outside;
      best = point;
    }
  }
  return best;
}

/** The time at a place across the plot. */
export function timeAt({ startMs, endMs }: Scatter, x: number, width: number): number {
  const share = (x - plotMargin.left) / Math.max(1, width - plotMargin.left - plotMargin.right);
  return startMs + Math.min(1, Math.max(0, share)) * (endMs - startMs);
}
