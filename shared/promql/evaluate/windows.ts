// Which samples of a series the moments of a query see. Both columns of time rise, so each search goes on where the last ended.

/** For each moment, which samples lie in `(moment - range, moment]`: from `first` up to, not including, `end`. */
export interface Windows {
  first: Int32Array;
  end: Int32Array;
}

/**
 * The first index from `from` on whose time is after `moment`. By doubling jumps, because at wide steps most samples lie
 * between two moments.
 */
function indexAfter(times: Float64Array, from: number, moment: number): number {
  const length = times.length;
  let low = from;
  let jump = 1;
  while (low + jump <= length && (times[low + jump - 1] as number) <= moment) {
    low += jump;
    jump *= 2;
  }
  let high = Math.min(low + jump - 1, length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function findWindows(times: Float64Array, moments: Float64Array, range: number): Windows {
  const first = new Int32Array(moments.length);
  const end = new Int32Array(moments.length);
  let low = 0;
  let high = 0;
  for (let step = 0; step < moments.length; step++) {
    const moment = moments[step] as number;
    high = indexAfter(times, high, moment);
    low = indexAfter(times, low, moment - range);
    first[step] = low;
    end[step] = high;
  }
  return { first, end };
}

export interface Newest {
  /** For each moment, the index of the newest sample in `(moment - lookback, moment]`, or -1. */
  indices: Int32Array;
  /** Whether each moment sees the sample after that of the moment before: so it is where both have the same distance. */
  isRun: boolean;
}

export function findNewest(times: Float64Array, moments: Float64Array, lookback: number): Newest {
  const indices = new Int32Array(moments.length);
  let high = 0;
  let isRun = true;
  for (let step = 0; step < moments.length; step++) {
    const moment = moments[step] as number;
    const before = high;
    if (high < times.length && (times[high] as number) <= moment) high = indexAfter(times, high + 1, moment);
    const isSeen = high > 0 && (times[high - 1] as number) > moment - lookback;
    indices[step] = isSeen ? high - 1 : -1;
    if (!isSeen || (step > 0 && high !== before + 1)) isRun = false;
  }
  return { indices, isRun };
}

/** Remembers the last answer: series of one collector share their column of times, and come one after the other. */
export function rememberingLast<T>(find: (times: Float64Array) => T): (times: Float64Array) => T {
  let last: { times: Float64Array; found: T } | undefined;
  return (times) => {
    if (last?.times !== times) last = { times, found: find(times) };
    return last.found;
  };
}
