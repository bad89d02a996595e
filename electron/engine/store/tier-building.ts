// Makes the coarser tiers, when an hour (for 10 s) or a day (for 1 min) of the finer one is complete on disk. It keeps no state of
// its own: what is missing is seen from the blocks, so a crash in the middle only means that it is done again.
import { type EpochMs, hours, type Milliseconds, minutes } from "#shared/units/time";
import type { Blocks } from "./blocks";
import { type Column, DamagedChunk, row, type TierColumn } from "./codec/column";
import { decodeTierColumn, encodeTierColumn } from "./codec/tier-values";
import { decodeTimes, encodeTimes } from "./codec/times";
import { decodeColumn } from "./codec/values";
import type { BlockInfo, Chunk, Disk, TierId } from "./disk/disk";
import type { Head } from "./head/head";
import { resolutions } from "./reading/segments";
import type { SeriesId } from "./series/series-table";
import { createSlices } from "./slices";
import { createDownsampling } from "./tiers/downsample";

/** How long a block of each tier is. */
const spans: readonly Milliseconds[] = [minutes(10), hours(1), hours(24)];
/** Sealing has its turn before an hour counts as complete. */
const patience: Milliseconds = minutes(1);
const seriesAtOnce = 64;

export interface TierBuilding {
  /** Builds what is due at this time. */
  build(now: EpochMs): Promise<void>;
}

export function createTierBuilding({
  head,
  disk,
  blocks,
  onDamage,
  onBlock,
}: {
  head: Pick<Head, "runsAfter">;
  disk: Disk;
  blocks: Blocks;
  /** So many chunks that a block was made from could not be read: their time is missing in it. */
  onDamage(block: BlockInfo, chunks: number): void;
  /** Waited for after each block, so that there is room for the next. */
  onBlock(): Promise<unknown>;
}): TierBuilding {
  /** Groups of finer blocks whose span is over, oldest first. */
  function due(tier: 1 | 2, writer: string, now: EpochMs): BlockInfo[][] {
    const span = spans[tier] as Milliseconds;
    const done = blocks.newestRun(tier, writer);
    const groups: BlockInfo[][] = [];
    for (const block of blocks.of(finerOf(tier), writer)) {
      if (block.lastRun <= done) continue;
      const last = groups.at(-1)?.at(-1);
      // A block that begins before the end of the one before it was written after the clock stepped back.
      const continues = last && last.end < block.start && spanOf(last, span) === spanOf(block, span);
      if (continues) groups.at(-1)?.push(block);
      else groups.push([block]);
    }
    const newest = groups.at(-1);
    if (newest && !isOver(newest, tier, writer, now)) groups.pop();
    return groups;
  }

  function isOver(group: readonly BlockInfo[], tier: 1 | 2, writer: string, now: EpochMs): boolean {
    const span = spans[tier] as Milliseconds;
    const ends = (spanOf(group[0] as BlockInfo, span) + 1) * span;
    if (now < ends + patience) return false;
    // Later finer blocks of the same span may still be to come: from memory, or from raw blocks that wait for their buckets.
    const open = head.runsAfter(writer, blocks.newestRun(0, writer));
    if (open && (open.times[0] as EpochMs) <= ends) return false;
    return tier === 1 || due(1, writer, now).length === 0;
  }

  async function buildBlock(tier: 1 | 2, group: readonly BlockInfo[]): Promise<void> {
    const first = group[0] as BlockInfo;
    const last = group.at(-1) as BlockInfo;
    const times: Float64Array[] = [];
    const series = new Set<SeriesId>();
    let damaged = 0;
    for (const block of group) {
      const own = await timesOf(block);
      times.push(own ?? new Float64Array());
      for await (const { id } of disk.chunksOf(block)) {
        if (own) series.add(id);
        else damaged++;
      }
    }
    const downsampling = createDownsampling(joined(times), resolutions[tier] as Milliseconds);
    const chunks: Chunk[] = [];
    const nextSlice = createSlices();
    const ids = [...series];
    for (let at = 0; at < ids.length; at += seriesAtOnce) {
      const some = ids.slice(at, at + seriesAtOnce);
      const read = await Promise.all(group.map((block) => disk.readChunks(block, some)));
      for (const [index, id] of some.entries()) {
        const parts = group.flatMap((_, position): Part[] => {
          const { length } = times[position] as Float64Array;
          return length > 0 ? [{ rows: length, bytes: read[position]?.[index] }] : [];
        });
        const onDamaged = () => damaged++;
        const column =
          tier === 1
            ? downsampling.fromRaw(joinColumns(parts, onDamaged))
            : downsampling.fromBuckets(joinTierColumns(parts, onDamaged));
        chunks.push({ id, bytes: encodeTierColumn(column, downsampling.times.length) });
        await nextSlice();
      }
    }
    const block = {
      tier,
      writer: first.writer,
      start: first.start,
      end: last.end,
      rows: downsampling.times.length,
      lastRun: last.lastRun,
    };
    const built = await disk.writeBlock(block, encodeTimes(downsampling.times), chunks);
    blocks.add(built);
    if (damaged > 0) onDamage(built, damaged);
  }

  /** Asked anew for each block: what was waiting, and what was built, may have been dropped to make room. */
  const nextDue = (tier: 1 | 2, writer: string, now: EpochMs, afterRun: number) =>
    due(tier, writer, now).find((group) => runOf(group) > afterRun);

  async function timesOf(block: BlockInfo): Promise<Float64Array | undefined> {
    const bytes = await disk.readTimes(block);
    return bytes && unlessDamaged(() => decodeTimes(bytes));
  }

  return {
    async build(now) {
      for (const tier of [1, 2] as const) {
        for (const writer of [...blocks.writers(finerOf(tier))]) {
          for (let group = nextDue(tier, writer, now, 0); group; group = nextDue(tier, writer, now, runOf(group))) {
            await buildBlock(tier, group);
            await onBlock();
          }
        }
      }
    },
  };
}

