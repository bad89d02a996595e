// What the index says: which blocks and series there are. Records that are damaged are named, so that they can be looked for
// where a second copy of them lies.
import type { MetricKind } from "#shared/model/sample";
import type { SeriesId } from "../series/series-table";
import type { BlockInfo, BlockKey, SeriesRecord } from "./disk";
import {
  allBlockGroups,
  allGarbage,
  droppingKey,
  kindsKey,
  lastOfSeriesGroup,
  newestSeriesKey,
  readBlockGroupKey,
  readGarbageKey,
  sequencesOf,
} from "./keys";
import type { Level } from "./level";
import { unsealBlocks, unsealKinds, unsealNumbers } from "./records";
import { readAllSeries } from "./series-list";

export const newestSequence = (blocks: readonly BlockKey[]): number =>
  blocks.reduce((newest, { sequence }) => Math.max(newest, sequence), 0);

export interface Catalogue {
  blocks: BlockInfo[];
  /** Where blocks may have been whose records are damaged. */
  damagedBlocks: BlockKey[];
  /** Blocks that were dropped and whose pages may still be there. */
  garbage: BlockKey[];
  series: SeriesRecord[];
  damagedSeriesGroups: number[];
  newestSeries: SeriesId;
  /** Series whose removal was begun and has to be ended. */
  dropping: SeriesId[];
  kinds: Map<string, MetricKind> | "damaged";
}

export async function readCatalogue(index: Level): Promise<Catalogue> {
  const blocks: BlockInfo[] = [];
  const damagedBlocks: BlockKey[] = [];
  for await (const entries of index.entries(allBlockGroups)) {
    for (const [key, value] of entries) {
      const { tier, group } = readBlockGroupKey(key);
      const own = unsealBlocks(key, value, tier);
      if (own) for (const block of own) blocks.push(block);
      else damagedBlocks.push(...sequencesOf(group).map((sequence) => ({ tier, sequence })));
    }
  }
  const garbage: BlockKey[] = [];
  for await (const entries of index.entries(allGarbage)) garbage.push(...entries.map(([key]) => readGarbageKey(key)));
  const { series, damagedGroups } = await readAllSeries(index);
  const [newest, kinds, dropping] = await index.read([newestSeriesKey, kindsKey, droppingKey]);
  const [noted = 0] = (newest && unsealNumbers(newestSeriesKey, newest)) ?? [];
  return {
    blocks,
    damagedBlocks,
    garbage,
    series,
    damagedSeriesGroups: damagedGroups,
    newestSeries: Math.max(noted, series.at(-1)?.id ?? 0, ...damagedGroups.map(lastOfSeriesGroup)),
    dropping: (dropping && unsealNumbers(droppingKey, dropping)) ?? [],
    kinds: kinds ? (unsealKinds(kindsKey, kinds) ?? "damaged") : new Map(),
  };
}
