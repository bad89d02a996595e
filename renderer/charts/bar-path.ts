// Bars over time.

export interface BarTarget {
  rect(x: number, y: number, width: number, height: number): void;
}

export interface BarInput {
  xs: ArrayLike<number>;
  ys: ArrayLike<number>;
  from: number;
  to: number;
  lower?: ArrayLike<number> | undefined;
  /** The pixel of each of `xs`. */
  columns: ArrayLike<number>;
  toY(value: number): number;
  /** Of the room between two times, 0 to 1. */
  share: number;
  /** The time of a bar is at its left end (1), its middle (0) or its right end (-1). */
  alignment: -1 | 0 | 1;
  /** In pixels; a single bar would be as wide as the chart. */
  mostWidth: number;
}

/** One rectangle for each point, from the lower edge to its height. */
export function traceBars(input: BarInput, path: BarTarget, base: number): void {
  const { ys, from, to, lower, columns, toY, alignment } = input;
  const width = barWidth(input);
  for (let i = from; i <= to; i++) {
    const value = ys[i] as number;
    if (!Number.isFinite(value)) continue;
    const low = lower === undefined ? base : toY(lower[i] as number);
    if (Number.isNaN(low)) continue;
    const [x, y] = [columns[i] as number, toY(value)];
    const left = Math.round(x - (width * (1 - alignment)) / 2);
    // Nothing but a zero is invisible.
    const height = value === 0 ? 0 : Math.max(1, Math.abs(y - low));
    path.rect(left, y <= low ? low - height : low, width, height);
  }
}

/** From the least distance of two neighbours. */
export function barWidth({ xs, ys, from, to, columns, share, mostWidth }: BarInput): number {
  let least = Number.POSITIVE_INFINITY;
  let room = mostWidth;
  let before: number | undefined;
  for (let i = from; i <= to; i++) {
    if (!Number.isFinite(ys[i] as number)) continue;
    if (before !== undefined && (xs[i] as number) - (xs[before] as number) < least) {
      least = (xs[i] as number) - (xs[before] as number);
      // Over the whole of them: two pixels are rounded, and one step is few of them.
      const [first, last] = [columns[from] as number, columns[to] as number];
      const span = (xs[to] as number) - (xs[from] as number);
      room = span > 0 ? ((last - first) * least) / span : mostWidth;
    }
    before = i;
  }
  return Math.max(1, Math.min(mostWidth, Math.round(room * share)));
}
