// Pages of blocks that are no longer in the index. Removing them makes LevelDB write out what it has in memory and merge some
// tables, so it is done for some megabytes at a time.
import type { Bytes } from "#shared/units/size";
import type { Operation } from "./database";
import type { BlockKey, TierId } from "./disk";
import { garbageKey, type KeyRange, pagesOf } from "./keys";
import type { Level } from "./level";
import { seal } from "./sealed";

const large: Bytes = 4 * 1024 * 1024;

/** What notes in the index that pages may be removed. */
export const markGarbage = (gone: readonly BlockKey[]): Operation[] =>
  gone.map(({ tier, sequence }) => {
    const key = garbageKey(tier, sequence);
    return { type: "put", key, value: seal(key) };
  });

export interface Garbage {
  add(blocks: readonly (BlockKey & { bytes: Bytes })[]): void;
  /** Sequences in a tier that wait to be swept. */
  waiting(tier: TierId): number[];
  sweepWhenLarge(): Promise<void>;
  sweep(): Promise<void>;
}

export interface GarbageParts {
  index: Level;
  tiers: readonly Level[];
  /** Named by the index when it was opened. */
  found: readonly BlockKey[];
  /** Whether a tier has a block with a sequence in this range. */
  isLive(tier: TierId, from: number, to: number): boolean;
}

export function createGarbage({ index, tiers, found, isLive }: GarbageParts): Garbage {
  let waiting: BlockKey[] = [...found];
  let bytes = 0;

  /** Few ranges, for blocks mostly go in the order in which they came. */
  function rangesIn(tier: TierId, blocks: readonly BlockKey[]): KeyRange[] {
    const sequences = blocks.filter((block) => block.tier === tier).map(({ sequence }) => sequence);
    sequences.sort((a, b) => a - b);
    const ranges: { from: number; to: number }[] = [];
    for (const sequence of sequences) {
      const last = ranges.at(-1);
      if (last && !isLive(tier, last.to, sequence)) last.to = sequence;
      else ranges.push({ from: sequence, to: sequence });
    }
    return ranges.map(({ from, to }) => pagesOf(from, to));
  }

  async function sweep(): Promise<void> {
    if (waiting.length === 0) return;
    const swept = waiting;
    for (const [tier, level] of tiers.entries()) {
      const ranges = rangesIn(tier as TierId, swept);
      if (ranges.length > 0) await level.clear(ranges);
    }
    await index.write(swept.map(({ tier, sequence }) => ({ type: "del", key: garbageKey(tier, sequence) })));
    waiting = waiting.filter((block) => !swept.includes(block));
    bytes = 0;
  }

  return {
    add(blocks) {
      waiting.push(...blocks);
      for (const block of blocks) bytes += block.bytes;
    },
    waiting: (tier) => waiting.filter((block) => block.tier === tier).map(({ sequence }) => sequence),
    sweepWhenLarge: async () => (bytes >= large ? sweep() : undefined),
    sweep,
  };
}
