// Time columns put together: a panel's series seldom have the very same times, and a chart has one axis.

/** Whether these are the same times; answers to one query share theirs, or have equal ones. */
export function areSameTimes(a: Float64Array, b: Float64Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length || a[0] !== b[0] || a[a.length - 1] !== b[b.length - 1]) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

/** All times that any of them has, rising, each once. */
export function commonTimes(all: readonly Float64Array[]): Float64Array {
  const different: Float64Array[] = [];
  for (const times of all)
    if (!different.some((known) => areSameTimes(known, times)) && times.length > 0) addBounded(different, times);
  let merged = different[0] ?? new Float64Array(0);
  // In pairs, then pairs of pairs: each time is copied log(n) times.
  let level = different;
  while (level.length > 1) {
    const next: Float64Array[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [a, b] = [level[index] as Float64Array, level[index + 1]];
      next.push(b ? merge(a, b) : a);
    }
    level = next;
    merged = level[0] as Float64Array;
  }
  return merged;
}

/** Comparing each of ten thousand columns with all others would take longer than merging them: only the last few are compared. */
const mostCompared = 32;

function addBounded(different: Float64Array[], times: Float64Array): void {
  if (different.length < mostCompared) {
    different.push(times);
    return;
  }
  // Rather than growing, the list's last place takes in what comes.
  const last = different.length - 1;
  different[last] = merge(different[last] as Float64Array, times);
}

function merge(a: Float64Array, b: Float64Array): Float64Array {
  const merged = new Float64Array(a.length + b.length);
  let count = 0;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const x = i < a.length ? (a[i] as number) : Number.POSITIVE_INFINITY;
    const y = j < b.length ? (b[j] as number) : Number.POSITIVE_INFINITY;
    // Not "smaller": a time that is none (NaN) must be passed over as well.
    if (!(x > y)) i++;
    if (!(y > x)) j++;
    merged[count++] = Math.min(x, y);
  }
  return merged.subarray(0, count);
}

/** The values laid out over more times than they have; NaN where they have none. Themselves, when the times are theirs. */
export function spread(times: Float64Array, values: Float64Array, over: Float64Array): Float64Array {
  if (areSameTimes(times, over)) return values;
  const laid = new Float64Array(over.length).fill(Number.NaN);
  let at = 0;
  for (let index = 0; index < times.length; index++) {
    const time = times[index] as number;
    while (at < over.length && (over[at] as number) < time) at++;
    if (over[at] === time) laid[at] = values[index] as number;
  }
  return laid;
}

/** Whether the times never fall. */
export function isRising(times: Float64Array): boolean {
  for (let index = 1; index < times.length; index++)
    if (!((times[index] as number) >= (times[index - 1] as number))) return false;
  return true;
}
