// How a span compares with the others of its operation in the same trace.
import type { Nanoseconds, Trace } from "#shared/model/trace";

/** Of fewer spans a percentile says nothing. */
const fewest = 20;

export interface Compared {
  /** How many spans of this operation there are, itself among them. */
  count: number;
  /** Which part of them is faster than it, 0 to 1. */
  fasterShare: number;
  p50Ns: Nanoseconds;
}

/** Sorted once for each operation of a trace: going from sibling to sibling asks again and again. */
const sorted = new WeakMap<Trace, Map<string, Float64Array>>();

/** Undefined where too few spans do the same. */
export function comparedWithSame(trace: Trace, position: number): Compared | undefined {
  const durations = durationsLike(trace, position);
  const count = durations.length;
  if (count < fewest) return undefined;
  const own = trace.duration[position] ?? 0;
  return { count, fasterShare: countBelow(durations, own) / count, p50Ns: durations[Math.floor((count - 1) / 2)] ?? 0 };
}

function durationsLike(trace: Trace, position: number): Float64Array {
  const [service, operation] = [trace.service[position], trace.operation[position]];
  const key = `${service} ${operation}`;
  let known = sorted.get(trace);
  if (!known) {
    known = new Map();
    sorted.set(trace, known);
  }
  let durations = known.get(key);
  if (!durations) {
    durations = new Float64Array(trace.count);
    let count = 0;
    for (let each = 0; each < trace.count; each++) {
      if (trace.operation[each] !== operation || trace.service[each] !== service) continue;
      durations[count++] = trace.duration[each] ?? 0;
    }
    durations = durations.slice(0, count).sort();
    known.set(key, durations);
  }
  return durations;
}

function countBelow(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
