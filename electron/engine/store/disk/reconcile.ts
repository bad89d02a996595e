// Brings the index and the tiers together when a store is opened. They part when the process was killed between two writes, which
// is nothing to speak of, and when files were damaged, which the user is told in a sentence each.
import { formatCount } from "#shared/format/count";
import type { SeriesId } from "../series/series-table";
import { type Catalogue, newestSequence } from "./catalogue";
import { createDirectory } from "./directory";
import type { BlockInfo, BlockKey, SeriesRecord, TierId } from "./disk";
import { markGarbage } from "./garbage";
import {
  allPages,
  allSeriesGroups,
  firstSeriesOf,
  kindsKey,
  lastOfSeriesGroup,
  pageKey,
  pagesOf,
  readPageKey,
  seriesGroupOf,
  seriesPerPage,
  timesPage,
} from "./keys";
import type { Level } from "./level";
import { insist, type OpenedLevel } from "./open-level";
import { unsealSeries, unsealTimes } from "./records";
import { readAllSeries, seriesOperations } from "./series-list";

export interface ReconcileParts {
  index: OpenedLevel;
  /** Finest first. */
  tiers: readonly OpenedLevel[];
  catalogue: Catalogue;
}

export interface Reconciled {
  catalogue: Catalogue;
  remarks: string[];
}

export async function reconcile({ index, tiers, catalogue }: ReconcileParts): Promise<Reconciled> {
  const blocks = await findBlocks({ index, tiers, catalogue });
  const directory = createDirectory(tiers.length, catalogue.blocks);
  const operations = [...directory.operations(blocks.found, blocks.lost), ...markGarbage(blocks.lost)];
  directory.change(blocks.found, blocks.lost);
  const all = tiers.flatMap((_, tier) => directory.blocks(tier as TierId));

  const series = await findSeries({ index, tiers, catalogue });
  operations.push(...(await seriesOperations(index.level, { put: series.found })));
  const kinds = catalogue.kinds === "damaged" ? new Map() : catalogue.kinds;
  if (catalogue.kinds === "damaged") operations.push({ type: "del", key: kindsKey });
  if (operations.length > 0) await index.level.write(operations);

  const unsure = isWhole(index) ? blocks.found : all;
  const newestSeries = Math.max(catalogue.newestSeries, series.newest, await newestSeriesIn(unsure, tiers));
  const found = [...catalogue.series, ...series.found].sort((a, b) => a.id - b.id);
  // Some pages of a lost block may be there still.
  const garbage = [...catalogue.garbage, ...blocks.lost];
  return {
    catalogue: { ...catalogue, blocks: all, garbage, series: found, newestSeries, kinds },
    remarks: [...sayBlocks(blocks), ...series.remarks],
  };
}

const isWhole = ({ outcome }: OpenedLevel): boolean => outcome === "as it was";

interface FoundBlocks {
  /** In a tier and not in the index. */
  found: BlockInfo[];
  /** How many of those the index had lost; the others were being written when the process ended. */
  restored: number;
  /** In the index and not in its tier. */
  lost: BlockKey[];
}

async function findBlocks({ index, tiers, catalogue }: ReconcileParts): Promise<FoundBlocks> {
  const found: BlockInfo[] = [];
  const lost: BlockKey[] = [];
  let restored = 0;
  for (const [number, opened] of tiers.entries()) {
    const tier = number as TierId;
    const own = catalogue.blocks.filter((block) => block.tier === tier);
    const lastKey = await insist(opened, () => opened.level.lastKey(allPages));
    if (!isWhole(opened)) lost.push(...(await blocksWithoutTimes(own, opened.level)));
    const named = [...own, ...catalogue.garbage.filter((block) => block.tier === tier)];
    const known = new Set(named.map(({ sequence }) => sequence));
    const newest = newestSequence(named);
    const last = lastKey ? readPageKey(lastKey).sequence : 0;
    // A kill leaves at most the newest blocks without their place in the index; only a damaged index lacks older ones.
    const damaged = catalogue.damagedBlocks.filter((block) => block.tier === tier).map(({ sequence }) => sequence);
    const candidates = isWhole(index) ? [...damaged] : [];
    for (let sequence = isWhole(index) ? newest + 1 : 1; sequence <= last; sequence++) {
      if (!known.has(sequence)) candidates.push(sequence);
    }
    const adopted = await blocksAt(tier, [...new Set(candidates)], opened.level);
    found.push(...adopted);
    restored += adopted.filter(({ sequence }) => !isWhole(index) || damaged.includes(sequence)).length;
  }
  return { found, restored, lost };
}

