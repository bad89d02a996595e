// Rows into buckets of a coarser tier. A bucket holds what lies in `(k·R, (k+1)·R]`, and its row has the time of the writer's last
// run in it: so all series of a block keep sharing their times, and a counter's last value stands at the time when it was read.
import type { EpochMs, Milliseconds } from "#shared/units/time";
import { type Column, row, type TierColumn } from "../codec/column";
import { compensatedSum } from "./compensated-sum";

/** One for a block; its parts take one series after another, so that the caller can pause in between. */
export interface Downsampling {
  /** Of the buckets. */
  times: Float64Array;
  /** From samples. */
  fromRaw(column: Column): TierColumn;
  /** From buckets of a finer tier. */
  fromBuckets(column: TierColumn): TierColumn;
}

/** `times` are those of the finer rows, rising. */
export function createDownsampling(times: Float64Array, resolution: Milliseconds): Downsampling {
  const starts = startsOfBuckets(times, resolution);
  const buckets = starts.length - 1;

  function createColumn(): TierColumn {
    const column = () => new Float64Array(buckets);
    return { min: column(), max: column(), sum: column(), count: column(), last: column() };
  }

  return {
    times: Float64Array.from({ length: buckets }, (_, bucket) => times[(starts[bucket + 1] as number) - 1] as EpochMs),

    fromRaw({ values, flags }) {
      const into = createColumn();
      return withFlags(into, starts, flags, false, (bucket, first, end) => {
        const own = flags ? presentValues(values, flags, first, end) : values.subarray(first, end);
        into.count[bucket] = own.length;
        if (own.length === 0) return false;
        into.min[bucket] = leastOf(own);
        into.max[bucket] = greatestOf(own);
        into.sum[bucket] = compensatedSum(own);
        into.last[bucket] = own[own.length - 1] as number;
        return true;
      });
    },

    fromBuckets({ min, max, sum, count, last, flags, endsStale = false }) {
      const into = createColumn();
      return withFlags(into, starts, flags, endsStale, (bucket, first, end) => {
        const own = (values: Float64Array) => (flags ? presentValues(values, flags, first, end) : values.subarray(first, end));
        const lasts = own(last);
        if (lasts.length === 0) return false;
        into.min[bucket] = leastOf(own(min));
        into.max[bucket] = greatestOf(own(max));
        into.sum[bucket] = compensatedSum(own(sum));
        into.count[bucket] = own(count).reduce((total, samples) => total + samples, 0);
        into.last[bucket] = lasts[lasts.length - 1] as number;
        return true;
      });
    },
  };
}

/** Where in the rows each bucket that has some begins, and where the last one ends. */
function startsOfBuckets(times: Float64Array, resolution: Milliseconds): Int32Array {
  const starts: number[] = [];
  let bucket = Number.NaN;
  for (let at = 0; at < times.length; at++) {
    const own = Math.ceil((times[at] as number) / resolution);
    if (own === bucket) continue;
    bucket = own;
    starts.push(at);
  }
  starts.push(times.length);
  return Int32Array.from(starts);
}

/**
 * Fills bucket after bucket (`fill` says whether it found samples) and sets the flags where there are gaps. A series that ended
 * within a bucket is still there at the bucket's time, for it has values then; the marker goes to the next bucket if that has none
 * of its own, and behind the last row if there is no next.
 */
function withFlags(
  into: TierColumn,
  starts: Int32Array,
  finer: Uint8Array | undefined,
  endsStale: boolean,
  fill: (bucket: number, first: number, end: number) => boolean,
): TierColumn {
  const buckets = starts.length - 1;
  const flags = new Uint8Array(buckets);
  let hasGaps = false;
  let isEnded = false;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const first = starts[bucket] as number;
    const end = starts[bucket + 1] as number;
    const hasSamples = fill(bucket, first, end);
    const newest = finer ? newestFlag(finer, first, end) : row.value;
    if (hasSamples) flags[bucket] = row.value;
    else if (isEnded || newest === row.stale) flags[bucket] = row.stale;
    if (!hasSamples) hasGaps = true;
    isEnded = hasSamples && newest === row.stale;
  }
  const isLeftOver = isEnded || endsStale;
  return { ...into, ...(hasGaps && { flags }), ...(isLeftOver && { endsStale: true }) };
}

function newestFlag(flags: Uint8Array, first: number, end: number): number {
  for (let at = end - 1; at >= first; at--) if (flags[at] !== row.absent) return flags[at] as number;
  return row.absent;
}

function presentValues(values: Float64Array, flags: Uint8Array, first: number, end: number): Float64Array {
  const present = new Float64Array(end - first);
  let length = 0;
  for (let at = first; at < end; at++) if (flags[at] === row.value) present[length++] = values[at] as number;
  return present.subarray(0, length);
}

/** NaN only where there is nothing else, as `min_over_time` has it. */
function leastOf(values: Float64Array): number {
  let least = values[0] as number;
  for (const value of values) if (value < least || Number.isNaN(least)) least = value;
  return least;
}

function greatestOf(values: Float64Array): number {
  let greatest = values[0] as number;
  for (const value of values) if (value > greatest || Number.isNaN(greatest)) greatest = value;
  return greatest;
}
