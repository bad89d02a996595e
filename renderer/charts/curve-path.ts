// Lines that are more than straight from point to point (steps, smooth curves), and fills that stand on another line. One point
// is kept for each column of pixels: more cannot be told apart in an area.
import type { LineInput, PathTarget } from "./line-path";
import { stretchesOf } from "./stretches";

export interface CurveTarget extends PathTarget {
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void;
  closePath(): void;
}

export type Interpolation = "linear" | "smooth" | "stepBefore" | "stepAfter";

export interface CurveInput extends LineInput {
  interpolation: Interpolation;
  /** The lower edge of the fill, by place; `base` of the output where absent. Not finite: nothing is filled there. */
  lower?: ArrayLike<number> | undefined;
}

interface Run {
  xs: number[];
  ys: number[];
  lows: number[];
}

/** Draws the line and the area under it. Returns how many corners the line has. */
export function traceCurve(
  { xs, ys, from, to, breaks, columns, toY, interpolation, lower }: CurveInput,
  { stroke, fill, base }: { stroke: CurveTarget; fill?: CurveTarget | undefined; base: number },
): number {
  let corners = 0;
  const stretches = stretchesOf(xs, ys, from, to, breaks);
  for (let stretch = 0; stretch < stretches.length; stretch += 2) {
    const run: Run = { xs: [], ys: [], lows: [] };
    for (let i = stretches[stretch] as number; i <= (stretches[stretch + 1] as number); i++) {
      const value = ys[i];
      if (value === null || value === undefined || !Number.isFinite(value)) continue;
      const low = lower ? (lower[i] as number) : Number.NaN;
      addPoint(run, columns[i] as number, toY(value), lower ? (Number.isFinite(low) ? toY(low) : Number.NaN) : base);
    }
    drawRun(run, interpolation, stroke, fill);
    corners += run.xs.length;
  }
  return corners;
}

/** Of several points in one column of pixels the one that is furthest from the lower edge stays. */
function addPoint({ xs, ys, lows }: Run, x: number, y: number, low: number): void {
  const last = xs.length - 1;
  if (last < 0 || xs[last] !== x) {
    xs.push(x);
    ys.push(y);
    lows.push(low);
  } else if (Math.abs(y - low) > Math.abs((ys[last] as number) - (lows[last] as number))) {
    ys[last] = y;
    lows[last] = low;
  }
}

function drawRun({ xs, ys, lows }: Run, interpolation: Interpolation, stroke: CurveTarget, fill: CurveTarget | undefined): void {
  const [x, y] = [xs[0], ys[0]];
  if (x === undefined || y === undefined) return;
  stroke.moveTo(x, y);
  if (xs.length === 1) {
    // A stroke of no length; drawn one pixel long, it can be seen.
    stroke.lineTo(x + 1, y);
    return;
  }
  follow(stroke, xs, ys, interpolation);
  if (!fill) return;
  // Where the lower edge has a gap, so has the fill.
  for (let from = 0; from < xs.length; ) {
    let to = from;
    while (to < xs.length && !Number.isNaN(lows[to])) to++;
    if (to - from > 1) fillRun(fill, xs.slice(from, to), ys.slice(from, to), lows.slice(from, to), interpolation);
    from = to + 1;
  }
}

function fillRun(fill: CurveTarget, xs: number[], ys: number[], lows: number[], interpolation: Interpolation): void {
  fill.moveTo(xs[0] as number, ys[0] as number);
  follow(fill, xs, ys, interpolation);
  fill.lineTo(xs[xs.length - 1] as number, lows[lows.length - 1] as number);
  follow(fill, xs.toReversed(), lows.toReversed(), mirrored[interpolation]);
  fill.closePath();
}

const mirrored: Readonly<Record<Interpolation, Interpolation>> = {
  linear: "linear",
  smooth: "smooth",
  stepBefore: "stepAfter",
  stepAfter: "stepBefore",
};

/** From the first point, where the path is already, to the last. */
function follow(path: CurveTarget, xs: readonly number[], ys: readonly number[], interpolation: Interpolation): void {
  if (interpolation === "smooth") {
    followSmoothly(path, xs, ys);
    return;
  }
  for (let i = 1; i < xs.length; i++) {
    const [x, y] = [xs[i] as number, ys[i] as number];
    if (interpolation === "stepAfter") path.lineTo(x, ys[i - 1] as number);
    else if (interpolation === "stepBefore") path.lineTo(xs[i - 1] as number, y);
    path.lineTo(x, y);
  }
}

/** Monotone cubic interpolation (Fritsch and Carlson, 1980): a curve that never goes beyond the points it goes through. */
function followSmoothly(path: CurveTarget, xs: readonly number[], ys: readonly number[]): void {
  const slopes: number[] = [];
  for (let i = 1; i < xs.length; i++)
    slopes.push(((ys[i] as number) - (ys[i - 1] as number)) / ((xs[i] as number) - (xs[i - 1] as number)));
  const tangent = (i: number): number => {
    const [before, after] = [slopes[i - 1], slopes[i]];
    if (before === undefined) return after ?? 0;
    if (after === undefined) return before;
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
  };
  for (let i = 1; i < xs.length; i++) {
    const [x0, x1] = [xs[i - 1] as number, xs[i] as number];
    const [y0, y1] = [ys[i - 1] as number, ys[i] as number];
    const third = (x1 - x0) / 3;
    path.bezierCurveTo(x0 + third, y0 + tangent(i - 1) * third, x1 - third, y1 - tangent(i) * third, x1, y1);
  }
}
