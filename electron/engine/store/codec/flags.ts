// Flags of rows (see `row` in column.ts), as stretches of the same flag: a series that came or went costs two or three bytes.
import type { ByteReader } from "./byte-reader";
import type { ByteWriter } from "./byte-writer";
import { DamagedChunk, row } from "./column";

const flagBits = 4;

/** What a row takes at most, when its flag is like neither neighbour's. */
export const mostBytesPerFlag = 1;

export function writeFlags(out: ByteWriter, flags: Uint8Array): void {
  let start = 0;
  for (let at = 1; at <= flags.length; at++) {
    if (at < flags.length && flags[at] === flags[start]) continue;
    if (flags.length > 0) out.varint((at - start) * flagBits + (flags[start] as number));
    start = at;
  }
}

export function readFlags(from: ByteReader, rows: number): Uint8Array {
  const flags = new Uint8Array(rows);
  let at = 0;
  while (at < rows) {
    const stretch = from.varint();
    const flag = stretch % flagBits;
    const length = Math.floor(stretch / flagBits);
    if (flag > row.stale || length === 0 || length > rows - at) throw new DamagedChunk("its rows do not add up");
    flags.fill(flag, at, at + length);
    at += length;
  }
  return flags;
}

/** The rows that have a value, one after another. */
export function withoutHoles(values: Float64Array, flags: Uint8Array): Float64Array {
  const dense = new Float64Array(countValues(flags));
  let to = 0;
  for (let at = 0; at < flags.length; at++) if (flags[at] === row.value) dense[to++] = values[at] as number;
  return dense;
}

/** The reverse: values onto the rows that have one, in the same array; the others become 0. */
export function spread(rows: Float64Array, flags: Uint8Array): void {
  let from = countValues(flags);
  for (let at = rows.length - 1; at >= 0; at--) rows[at] = flags[at] === row.value ? (rows[--from] as number) : 0;
}

export function countValues(flags: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < flags.length; at++) if (flags[at] === row.value) count++;
  return count;
}
