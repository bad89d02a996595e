// Blocks over the index and the tiers. A block counts as soon as, and as long as, the index names it: its pages are written
// before that and removed after it. What a kill leaves between the two is seen at the next opening.
import type { Bytes } from "#shared/units/size";
import type { Log } from "../../log";
import type { SeriesId } from "../series/series-table";
import { createTurns } from "../turns";
import { createBlockPages, pagesFor, totalBytes } from "./block-pages";
import { type Catalogue, newestSequence } from "./catalogue";
import { isDamage, type Operation } from "./database";
import { createDirectory } from "./directory";
import type { BlockInfo, BlockKey, Disk, SeriesRecord, TierId } from "./disk";
import { requireRoom } from "./disk-full";
import { folderBytes } from "./folder-bytes";
import { createGarbage, markGarbage } from "./garbage";
import { allPages, droppingKey, kindsKey, newestSeriesKey, pageKey, pagesOf, readPageKey } from "./keys";
import type { Level } from "./level";
import { sealKinds, sealNumbers, unsealKinds } from "./records";
import { readAllSeries, seriesOperations } from "./series-list";

export interface DiskParts {
  folder: string;
  index: Level;
  /** Finest first. */
  tiers: readonly Level[];
  catalogue: Catalogue;
  reserve: Bytes;
  log: Log;
}

const seriesAtOnce = 1000;
/** A damaged file may cost thousands of blocks, and every line says the same. */
const mostWarnings = 5;
/** So many blocks are rewritten in one stroke: each costs a wait for the disk. */
const blocksAtOnce = 32;

