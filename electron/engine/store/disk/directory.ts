// Which blocks there are, in memory, and what has to be written to the index when that changes.

import type { Operation } from "./database";
import type { BlockInfo, BlockKey, TierId } from "./disk";
import { blockGroupKey, blockGroupOf, blocksPerGroup } from "./keys";
import { sealBlocks } from "./records";

export interface Directory {
  /** In order of their sequence. */
  blocks(tier: TierId): readonly BlockInfo[];
  /** Whether a tier has a block whose sequence lies in this range, ends included. */
  hasAny(tier: TierId, from: number, to: number): boolean;
  /** What to write before `change` is called with the same. A block that is both removed and added is written over. */
  operations(added: readonly BlockInfo[], removed: readonly BlockKey[]): Operation[];
  change(added: readonly BlockInfo[], removed: readonly BlockKey[]): void;
}

export function createDirectory(tierCount: number, found: readonly BlockInfo[]): Directory {
  const rising = [...found].sort((a, b) => a.sequence - b.sequence);
  const byTier: BlockInfo[][] = Array.from({ length: tierCount }, (_, tier) => rising.filter((block) => block.tier === tier));

  const without = (blocks: readonly BlockInfo[], removed: readonly BlockKey[]): BlockInfo[] => {
    const gone = new Set(removed.map(({ tier, sequence }) => `${tier} ${sequence}`));
    return blocks.filter(({ tier, sequence }) => !gone.has(`${tier} ${sequence}`));
  };

  function firstFrom(blocks: readonly BlockInfo[], sequence: number): number {
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((blocks[middle] as BlockInfo).sequence < sequence) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function between(tier: TierId, from: number, to: number): BlockInfo[] {
    const blocks = byTier[tier] as BlockInfo[];
    return blocks.slice(firstFrom(blocks, from), firstFrom(blocks, to + 1));
  }

  return {
    blocks: (tier) => byTier[tier] as BlockInfo[],
    hasAny: (tier, from, to) => between(tier, from, to).length > 0,

    operations(added, removed) {
      const operations: Operation[] = [];
      const seen = new Set<string>();
      for (const { tier, sequence } of [...added, ...removed]) {
        const group = blockGroupOf(sequence);
        const key = blockGroupKey(tier, group);
        if (seen.has(`${tier} ${group}`)) continue;
        seen.add(`${tier} ${group}`);
        const first = sequence - (sequence % blocksPerGroup);
        const own = without(between(tier, first, first + blocksPerGroup - 1), removed);
        own.push(...added.filter((block) => block.tier === tier && blockGroupOf(block.sequence) === group));
        operations.push(own.length > 0 ? { type: "put", key, value: sealBlocks(key, own) } : { type: "del", key });
      }
      return operations;
    },

    change(added, removed) {
      if (removed.length > 0) for (const [tier, blocks] of byTier.entries()) byTier[tier] = without(blocks, removed);
      for (const block of added) byTier[block.tier]?.push(block);
      for (const blocks of byTier) if (added.length > 0) blocks.sort((a, b) => a.sequence - b.sequence);
    },
  };
}
