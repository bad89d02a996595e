// Blocks over the index and the tiers. A block counts as soon as, and as long as, the index names it: its pages are written
// before that and removed after it. What a kill leaves between the two is seen at the next opening.
import type { Bytes } from "#shared/units/size";
import type { Log } from "../../log";
import type { SeriesId } from "../series/series-table";
import { createBlockPages, pagesFor, totalBytes } from "./block-pages";
import { type Catalogue, newestSequence } from "./catalogue";
import { isDamage } from "./database";
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

export function createDisk({ folder, index, tiers, catalogue, reserve, log }: DiskParts): Disk {
  const directory = createDirectory(tiers.length, catalogue.blocks);
  const level = (tier: TierId) => tiers[tier] as Level;
  const copies = tiers.at(-1) as Level;
  let { newestSeries } = catalogue;
  let sequence = newestSequence([...catalogue.blocks, ...catalogue.garbage]);
  let loadedSeries: SeriesRecord[] | undefined = catalogue.series;
  const garbage = createGarbage({ index, tiers, found: catalogue.garbage, isLive: directory.hasAny });
  const blockPages = createBlockPages({ level, newestSeries: () => newestSeries, onDamage: warnOnce });

  const warned = new Set<number>();
  function warnOnce({ sequence: number, start }: BlockInfo): void {
    if (warned.has(number)) return;
    warned.add(number);
    log.warn(`some of the history from ${new Date(start).toISOString()} is damaged and was left out (${folder})`);
  }

  let queue: Promise<unknown> = Promise.resolve();
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = queue.then(run);
    // Whoever asked is told; the next in the queue goes on.
    queue = result.catch(() => {});
    return result;
  }

  async function dropChunks(block: BlockInfo, ids: ReadonlySet<SeriesId>): Promise<void> {
    const { operations, bytes } = await blockPages.without(block, ids);
    if (operations.length === 0) return;
    await level(block.tier).write(operations);
    block.bytes -= bytes;
    await index.write(directory.operations([block], [block]));
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

  async function dropSeries(ids: readonly SeriesId[]): Promise<void> {
    loadedSeries = undefined;
    const operations = await seriesOperations(index, { remove: ids });
    await copies.write(operations);
    // From here on they are gone, and after a kill the rest is done at the next opening.
    await index.write([
      ...operations,
      { type: "put", key: droppingKey, value: sealNumbers(droppingKey, ids) },
      { type: "put", key: newestSeriesKey, value: sealNumbers(newestSeriesKey, [newestSeries]) },
    ]);
    const gone = new Set(ids);
    for (const tier of tiers.keys()) {
      for (const block of [...directory.blocks(tier as TierId)]) await dropChunks(block, gone);
    }
    await index.write([{ type: "del", key: droppingKey }]);
    for (const tier of tiers) await tier.compact(allPages);
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

    dropChunks: (block, ids) => inTurn(() => dropChunks(block, new Set(ids))),
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

    dropSeries: (ids) => inTurn(() => dropSeries(ids)),

    saveSeries: (series) =>
      inTurn(async () => {
        loadedSeries = undefined;
        for (let at = 0; at < series.length; at += seriesAtOnce) {
          const some = series.slice(at, at + seriesAtOnce);
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
