// The arithmetic of one classic histogram at one moment: cumulative counts under rising upper bounds.

/** `count` buckets; the arrays may be longer, because they are used again for the next histogram. */
export interface Buckets {
  bounds: Float64Array;
  counts: Float64Array;
  count: number;
  /** Whether the last quantile needed counts that fell by more than rounding to be raised. */
  isForced: boolean;
}

/** Counts that differ by less than this part of their sum differ by rounding only. */
const tolerance = 1e-12;
const leastNormal = 2 ** -1022;

const isComplete = ({ bounds, count }: Buckets): boolean => bounds[count - 1] === Number.POSITIVE_INFINITY;

/**
 * The value that a fraction of all observations does not exceed, by a straight line within the bucket that it falls into.
 * Counts that fall are raised to the ones before them first.
 */
export function bucketQuantile(fraction: number, buckets: Buckets): number {
  buckets.isForced = false;
  if (Number.isNaN(fraction)) return Number.NaN;
  if (fraction < 0) return Number.NEGATIVE_INFINITY;
  if (fraction > 1) return Number.POSITIVE_INFINITY;
  if (!isComplete(buckets)) return Number.NaN;
  const isForced = makeMonotonic(buckets);
  const { bounds, counts, count } = buckets;
  const observations = counts[count - 1] as number;
  if (count < 2 || observations === 0) return Number.NaN;
  buckets.isForced = isForced;
  const rank = fraction * observations;
  const found = firstReaching(rank, counts, count - 1);
  // Nothing is known about how far the last bucket goes, so the answer is where it begins.
  if (found === count - 1) return bounds[count - 2] as number;
  const upper = bounds[found] as number;
  if (found === 0) return upper <= 0 ? upper : upper * (rank / (counts[0] as number));
  const lower = bounds[found - 1] as number;
  const below = counts[found - 1] as number;
  return lower + (upper - lower) * ((rank - below) / ((counts[found] as number) - below));
}

/** The first of `end` counts that is at least the rank, else `end`; halving as Go does, because NaN among them decides nothing. */
function firstReaching(rank: number, counts: Float64Array, end: number): number {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((counts[middle] as number) >= rank) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether a count fell by more than rounding. */
function makeMonotonic({ counts, count }: Buckets): boolean {
  let isForced = false;
  let before = counts[0] as number;
  for (let index = 1; index < count; index++) {
    const current = counts[index] as number;
    if (current === before) continue;
    const isRounding = isAlmostEqual(before, current);
    if (isRounding || current < before) {
      counts[index] = before;
      if (!isRounding) isForced = true;
    } else before = current;
  }
  return isForced;
}

function isAlmostEqual(a: number, b: number): boolean {
  if (Number.isNaN(a) && Number.isNaN(b)) return true;
  const sum = Math.abs(a) + Math.abs(b);
  const difference = Math.abs(a - b);
  if (a === 0 || b === 0 || sum < leastNormal) return difference < tolerance * leastNormal;
  return difference / Math.min(sum, Number.MAX_VALUE) < tolerance;
}

/** The part of all observations between two values. Counts are taken as they are, falling or not. */
export function bucketFraction(lower: number, upper: number, buckets: Buckets): number {
  if (!isComplete(buckets)) return Number.NaN;
  const all = buckets.counts[buckets.count - 1] as number;
  if (all === 0 || Number.isNaN(lower) || Number.isNaN(upper)) return Number.NaN;
  if (lower >= upper) return 0;
  const atUpper = rankOf(upper, buckets);
  const atLower = rankOf(lower, buckets);
  return ((atUpper > all ? all : atUpper) - (atLower > all ? all : atLower)) / all;
}

/** How many observations lie below a value, as far as the buckets tell; a bucket without an end tells nothing of its inside. */
function rankOf(value: number, { bounds, counts, count }: Buckets): number {
  let rank = 0;
  let lower = (bounds[0] as number) > 0 ? 0 : Number.NEGATIVE_INFINITY;
  for (let index = 0; index < count; index++) {
    const upper = bounds[index] as number;
    const reached = counts[index] as number;
    if (lower >= value) return rank;
    if (lower < value && upper > value) {
      if (lower === Number.NEGATIVE_INFINITY) return reached;
      return rank + ((reached - rank) * (value - lower)) / (upper - lower);
    }
    rank = reached;
    lower = upper;
  }
  return counts[count - 1] as number;
}
