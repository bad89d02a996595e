// From when to when a trace is drawn. One span with its time in the wrong unit stands decades away from all others; drawn to
// scale they would be one pixel wide, so the time of most spans is what counts.
import type { Nanoseconds } from "../model/trace";

export interface Extent {
  from: Nanoseconds;
  to: Nanoseconds;
}

/** No trace pauses for a month: what is further away has its time in another unit, or a clock that was never set. */
export const longestPauseNs: Nanoseconds = 30 * 86_400 * 1e9;

/**
 * From the first start to the last end. Where there are pauses of more than a month, only the part between two of them that has
 * more than half of all starts and ends counts; without such a part, everything does.
 */
export function measureExtent(count: number, start: (span: number) => Nanoseconds, duration: Float64Array): Extent {
  if (count === 0) return { from: 0, to: 0 };
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let span = 0; span < count; span++) {
    const begin = start(span);
    const end = begin + (duration[span] as number);
    if (begin < from) from = begin;
    if (end > to) to = end;
  }
  return to - from <= longestPauseNs ? { from, to } : (busiestPart(count, start, duration) ?? { from, to });
}

function busiestPart(count: number, start: (span: number) => Nanoseconds, duration: Float64Array): Extent | undefined {
  const moments = new Float64Array(2 * count);
  for (let span = 0; span < count; span++) {
    moments[2 * span] = start(span);
    moments[2 * span + 1] = start(span) + (duration[span] as number);
  }
  moments.sort();
  for (let first = 0; first < moments.length; ) {
    let last = first;
    while (last + 1 < moments.length && (moments[last + 1] as number) - (moments[last] as number) <= longestPauseNs) last++;
    if (last - first + 1 > count) return { from: moments[first] as number, to: moments[last] as number };
    first = last + 1;
  }
  return undefined;
}