/** What one of the finer blocks has of a series. */
interface Part {
  rows: number;
  bytes: Uint8Array | undefined;
}

function joinColumns(parts: readonly Part[], onDamaged: () => void): Column {
  const columns = parts.map(({ bytes, rows }) => bytes && unlessDamaged(() => decodeColumn(bytes, rows), onDamaged));
  const values = join(parts, (position) => columns[position]?.values);
  return { values, ...joinFlags(parts, columns) };
}

function joinTierColumns(parts: readonly Part[], onDamaged: () => void): TierColumn {
  const columns = parts.map(({ bytes, rows }) => bytes && unlessDamaged(() => decodeTierColumn(bytes, rows), onDamaged));
  const of = (name: "min" | "max" | "sum" | "count" | "last") => join(parts, (position) => columns[position]?.[name]);
  const joinedFlags = joinFlags(parts, columns);
  keepEnds(parts, columns, joinedFlags.flags);
  const ends = columns.at(-1)?.endsStale;
  const all = { min: of("min"), max: of("max"), sum: of("sum"), count: of("count"), last: of("last") };
  return { ...all, ...joinedFlags, ...(ends && { endsStale: ends }) };
}

function unlessDamaged<T>(decode: () => T, onDamaged?: () => void): T | undefined {
  try {
    return decode();
  } catch (error) {
    if (!(error instanceof DamagedChunk)) throw error;
    onDamaged?.();
    return undefined;
  }
}

const runOf = (group: readonly BlockInfo[]): number => group.at(-1)?.lastRun ?? 0;
const finerOf = (tier: 1 | 2): TierId => (tier === 1 ? 0 : 1);
/** A sample right at an hour belongs to the hour before, as it does in the buckets. */
const spanOf = ({ start }: BlockInfo, span: Milliseconds): number => Math.ceil(start / span) - 1;

const joined = (columns: readonly Float64Array[]): Float64Array => {
  const whole = new Float64Array(columns.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const column of columns) {
    whole.set(column, at);
    at += column.length;
  }
  return whole;
};

function join(parts: readonly { rows: number }[], valuesOf: (position: number) => Float64Array | undefined): Float64Array {
  return joined(parts.map(({ rows }, position) => valuesOf(position) ?? new Float64Array(rows)));
}

/** A series that ended with a part is marked in the first row after it, unless it is there again. */
function keepEnds(
  parts: readonly { rows: number }[],
  columns: readonly (TierColumn | undefined)[],
  flags: Uint8Array | undefined,
): void {
  let at = 0;
  for (const [position, { rows }] of parts.entries()) {
    at += rows;
    if (columns[position]?.endsStale && flags?.[at] === row.absent) flags[at] = row.stale;
  }
}

function joinFlags(
  parts: readonly { rows: number }[],
  columns: readonly ({ flags?: Uint8Array } | undefined)[],
): { flags?: Uint8Array } {
  if (columns.every((column) => column && !column.flags)) return {};
  const flags = new Uint8Array(parts.reduce((sum, { rows }) => sum + rows, 0));
  let at = 0;
  for (const [position, { rows }] of parts.entries()) {
    const column = columns[position];
    if (column?.flags) flags.set(column.flags, at);
    else flags.fill(column ? row.value : row.absent, at, at + rows);
    at += rows;
  }
  return { flags };
}
