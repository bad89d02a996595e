import type { EpochMs } from "#shared/units/time";

export interface Point {
  x: number;
  y: number;
}

/**
 * Whether a line that was last drawn up to a time has since moved by a pixel: over a quarter of an hour that is every few
 * seconds, and between them nobody could see a difference. An earlier time is a clock that was set: draw.
 */
export function hasMoved(drawnTo: EpochMs | undefined, times: ArrayLike<EpochMs>, width: number): boolean {
  const first = times[0];
  const last = times[times.length - 1];
  if (drawnTo === undefined || first === undefined || last === undefined || last < drawnTo) return true;
  return ((last - drawnTo) / Math.max(1, last - first)) * width >= 1;
}

export interface SparklineRoom {
  width: number;
  height: number;
  /** The top, at least. */
  leastTop: number;
  /** What lies at the bottom: zero, unless a number is only read against its own past. */
  bottom?: number | undefined;
}

/**
 * The line of a sparkline, as runs of points between its gaps: the newest at the right edge. No more than one point per
 * pixel, the highest of those that fall on it, so that a peak is never lost.
 */
export function sparklinePoints(
  times: ArrayLike<EpochMs>,
  values: ArrayLike<number>,
  { width, height, leastTop, bottom = 0 }: SparklineRoom,
): Point[][] {
  const first = times[0];
  const last = times[times.length - 1];
  if (first === undefined || last === undefined) return [];
  let top = leastTop;
  for (let i = 0; i < values.length; i++) if ((values[i] as number) > top) top = values[i] as number;
  const span = Math.max(1, last - first);
  const runs: Point[][] = [];
  let run: Point[] = [];
  for (let i = 0; i < times.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) {
      if (run.length > 0) runs.push(run);
      run = [];
      continue;
    }
    const x = (((times[i] as number) - first) / span) * width;
    const y = top > bottom ? height - (Math.max(0, value - bottom) / (top - bottom)) * height : height;
    const before = run[run.length - 1];
    if (before && Math.floor(before.x) === Math.floor(x)) before.y = Math.min(before.y, y);
    else run.push({ x, y });
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

/** From the lowest value to the highest, with the middle of the room for a line that never moves; undefined without values. */
export function ownRange(values: ArrayLike<number>): { bottom: number; leastTop: number } | undefined {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least > most) return undefined;
  if (least < most) return { bottom: least, leastTop: most };
  const half = Math.abs(least) / 2 || 1;
  return { bottom: least - half, leastTop: most + half };
}
