// Where a writer's samples of a stretch of time are to be read: in memory, or in which blocks of which tier.
import type { Selection } from "#shared/promql/storage";
import { type EpochMs, type Milliseconds, minutes, seconds } from "#shared/units/time";
import type { Blocks } from "../blocks";
import type { BlockInfo, TierId } from "../disk/disk";

/** The length of a bucket of each tier; raw samples have none. */
export const resolutions: readonly Milliseconds[] = [0, seconds(10), minutes(1)];

/** So many buckets must fall into a step, and into a function's range, before they answer instead of finer ones. */
const leastBuckets = 6;

/** What they say of a bucket's last value is not what they would say of its samples: they read those for as long as there are any. */
const lookAtEachSample: ReadonlySet<string> = new Set([
  "changes",
  "idelta",
  "irate",
  "mad_over_time",
  "quantile_over_time",
  "stddev_over_time",
  "stdvar_over_time",
]);

/** The coarsest tier that a selection can be answered from without its answer showing it. */
export function tierFor({ step, range = Number.POSITIVE_INFINITY, func }: Pick<Selection, "step" | "range" | "func">): TierId {
  if (func !== undefined && lookAtEachSample.has(func)) return 0;
  const finest = Math.min(step, range) / leastBuckets;
  if (finest >= (resolutions[2] as number)) return 2;
  return finest >= (resolutions[1] as number) ? 1 : 0;
}

/** One place to read; what lies there in `from < t <= to` counts. */
export interface Segment {
  /** A block on disk; absent for memory. */
  block?: BlockInfo;
  from: EpochMs;
  to: EpochMs;
}

/**
 * The segments for `from < t <= to`, in order of time and without overlap. First comes what the wanted tier has not been made from
 * yet (memory, then finer blocks), then the wanted tier, and for what is too old for it the coarser ones. What was written later
 * hides what it overlaps: the clock had stepped back between.
 */
export function segmentsOf(
  writer: string,
  { from, to, tier, memory }: { from: EpochMs; to: EpochMs; tier: TierId; memory: { from: EpochMs; to: EpochMs } | undefined },
  blocks: Pick<Blocks, "of" | "newestRun">,
): Segment[] {
  const segments: Segment[] = [];
  let open: { from: EpochMs; to: EpochMs }[] = [{ from, to }];
  /** Before it, a coarser tier may know what the finer ones have forgotten; after it, gaps are gaps in all of them. */
  let oldest = Number.POSITIVE_INFINITY;

  /** Times are whole milliseconds, so half of one before the first sample belongs to nobody else. */
  function cover(start: EpochMs, end: EpochMs, block?: BlockInfo): void {
    const left: typeof open = [];
    for (const gap of open) {
      const covered = { from: Math.max(gap.from, start - 0.5), to: Math.min(gap.to, end) };
      if (covered.from >= covered.to) {
        left.push(gap);
        continue;
      }
      segments.push(block ? { ...covered, block } : covered);
      if (gap.from < covered.from) left.push({ from: gap.from, to: covered.from });
      if (covered.to < gap.to) left.push({ from: covered.to, to: gap.to });
    }
    open = left;
  }

  function coverWith(each: TierId, afterRun: number): void {
    const known = blocks.of(each, writer);
    for (let index = known.length - 1; index >= 0; index--) {
      const block = known[index] as BlockInfo;
      if (block.lastRun <= afterRun) break;
      oldest = Math.min(oldest, block.start);
      if (block.end > from && block.start <= to) cover(block.start, block.end, block);
    }
  }

  if (memory) {
    oldest = memory.from;
    cover(memory.from, memory.to);
  }
  for (let finer = 0; finer < tier; finer++) coverWith(finer as TierId, blocks.newestRun((finer + 1) as TierId, writer));
  coverWith(tier, 0);
  for (let coarser = tier + 1; coarser < resolutions.length; coarser++) {
    const before = oldest - 0.5;
    open = open.filter((gap) => gap.from < before).map((gap) => ({ from: gap.from, to: Math.min(gap.to, before) }));
    if (open.length === 0) break;
    coverWith(coarser as TierId, 0);
  }
  return segments.sort((a, b) => a.from - b.from);
}
