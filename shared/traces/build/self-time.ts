// The part of its duration in which a span was at work itself: no child of it was running then.

/** Times corrected, in the order of the waterfall: siblings are sorted by their starts. */
export function measureSelfTimes(start: Float64Array, duration: Float64Array, size: Uint32Array): Float64Array {
  const self = new Float64Array(start.length);
  for (let span = 0; span < start.length; span++) {
    const from = start[span] as number;
    const length = duration[span] as number;
    const to = from + length;
    const last = span + (size[span] as number);
    let covered = 0;
    let coveredUntil = from;
    for (let child = span + 1; child <= last; child += (size[child] as number) + 1) {
      const begin = Math.max(start[child] as number, coveredUntil);
      // Children that outlive their parent, or have not to do with its time at all, count only as far as they overlap.
      const end = Math.min((start[child] as number) + (duration[child] as number), to);
      if (end <= begin) continue;
      covered += end - begin;
      coveredUntil = end;
    }
    // Years away from where times are counted from, an end is not exact, and children may cover more than there is.
    self[span] = Math.max(0, length - covered);
  }
  return self;
}
