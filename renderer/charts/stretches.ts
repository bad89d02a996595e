// Where a line is unbroken.
import type { Milliseconds } from "#shared/units/time";

export interface Breaks {
  /** The line breaks where two points are further apart than this. */
  gapMs: Milliseconds;
  /** It goes on over gaps up to this long, whatever else says that there is one. */
  spanMs: Milliseconds;
}

/** Only where points are missing. */
const atMissing: Breaks = { gapMs: Number.POSITIVE_INFINITY, spanMs: 0 };

type Heights = ArrayLike<number | null | undefined>;

/**
 * The places of the first and the last point of each stretch, one after the other: `[first, last, first, last]`. A height that is
 * NaN is passed over; one that is null or infinite is a gap.
 */
export function stretchesOf(
  times: ArrayLike<number>,
  heights: Heights,
  from: number,
  to: number,
  { gapMs, spanMs }: Breaks = atMissing,
): number[] {
  const found: number[] = [];
  let first = -1;
  let last = -1;
  let hasGap = false;
  for (let i = from; i <= to; i++) {
    const height = heights[i];
    if (!Number.isFinite(height)) {
      if (!Number.isNaN(height)) hasGap = true;
      continue;
    }
    if (last >= 0) {
      const distance = (times[i] as number) - (times[last] as number);
      if (distance > spanMs && (hasGap || distance > gapMs)) {
        found.push(first, last);
        first = i;
      }
    } else first = i;
    last = i;
    hasGap = false;
  }
  if (last >= 0) found.push(first, last);
  return found;
}

/** Of each stretch that is shorter than `least` (in time), the place of its newest point. */
export function shortStretches(
  times: ArrayLike<number>,
  heights: Heights,
  least: Milliseconds,
  breaks: Breaks = atMissing,
): number[] {
  const found: number[] = [];
  const stretches = stretchesOf(times, heights, 0, times.length - 1, breaks);
  for (let i = 0; i < stretches.length; i += 2) {
    const [first, last] = [stretches[i] as number, stretches[i + 1] as number];
    if ((times[last] as number) - (times[first] as number) < least) found.push(last);
  }
  return found;
}