const keysAtOnce = 256;

/** The blocks of these sequences that have their page of times. */
async function blocksAt(tier: TierId, sequences: readonly number[], level: Level): Promise<BlockInfo[]> {
  const blocks: BlockInfo[] = [];
  for (let at = 0; at < sequences.length; at += keysAtOnce) {
    const some = sequences.slice(at, at + keysAtOnce);
    const keys = some.map((sequence) => pageKey(sequence, timesPage));
    for (const [position, value] of (await level.read(keys)).entries()) {
      const times = value && unsealTimes(keys[position] as Uint8Array, value, tier);
      if (times) blocks.push(times.block);
    }
  }
  return blocks;
}

async function blocksWithoutTimes(blocks: readonly BlockInfo[], level: Level): Promise<BlockInfo[]> {
  const missing: BlockInfo[] = [];
  for (let at = 0; at < blocks.length; at += keysAtOnce) {
    const some = blocks.slice(at, at + keysAtOnce);
    const values = await level.read(some.map(({ sequence }) => pageKey(sequence, timesPage)));
    missing.push(...some.filter((_, position) => values[position] === undefined));
  }
  return missing;
}

interface FoundOldSeries {
  /** In the copy and not in the index. */
  found: SeriesRecord[];
  newest: SeriesId;
  remarks: string[];
}

/** Series that the index has lost and the copy has. And the copy is made whole where it was not. */
async function findSeries({ index, tiers, catalogue }: ReconcileParts): Promise<FoundOldSeries> {
  const copies = tiers.at(-1) as OpenedLevel;
  if (!isWhole(copies)) await copies.level.write(await seriesOperations(copies.level, { put: catalogue.series }));
  if (isWhole(index) && catalogue.damagedSeriesGroups.length === 0 && !(await hasNewer(copies, catalogue))) {
    return { found: [], newest: 0, remarks: [] };
  }
  const { series, damagedGroups } = await insist(copies, () => readAllSeries(copies.level));
  const known = new Set(catalogue.series.map(({ id }) => id));
  const found = series.filter(({ id }) => !known.has(id));
  const readableGroups = new Set(series.map(({ id }) => seriesGroupOf(id)));
  const isLost = catalogue.damagedSeriesGroups.some((group) => !readableGroups.has(group));
  return {
    found,
    newest: Math.max(0, series.at(-1)?.id ?? 0, ...damagedGroups.map(lastOfSeriesGroup)),
    remarks: isLost
      ? ["The names of some series of the history were damaged and are lost, and with them what was stored of them."]
      : [],
  };
}

/**
 * LevelDB takes a log that lacks its end for whole, as one may after a power cut. Then the copy, which is written first, knows
 * series that the index does not.
 */
async function hasNewer(copies: OpenedLevel, { newestSeries }: Catalogue): Promise<boolean> {
  const lastKey = await insist(copies, () => copies.level.lastKey(allSeriesGroups));
  if (!lastKey) return false;
  const [value] = await copies.level.read([lastKey]);
  const newest = value && unsealSeries(lastKey, value)?.at(-1);
  return newest !== undefined && newest.id > newestSeries;
}

/** Chunks may belong to series whose records are gone; their numbers must not be given to others. */
async function newestSeriesIn(blocks: readonly BlockInfo[], tiers: readonly OpenedLevel[]): Promise<SeriesId> {
  let newest = 0;
  for (const { tier, sequence } of blocks) {
    const part = tiers[tier] as OpenedLevel;
    const key = await insist(part, () => part.level.lastKey(pagesOf(sequence, sequence)));
    if (key) newest = Math.max(newest, firstSeriesOf(readPageKey(key).page) + seriesPerPage - 1);
  }
  return newest;
}

function sayBlocks({ restored, lost }: FoundBlocks): string[] {
  const say: string[] = [];
  if (restored > 0) say.push(`The index of the history was damaged; ${formatCount(restored)} stretches of it were found again.`);
  if (lost.length > 0) say.push(`${formatCount(lost.length)} stretches of the history were damaged and are lost.`);
  return say;
}
