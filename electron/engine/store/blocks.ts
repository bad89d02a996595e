// The blocks on disk by tier and writer, in memory and in step with the disk.
import type { BlockInfo, Disk, TierId } from "./disk/disk";

export const tierIds: readonly TierId[] = [0, 1, 2];

export interface Blocks {
  /** In order of their sequence. */
  of(tier: TierId, writer: string): readonly BlockInfo[];
  all(tier: TierId): BlockInfo[];
  writers(tier: TierId): Iterable<string>;
  /**
   * The newest run of a writer that lies in a tier or, since a coarser one is made from it, did so before its blocks became too
   * old; 0 when none does.
   */
  newestRun(tier: TierId, writer: string): number;
  /** The block with a writer's newest run, whatever its tier. */
  newest(writer: string): BlockInfo | undefined;
  add(block: BlockInfo): void;
  drop(blocks: readonly BlockInfo[]): void;
}

export function createBlocks(disk: Pick<Disk, "blocks"> | undefined): Blocks {
  const byTier = tierIds.map(() => new Map<string, BlockInfo[]>());
  const inTier = (tier: TierId) => byTier[tier] as Map<string, BlockInfo[]>;

  function add(block: BlockInfo): void {
    const known = inTier(block.tier).get(block.writer);
    if (known) known.push(block);
    else inTier(block.tier).set(block.writer, [block]);
  }

  for (const tier of tierIds) {
    for (const block of disk?.blocks(tier) ?? []) add(block);
    for (const blocks of inTier(tier).values()) blocks.sort((a, b) => a.sequence - b.sequence);
  }

  const newestIn = (tiers: readonly TierId[], writer: string): BlockInfo | undefined =>
    tiers
      .flatMap((tier) => inTier(tier).get(writer)?.at(-1) ?? [])
      .reduce<BlockInfo | undefined>((newest, block) => (newest && newest.lastRun >= block.lastRun ? newest : block), undefined);

  return {
    of: (tier, writer) => inTier(tier).get(writer) ?? [],
    all: (tier) => [...inTier(tier).values()].flat(),
    writers: (tier) => inTier(tier).keys(),
    newestRun: (tier, writer) => newestIn(tierIds.slice(tier), writer)?.lastRun ?? 0,
    newest: (writer) => newestIn(tierIds, writer),
    add,
    drop(blocks) {
      const gone = new Set(blocks);
      for (const { tier, writer } of blocks) {
        const left = inTier(tier)
          .get(writer)
          ?.filter((block) => !gone.has(block));
        if (left && left.length > 0) inTier(tier).set(writer, left);
        else inTier(tier).delete(writer);
      }
    },
  };
}
