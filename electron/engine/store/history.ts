// What the store holds, told for the settings page and the command line.
import type { EpochMs, Milliseconds } from "#shared/units/time";
import { type Blocks, tierIds } from "./blocks";
import type { BlockInfo } from "./disk/disk";
import { resolutions } from "./reading/segments";
import type { KeepRules } from "./retention";
import type { WriteState } from "./write-state";

/** Of one tier; without `from` nothing is there yet. */
export interface TierHistory {
  resolutionMs: Milliseconds;
  keepMs: Milliseconds;
  blocks: number;
  bytes: number;
  from?: EpochMs;
  to?: EpochMs;
}

export interface HistoryStatus {
  state: WriteState;
  /** Bytes of all files. */
  bytes: number;
  mostBytes: number;
  series: number;
  /** Finest first. */
  tiers: TierHistory[];
}

export const tierHistories = (blocks: Pick<Blocks, "all">, keep: KeepRules["keep"]): TierHistory[] =>
  tierIds.map((tier) => ({
    ...extentOf(blocks.all(tier)),
    resolutionMs: resolutions[tier] as Milliseconds,
    keepMs: keep[tier],
  }));

function extentOf(blocks: readonly BlockInfo[]): Pick<TierHistory, "blocks" | "bytes" | "from" | "to"> {
  if (blocks.length === 0) return { blocks: 0, bytes: 0 };
  let bytes = 0;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const block of blocks) {
    bytes += block.bytes;
    from = Math.min(from, block.start);
    to = Math.max(to, block.end);
  }
  return { blocks: blocks.length, bytes, from, to };
}