export function createDisk({ folder, index, tiers, catalogue, reserve, log }: DiskParts): Disk {
  const directory = createDirectory(tiers.length, catalogue.blocks);
  const level = (tier: TierId) => tiers[tier] as Level;
  const copies = tiers.at(-1) as Level;
  let { newestSeries } = catalogue;
  let sequence = newestSequence([...catalogue.blocks, ...catalogue.garbage]);
  /** A record that was made before its series was forgotten, and comes after that, must not bring it back. */
  const forgotten = new Set<SeriesId>();
  let loadedSeries: SeriesRecord[] | undefined = catalogue.series;
  const garbage = createGarbage({ index, tiers, found: catalogue.garbage, isLive: directory.hasAny });
  const isLive = ({ tier, sequence: number }: BlockKey) => directory.hasAny(tier, number, number);
  const blockPages = createBlockPages({ level, newestSeries: () => newestSeries, isLive, onDamage: warnOnce });

  const warned = new Set<number>();
  function warnOnce({ sequence: number, start }: BlockInfo): void {
    if (warned.has(number) || warned.size === mostWarnings) return;
    warned.add(number);
    log.warn(`some of the history from ${new Date(start).toISOString()} is damaged and was left out (${folder})`);
  }

  const inTurn = createTurns();

  /** From blocks of one tier, in one stroke; resolves to whether there were any. */
  async function dropChunks(blocks: readonly BlockInfo[], ids: ReadonlySet<SeriesId>): Promise<boolean> {
    const operations: Operation[] = [];
    const changed: BlockInfo[] = [];
    for (const block of blocks) {
      // Dropped meanwhile: what is removed from it now would be written anew.
      if (!directory.hasAny(block.tier, block.sequence, block.sequence)) continue;
      const own = await blockPages.without(block, ids);
      if (own.operations.length === 0) continue;
      operations.push(...own.operations);
      block.bytes -= own.bytes;
      changed.push(block);
    }
    const [first] = changed;
    if (!first) return false;
    await level(first.tier).write(operations);
    await index.write(directory.operations(changed, changed));
    return true;
  }

  async function lastKeyBefore(tier: TierId, sequence: number): Promise<Uint8Array | undefined> {
    try {
      return await level(tier).lastKey(pagesOf(0, sequence - 1));
    } catch (error) {
      // Behind a damaged part of a table nothing can be looked for; what is of a block can be read there all the same.
      if (isDamage(error)) return undefined;
      throw error;
    }
  }

  async function findStrayBlocks(): Promise<BlockKey[]> {
    const stray: BlockKey[] = [];
    for (const tier of tiers.keys() as Iterable<TierId>) {
      const waiting = new Set(garbage.waiting(tier));
      for (let end = Number.MAX_SAFE_INTEGER; end > 0; ) {
        const key = await lastKeyBefore(tier, end);
        if (!key) break;
        end = readPageKey(key).sequence;
        if (!directory.hasAny(tier, end, end) && !waiting.has(end)) stray.push({ tier, sequence: end });
      }
    }
    return stray;
  }

  async function forgetSeries(ids: readonly SeriesId[]): Promise<void> {
    loadedSeries = undefined;
    const operations = await seriesOperations(index, { remove: ids });
    await copies.write(operations);
    // From here on they are gone, and after a kill the rest is done at the next opening.
    await index.write([
      ...operations,
      { type: "put", key: droppingKey, value: sealNumbers(droppingKey, ids) },
      { type: "put", key: newestSeriesKey, value: sealNumbers(newestSeriesKey, [newestSeries]) },
    ]);
    for (const id of ids) forgotten.add(id);
  }

  /** In steps, between which others have their turn. */
  async function dropSeries(ids: readonly SeriesId[], onForgotten?: () => void): Promise<void> {
    await inTurn(async () => {
      await forgetSeries(ids);
      onForgotten?.();
    });
    const gone = new Set(ids);
    const changed = new Set<Level>();
    for (const [tier, each] of tiers.entries()) {
      const blocks = [...directory.blocks(tier as TierId)];
      while (blocks.length > 0) {
        if (await inTurn(() => dropChunks(blocks.splice(0, blocksAtOnce), gone))) changed.add(each);
      }
    }
    await inTurn(() => index.write([{ type: "del", key: droppingKey }]));
    // What is written over stays in the files until then; most series that are forgotten for their age have nothing there.
    for (const each of changed) await each.compact(allPages);
  }

  return {
    blocks: directory.blocks,

    writeBlock: (block, times, chunks, replaces = []) =>
      inTurn(async () => {
        const written: BlockInfo = { ...block, sequence: ++sequence, bytes: totalBytes(chunks) + times.length };
        // LevelDB writes everything to its log and then to a table.
        await requireRoom(folder, reserve + 4 * written.bytes);
        try {
          await level(written.tier).write(pagesFor(written, times, chunks));
          await index.write([...directory.operations([written], replaces), ...markGarbage(replaces)]);
        } catch (error) {
          // Whether its pages are there is not known; nobody will ask for them.
          garbage.add([written]);
          throw error;
        }
        directory.change([written], replaces);
        garbage.add(replaces);
        return written;
      }),

    readTimes: blockPages.readTimes,
    readChunks: blockPages.readChunks,
    readBlocks: blockPages.readBlocks,
    async *chunksOf(block) {
      for await (const { chunks } of blockPages.pages(block)) if (chunks) yield* chunks;
    },
    pages: blockPages.pages,

    dropBlocks: (gone) =>
      inTurn(async () => {
        if (gone.length === 0) return;
        await index.write([...directory.operations([], gone), ...markGarbage(gone)]);
        directory.change([], gone);
        garbage.add(gone);
        await garbage.sweepWhenLarge();
      }),

    dropChunks: (block, ids) => inTurn(async () => void (await dropChunks([block], new Set(ids)))),
    dropPages: (block, pages) =>
      inTurn(() => level(block.tier).write(pages.map((page) => ({ type: "del", key: pageKey(block.sequence, page) })))),

    setBytes: (block, bytes) =>
      inTurn(async () => {
        block.bytes = bytes;
        await index.write(directory.operations([block], [block]));
      }),

    strayBlocks: () => inTurn(findStrayBlocks),
    dropStrayBlocks: (stray) =>
      inTurn(async () => {
        garbage.add(stray.map((block) => ({ ...block, bytes: 0 })));
        await garbage.sweep();
      }),

    dropSeries,

    saveSeries: (series) =>
      inTurn(async () => {
        loadedSeries = undefined;
        for (let at = 0; at < series.length; at += seriesAtOnce) {
          const some = series.slice(at, at + seriesAtOnce).filter(({ id }) => !forgotten.has(id));
          const operations = await seriesOperations(index, { put: some });
          await copies.write(operations);
          await index.write(operations);
          for (const { id } of some) newestSeries = Math.max(newestSeries, id);
        }
      }),

    async *loadSeries() {
      const loaded = loadedSeries ?? (await readAllSeries(index)).series;
      // They are asked for once after opening, and are not kept here beyond that.
      loadedSeries = undefined;
      yield* loaded;
    },

    newestSeries: () => newestSeries,

    saveKinds: (kinds) => inTurn(() => index.write([{ type: "put", key: kindsKey, value: sealKinds(kindsKey, kinds) }])),

    async loadKinds() {
      const [value] = await index.read([kindsKey]);
      return (value && unsealKinds(kindsKey, value)) ?? new Map();
    },

    bytes: () => folderBytes(folder),
    compact: () => inTurn(() => garbage.sweep()),

    close: () =>
      inTurn(async () => {
        for (const each of tiers) await each.close();
        await index.close();
      }),
  };
}
