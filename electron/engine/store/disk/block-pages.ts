// What lies in a tier for a block: a page of times, and pages of chunks.
import type { SeriesId } from "../series/series-table";
import { type Entry, isDamage, type Operation } from "./database";
import type { BlockInfo, Chunk, ReadBlock, StoredPage, TierId, WantedChunks } from "./disk";
import { pageKey, pageOf, pagesOf, readPageKey, timesPage } from "./keys";
import type { Level } from "./level";
import { chunkIn, chunksIn, openPage, type Page, packPage } from "./page";
import { sealTimes, unsealTimes } from "./records";

export interface BlockPages {
  readTimes(block: BlockInfo): Promise<Uint8Array | undefined>;
  readChunks(block: BlockInfo, ids: readonly SeriesId[]): Promise<(Uint8Array | undefined)[]>;
  readBlocks(wanted: readonly WantedChunks[]): Promise<(ReadBlock | undefined)[]>;
  pages(block: BlockInfo): AsyncGenerator<StoredPage>;
  /** What takes series out of a block, and how many bytes of chunks go with them. */
  without(block: BlockInfo, ids: ReadonlySet<SeriesId>): Promise<{ operations: Operation[]; bytes: number }>;
}

export interface BlockPagesParts {
  level(tier: TierId): Level;
  /** The highest number of any series, by which the last page of a block is known. */
  newestSeries(): SeriesId;
  /** Whether it has not been dropped. */
  isLive(block: BlockInfo): boolean;
  onDamage(block: BlockInfo): void;
}

export function createBlockPages({ level, newestSeries, isLive, onDamage }: BlockPagesParts): BlockPages {
  async function* entries(block: BlockInfo): AsyncGenerator<Entry> {
    let last = -1;
    try {
      for await (const group of level(block.tier).entries(pagesOf(block.sequence, block.sequence))) {
        for (const entry of group) {
          yield entry;
          last = readPageKey(entry[0]).page;
        }
      }
    } catch (error) {
      if (!isDamage(error)) throw error;
      // LevelDB does not go past a damaged part of a table, but single keys can be asked for behind it.
      onDamage(block);
      for (let page = last + 1; page <= pageOf(newestSeries()); page++) {
        const key = pageKey(block.sequence, page);
        const [value] = await level(block.tier).read([key]);
        if (value) yield [key, value];
      }
    }
  }

  function timesIn(block: BlockInfo, key: Uint8Array, value: Uint8Array | undefined): Uint8Array | undefined {
    const times = value && unsealTimes(key, value, block.tier)?.times;
    if (!times && isLive(block)) onDamage(block);
    return times;
  }

  /** The chunks of series in pages that were read. */
  function chunksFrom(
    block: BlockInfo,
    ids: readonly SeriesId[],
    { numbers, keys, values }: { numbers: readonly number[]; keys: readonly Uint8Array[]; values: readonly MaybeBytes[] },
  ): MaybeBytes[] {
    const opened = new Map<number, Page>();
    for (const [at, value] of values.entries()) {
      const page = value && openPage(keys[at] as Uint8Array, value);
      if (page) opened.set(numbers[at] as number, page);
      else if (value) onDamage(block);
    }
    // Chunks travel to another thread with the whole buffer that they are a view of: not for the sake of one.
    const isSparse = ids.length < 4 * numbers.length;
    return ids.map((id) => {
      const page = opened.get(pageOf(id));
      const chunk = page && chunkIn(page, id);
      return chunk && isSparse ? chunk.slice() : chunk;
    });
  }

  /** All blocks of one tier. */
  async function readFrom(tier: TierId, wanted: readonly WantedChunks[]): Promise<(ReadBlock | undefined)[]> {
    const parts = wanted.map(({ block, ids }) => {
      const numbers = pagesOfSeries(ids);
      return { block, ids, numbers, keys: [timesPage, ...numbers].map((page) => pageKey(block.sequence, page)) };
    });
    const values = await level(tier).read(parts.flatMap(({ keys }) => keys));
    let at = 0;
    return parts.map(({ block, ids, numbers, keys: [timesKey = new Uint8Array(), ...keys] }) => {
      const times = timesIn(block, timesKey, values[at++]);
      const own = values.slice(at, at + keys.length);
      at += keys.length;
      return times && { times, chunks: chunksFrom(block, ids, { numbers, keys, values: own }) };
    });
  }

  return {
    async readTimes(block) {
      const key = pageKey(block.sequence, timesPage);
      const [value] = await level(block.tier).read([key]);
      return timesIn(block, key, value);
    },

    async readChunks(block, ids) {
      const numbers = pagesOfSeries(ids);
      const keys = numbers.map((page) => pageKey(block.sequence, page));
      return chunksFrom(block, ids, { numbers, keys, values: await level(block.tier).read(keys) });
    },

    async readBlocks(wanted) {
      const tiers = [...new Set(wanted.map(({ block }) => block.tier))];
      const read = new Map<BlockInfo, ReadBlock | undefined>();
      for (const tier of tiers) {
        const own = wanted.filter(({ block }) => block.tier === tier);
        for (const [at, found] of (await readFrom(tier, own)).entries()) read.set((own[at] as WantedChunks).block, found);
      }
      return wanted.map(({ block }) => read.get(block));
    },

    async *pages(block) {
      for await (const [key, value] of entries(block)) {
        const { page } = readPageKey(key);
        if (page === timesPage) {
          yield { page, times: unsealTimes(key, value, block.tier)?.times };
          continue;
        }
        const opened = openPage(key, value);
        if (!opened) onDamage(block);
        yield { page, chunks: opened && chunksIn(key, opened) };
      }
    },

    async without(block, ids) {
      const keys = pagesOfSeries([...ids]).map((page) => pageKey(block.sequence, page));
      const operations: Operation[] = [];
      let bytes = 0;
      for (const [at, value] of (await level(block.tier).read(keys)).entries()) {
        const key = keys[at] as Uint8Array;
        const page = value && openPage(key, value);
        if (!page) continue;
        const chunks = chunksIn(key, page);
        const left = chunks.filter(({ id }) => !ids.has(id));
        if (left.length === chunks.length) continue;
        bytes += totalBytes(chunks) - totalBytes(left);
        operations.push(left.length > 0 ? { type: "put", key, value: packPage(key, left) } : { type: "del", key });
      }
      return { operations, bytes };
    },
  };
}

type MaybeBytes = Uint8Array | undefined;

const pagesOfSeries = (ids: readonly SeriesId[]): number[] => [...new Set(ids.map(pageOf))];

export const totalBytes = (chunks: readonly Chunk[]): number => chunks.reduce((sum, { bytes }) => sum + bytes.length, 0);

/** What writes all pages of a block. */
export function pagesFor(block: BlockInfo, times: Uint8Array, chunks: readonly Chunk[]): Operation[] {
  const key = pageKey(block.sequence, timesPage);
  const operations: Operation[] = [{ type: "put", key, value: sealTimes(key, block, times) }];
  const rising = [...chunks].sort((a, b) => a.id - b.id);
  for (let from = 0; from < rising.length; ) {
    const page = pageOf((rising[from] as Chunk).id);
    let to = from + 1;
    while (to < rising.length && pageOf((rising[to] as Chunk).id) === page) to++;
    const own = pageKey(block.sequence, page);
    operations.push({ type: "put", key: own, value: packPage(own, rising.slice(from, to)) });
    from = to;
  }
  return operations;
}
