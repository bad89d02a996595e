// One series that several writers have written, as an import beside the collector: their points by time.
import type { Points } from "./unpack";

/** At a time that several have, the point of the last writer given stands. */
export function mergeWriters(writers: readonly Points[]): Points {
  const filled = writers.filter(({ times }) => times.length > 0);
  const [first, ...others] = filled;
  if (!first) return { times: new Float64Array(), values: new Float64Array() };
  return others.reduce(mergeTwo, first);
}

function mergeTwo(older: Points, newer: Points): Points {
  const most = older.times.length + newer.times.length;
  const times = new Float64Array(most);
  const values = new Float64Array(most);
  const stale = older.stale || newer.stale ? new Uint8Array(most) : undefined;
  const counts = older.counts || newer.counts ? new Float64Array(most).fill(1) : undefined;
  let length = 0;
  const take = (from: Points, at: number) => {
    times[length] = from.times[at] as number;
    values[length] = from.values[at] as number;
    if (stale && from.stale) stale[length] = from.stale[at] as number;
    if (counts && from.counts) counts[length] = from.counts[at] as number;
    length++;
  };
  let old = 0;
  for (let at = 0; at < newer.times.length; at++) {
    const time = newer.times[at] as number;
    for (; old < older.times.length && (older.times[old] as number) < time; old++) take(older, old);
    if (older.times[old] === time) old++;
    take(newer, at);
  }
  for (; old < older.times.length; old++) take(older, old);
  return {
    times: times.slice(0, length),
    values: values.slice(0, length),
    ...(stale && { stale: stale.slice(0, length) }),
    ...(counts && { counts: counts.slice(0, length) }),
  };
}
