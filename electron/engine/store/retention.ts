// What is too old goes, and so does the oldest when the store is larger than it may be.
import { type EpochMs, hours, type Milliseconds } from "#shared/units/time";
import type { Blocks } from "./blocks";
import { tierIds } from "./blocks";
import type { BlockInfo, Disk, TierId } from "./disk/disk";

export interface KeepRules {
  /** How long each tier is kept, finest first. */
  keep: readonly [Milliseconds, Milliseconds, Milliseconds];
  /** The most that the store's files may take. */
  mostBytes: number;
}

/** When the files come so near to the most they may have, room is made, and so much of it. */
const nearFull = 0.97;
const makeRoomTo = 0.92;
/** Writers of few runs have a block on disk every hour. */
const ahead: Milliseconds = hours(1);
/** Not even a store that is too large loses these newest raw samples. */
const lastToGo: Milliseconds = hours(1);

/**
 * The time by which age is told: not long after the newest sample on disk. A clock that is years ahead for some minutes, as one
 * without a battery is before it is set, would else cost the whole history.
 */
export function timeOfHistory(blocks: Pick<Blocks, "all">, now: EpochMs): EpochMs {
  let newest = Number.NEGATIVE_INFINITY;
  for (const tier of tierIds) for (const { end } of blocks.all(tier)) newest = Math.max(newest, end);
  return Math.min(now, newest + ahead);
}

/** Blocks beyond their age. One that the next tier has not been made from yet stays until it has. */
export function tooOld(blocks: Blocks, { keep }: KeepRules, now: EpochMs): BlockInfo[] {
  return tierIds.flatMap((tier) =>
    blocks.all(tier).filter(({ end, writer, lastRun }) => {
      if (end >= now - keep[tier]) return false;
      return tier === 2 || lastRun <= blocks.newestRun((tier + 1) as TierId, writer);
    }),
  );
}

/** The oldest blocks of the finest tier first, then of the coarser ones, until so many bytes are gone. */
export function oldestBytes(blocks: Blocks, bytes: number, now: EpochMs): BlockInfo[] {
  const gone: BlockInfo[] = [];
  let left = bytes;
  for (const tier of tierIds) {
    const candidates = blocks.all(tier).filter(({ end }) => tier > 0 || end < now - lastToGo);
    for (const block of candidates.sort((a, b) => a.end - b.end)) {
      if (left <= 0) return gone;
      gone.push(block);
      left -= block.bytes;
    }
  }
  return gone;
}

interface Parts {
  disk: Disk;
  blocks: Blocks;
  logBytes: () => number;
}

/** Drops what the rules say; resolves to whether the size made it drop what was not too old. */
export async function retain(parts: Parts, rules: KeepRules, now: EpochMs): Promise<boolean> {
  await drop(parts, tooOld(parts.blocks, rules, now));
  return keepSize(parts, rules, now);
}

/** Drops the oldest when the files have come near to their size; resolves to whether they had. */
export async function keepSize(parts: Parts, { mostBytes }: KeepRules, now: EpochMs): Promise<boolean> {
  const { disk, blocks, logBytes } = parts;
  const size = async () => (await disk.bytes()) + logBytes();
  if ((await size()) <= mostBytes * nearFull) return false;
  // Dropped blocks take their room until the files that hold them are written anew.
  await disk.compact();
  const bytes = await size();
  if (bytes <= mostBytes * nearFull) return false;
  const gone = oldestBytes(blocks, bytes - mostBytes * makeRoomTo, now);
  if (gone.length === 0) return false;
  await drop(parts, gone);
  await disk.compact();
  return true;
}

async function drop({ disk, blocks }: Parts, gone: BlockInfo[]): Promise<void> {
  if (gone.length === 0) return;
  await disk.dropBlocks(gone);
  blocks.drop(gone);
}
