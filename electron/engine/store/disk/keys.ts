// Keys in the four LevelDBs. Numbers are written highest byte first, so that LevelDB's order is theirs.
//
// In a tier, everything of a block lies under its sequence, and sequences only rise. So new keys come after all others, and
// LevelDB moves its tables down as they are instead of merging them with what it has: each byte is written twice, not four
// times. In the index keys come in any order; it is small.
import type { SeriesId } from "../series/series-table";
import type { TierId } from "./disk";

const prefix = { block: 0x62, dropping: 0x64, garbage: 0x67, kinds: 0x6b, newestSeries: 0x6e, series: 0x73 } as const;

export interface KeyRange {
  gte: Uint8Array;
  lt: Uint8Array;
}

/** Chunks are stored sixteen together, by the numbers of their series: an entry each would cost as much as a quiet chunk. */
export const seriesPerPage = 16;
export const pageOf = (id: SeriesId): number => 1 + Math.floor(id / seriesPerPage);
export const placeInPage = (id: SeriesId): number => id % seriesPerPage;
export const firstSeriesOf = (page: number): SeriesId => (page - 1) * seriesPerPage;
/** The page that holds what the block says of itself, and its times. */
export const timesPage = 0;

const sequenceBytes = 6;
const mostSequence = 2 ** 48 - 1;

export function pageKey(sequence: number, page: number): Buffer {
  const key = Buffer.allocUnsafe(1 + sequenceBytes + 4);
  key[0] = prefix.block;
  key.writeUIntBE(sequence, 1, sequenceBytes);
  key.writeUInt32BE(page, 1 + sequenceBytes);
  return key;
}

export function readPageKey(key: Uint8Array): { sequence: number; page: number } {
  const buffer = Buffer.from(key.buffer, key.byteOffset, key.byteLength);
  return { sequence: buffer.readUIntBE(1, sequenceBytes), page: buffer.readUInt32BE(1 + sequenceBytes) };
}

/** Everything of the blocks with these sequences, both ends included. */
export const pagesOf = (from: number, to: number): KeyRange => ({
  gte: pageKey(from, 0),
  lt: pageKey(Math.min(to + 1, mostSequence), 0),
});
export const allPages: KeyRange = { gte: Buffer.of(prefix.block), lt: Buffer.of(prefix.block + 1) };

const listKey =
  (first: number) =>
  (tier: TierId, number: number): Buffer => {
    const key = Buffer.allocUnsafe(2 + sequenceBytes);
    key[0] = first;
    key[1] = tier;
    key.writeUIntBE(number, 2, sequenceBytes);
    return key;
  };

function readListKey(key: Uint8Array): { tier: TierId; number: number } {
  const buffer = Buffer.from(key.buffer, key.byteOffset, key.byteLength);
  return { tier: buffer.readUInt8(1) as TierId, number: buffer.readUIntBE(2, sequenceBytes) };
}

/**
 * In the index blocks and series are named in groups of neighbours: an entry costs microseconds to read, whatever is in it, and
 * all of them are read when the store is opened.
 */
export const blocksPerGroup = 32;
export const blockGroupOf = (sequence: number): number => Math.floor(sequence / blocksPerGroup);
export const blockGroupKey = listKey(prefix.block);
export const allBlockGroups: KeyRange = { gte: Buffer.of(prefix.block), lt: Buffer.of(prefix.block + 1) };

export function readBlockGroupKey(key: Uint8Array): { tier: TierId; group: number } {
  const { tier, number } = readListKey(key);
  return { tier, group: number };
}

/** The sequences that a group has room for. */
export const sequencesOf = (group: number): number[] =>
  Array.from({ length: blocksPerGroup }, (_, place) => group * blocksPerGroup + place);

/** Says that a block's pages may be removed. */
export const garbageKey = listKey(prefix.garbage);
export const allGarbage: KeyRange = { gte: Buffer.of(prefix.garbage), lt: Buffer.of(prefix.garbage + 1) };

export function readGarbageKey(key: Uint8Array): { tier: TierId; sequence: number } {
  const { tier, number } = readListKey(key);
  return { tier, sequence: number };
}

export const seriesPerGroup = 32;
export const seriesGroupOf = (id: SeriesId): number => Math.floor(id / seriesPerGroup);
export const lastOfSeriesGroup = (group: number): SeriesId => (group + 1) * seriesPerGroup - 1;

export function seriesGroupKey(group: number): Buffer {
  const key = Buffer.allocUnsafe(5);
  key[0] = prefix.series;
  key.writeUInt32BE(group, 1);
  return key;
}

export const readSeriesGroupKey = (key: Uint8Array): number =>
  Buffer.from(key.buffer, key.byteOffset, key.byteLength).readUInt32BE(1);
export const allSeriesGroups: KeyRange = { gte: Buffer.of(prefix.series), lt: Buffer.of(prefix.series + 1) };

export const kindsKey: Uint8Array = Buffer.of(prefix.kinds);
/** Series whose removal from all blocks has begun. */
export const droppingKey: Uint8Array = Buffer.of(prefix.dropping);
export const newestSeriesKey: Uint8Array = Buffer.of(prefix.newestSeries);
