// Sixteen neighbouring series' chunks of one block as one value:
//
//   checksum of the key and the two fields after it | which places are taken, a bit each | their lengths | the chunks
//
// The chunks have checksums of their own, so a damaged one costs itself. What is checked here is that each is given to the
// series that it belongs to.
import { crc32 } from "node:zlib";
import type { SeriesId } from "../series/series-table";
import type { Chunk } from "./disk";
import { firstSeriesOf, placeInPage, readPageKey, seriesPerPage } from "./keys";

const fixedBytes = 6;

/** The chunks' numbers rise and belong to the page. */
export function packPage(key: Uint8Array, chunks: readonly Chunk[]): Buffer {
  const lengths: number[] = [];
  let taken = 0;
  let total = 0;
  for (const { id, bytes } of chunks) {
    taken |= 1 << placeInPage(id);
    let rest = bytes.length;
    for (; rest > 0x7f; rest >>>= 7) lengths.push((rest & 0x7f) | 0x80);
    lengths.push(rest);
    total += bytes.length;
  }
  const headBytes = fixedBytes + lengths.length;
  const page = Buffer.allocUnsafe(headBytes + total);
  page.writeUInt16LE(taken, 4);
  page.set(lengths, fixedBytes);
  page.writeUInt32LE(crc32(page.subarray(4, headBytes), crc32(key)), 0);
  let at = headBytes;
  for (const { bytes } of chunks) {
    page.set(bytes, at);
    at += bytes.length;
  }
  return page;
}

export interface Page {
  /** Where the chunk of each place begins, and after the last place, where it ends; equal where there is none. */
  starts: Int32Array;
  bytes: Uint8Array;
}

/** Undefined when it cannot be told which bytes are whose. Chunks at its end may be missing all the same. */
export function openPage(key: Uint8Array, bytes: Uint8Array): Page | undefined {
  if (bytes.length < fixedBytes) return undefined;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const taken = buffer.readUInt16LE(4);
  const starts = new Int32Array(seriesPerPage + 1);
  let at = fixedBytes;
  let end = 0;
  for (let place = 0; place < seriesPerPage; place++) {
    starts[place] = end;
    if (((taken >>> place) & 1) === 0) continue;
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = buffer[at++];
      if (byte === undefined || shift > 28) return undefined;
      length += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    end += length;
  }
  if (crc32(buffer.subarray(4, at), crc32(key)) !== buffer.readUInt32LE(0)) return undefined;
  for (let place = 0; place < seriesPerPage; place++) starts[place] = (starts[place] as number) + at;
  starts[seriesPerPage] = end + at;
  return { starts, bytes };
}

/** The chunk of a series, as a view; undefined where the page has none. */
export function chunkIn({ starts, bytes }: Page, id: SeriesId): Uint8Array | undefined {
  const place = placeInPage(id);
  const from = starts[place] as number;
  const to = starts[place + 1] as number;
  return to > from ? bytes.subarray(from, to) : undefined;
}

export function chunksIn(key: Uint8Array, page: Page): Chunk[] {
  const first = firstSeriesOf(readPageKey(key).page);
  const chunks: Chunk[] = [];
  for (let place = 0; place < seriesPerPage; place++) {
    const bytes = chunkIn(page, first + place);
    if (bytes) chunks.push({ id: first + place, bytes });
  }
  return chunks;
}
