// Blocks in the embedded store. It knows keys and bytes; what is in a chunk is the codec's business.
import type { Labels } from "#shared/model/labels";
import type { MetricKind } from "#shared/model/sample";
import type { EpochMs } from "#shared/units/time";
import type { SeriesId } from "../series/series-table";

/** 0: raw samples, 1: buckets of 10 s, 2: buckets of 1 min. */
export type TierId = 0 | 1 | 2;

export interface BlockInfo {
  tier: TierId;
  writer: string;
  /** Times of the first and last raw sample in it; a bucket's row stands at the last one, so the first row of a tier comes later. */
  start: EpochMs;
  end: EpochMs;
  rows: number;
  /** Number of the writer's last run in it. */
  lastRun: number;
  /** Rises with every block written: of two blocks of a writer and tier over the same time, the higher one counts. */
  sequence: number;
  /** Bytes of its chunks and times. */
  bytes: number;
}

export type BlockKey = Pick<BlockInfo, "tier" | "sequence">;

export interface Chunk {
  id: SeriesId;
  bytes: Uint8Array;
}

/** A page of a block as it lies there: its times, or the chunks of some neighbouring series; with neither it is damaged. */
export interface StoredPage {
  page: number;
  times?: Uint8Array;
  chunks?: Chunk[];
}

/** What is to be read of a block. */
export interface WantedChunks {
  block: BlockInfo;
  ids: readonly SeriesId[];
}

/** A block's times and, in the order of the ids asked for, its chunks. */
export interface ReadBlock {
  times: Uint8Array;
  chunks: (Uint8Array | undefined)[];
}

export interface SeriesRecord {
  id: SeriesId;
  labels: Labels;
  /** Who has written it; mostly one. */
  writers: string[];
  /** The last day on which it was written, in days since 1970. */
  lastDay: number;
}

export interface Disk {
  /** Blocks of a tier by writer, in order of their sequence; from memory. */
  blocks(tier: TierId): readonly BlockInfo[];
  /** All or nothing. `replaces` are dropped in the same stroke. */
  writeBlock(
    block: Omit<BlockInfo, "sequence" | "bytes">,
    times: Uint8Array,
    chunks: readonly Chunk[],
    replaces?: readonly BlockInfo[],
  ): Promise<BlockInfo>;
  readTimes(block: BlockInfo): Promise<Uint8Array | undefined>;
  /** In the order of `ids`; undefined where the block has no such series. Chunks may share a buffer. */
  readChunks(block: BlockInfo, ids: readonly SeriesId[]): Promise<(Uint8Array | undefined)[]>;
  /**
   * The same of many blocks at once, in their order; undefined where the times of a block are not there any more. One call for a
   * hundred blocks takes a fifth of the time of a hundred calls.
   */
  readBlocks(wanted: readonly WantedChunks[]): Promise<(ReadBlock | undefined)[]>;
  /** Every chunk of a block, for compaction, verification and export. */
  chunksOf(block: BlockInfo): AsyncIterable<Chunk>;
  /** They are gone at once; their room comes back some megabytes at a time, or when `compact` is called. */
  dropBlocks(blocks: readonly BlockInfo[]): Promise<void>;
  /** Every page of a block, damaged ones too; for verification, as are the next five. */
  pages(block: BlockInfo): AsyncIterable<StoredPage>;
  dropPages(block: BlockInfo, pages: readonly number[]): Promise<void>;
  dropChunks(block: BlockInfo, ids: readonly SeriesId[]): Promise<void>;
  /** Notes how many bytes a block has left. */
  setBytes(block: BlockInfo, bytes: number): Promise<void>;
  /** What lies in a tier and is of no block. */
  strayBlocks(): Promise<BlockKey[]>;
  dropStrayBlocks(stray: readonly BlockKey[]): Promise<void>;
  /**
   * Forgets series, and takes them out of all blocks. From when `onForgotten` is called they are gone for whoever opens the
   * store; what comes after that takes a while in a large one.
   */
  dropSeries(ids: readonly SeriesId[], onForgotten?: () => void): Promise<void>;
  /** New ones, and known ones with more writers than before. */
  saveSeries(series: readonly SeriesRecord[]): Promise<void>;
  loadSeries(): AsyncIterable<SeriesRecord>;
  /** The highest number that any series ever had, also one that is gone: new ones are numbered from above it. */
  newestSeries(): SeriesId;
  saveKinds(kinds: ReadonlyMap<string, MetricKind>): Promise<void>;
  loadKinds(): Promise<Map<string, MetricKind>>;
  /** The bytes that all files of the store's folder have now. */
  bytes(): Promise<number>;
  /** Gives back the space of what was dropped. */
  compact(): Promise<void>;
  close(): Promise<void>;
}
