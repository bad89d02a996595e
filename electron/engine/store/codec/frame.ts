// What every chunk on disk begins with: a byte that says the format, what it holds and how, then a checksum of everything,
// the number of rows included. So a chunk that was damaged, or is read as something else than it is, is always found out.
import { constants, crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import { DamagedChunk } from "./column";

/** Bits of the first byte. The lowest four are the kind, which is the caller's affair. */
const version = 0x10;
const versionBits = 0x70;
const deflatedBit = 0x80;

const headSize = 5;
/** Deflate costs some bytes itself; less than this is not worth the try. */
const leastToDeflate = 24;

// A chunk is a few kilobytes at most: a small window and little memory make the call cheap and lose nothing. Runs of zeros lie
// better with run lengths, noise without looking for matches at all; so both are tried.
const small = { level: 9, windowBits: 13, memLevel: 6 };
const besides = 64;
const strategies = [constants.Z_DEFAULT_STRATEGY, constants.Z_RLE];

/** What a chunk holds, in the two highest bits of four; the others say how, which is the affair of its codec. */
export const holds = { values: 0, times: 4, buckets: 8 } as const;
const holdsBits = 0x0c;

export interface Frame {
  holds: (typeof holds)[keyof typeof holds];
  /** From 0 to 3. */
  how: number;
  payload: Uint8Array;
}

/** `rows` is what the reader will be asked for. */
export function sealFrame({ holds: what, how, payload }: Frame, rows: number): Uint8Array {
  const packed = deflated(payload);
  const bytes = new Uint8Array(headSize + packed.length);
  bytes[0] = what | how | version | (packed === payload ? 0 : deflatedBit);
  bytes.set(packed, headSize);
  new DataView(bytes.buffer).setUint32(1, checksum(bytes, rows), true);
  return bytes;
}

interface Expected {
  holds: Frame["holds"];
  rows: number;
  /** What the payload may inflate to. */
  mostBytes: number;
  /** What to make room for. */
  usualBytes: number;
}

export function openFrame(bytes: Uint8Array, { holds: what, rows, mostBytes, usualBytes }: Expected): Omit<Frame, "holds"> {
  const first = bytes[0];
  if (first === undefined || bytes.length < headSize) throw new DamagedChunk("it ends too early");
  const told = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1, true);
  if (told !== checksum(bytes, rows)) throw new DamagedChunk("its checksum is wrong");
  if ((first & versionBits) !== version) throw new DamagedChunk("it is of a format that is not known");
  if ((first & holdsBits) !== what) throw new DamagedChunk("it holds something else");
  const payload = bytes.subarray(headSize);
  return { how: first & 3, payload: first & deflatedBit ? inflated(payload, mostBytes, usualBytes) : payload };
}

/** Of everything but itself, begun with the number of rows. */
const checksum = (bytes: Uint8Array, rows: number): number => crc32(bytes.subarray(headSize), crc32(bytes.subarray(0, 1), rows));

function deflated(payload: Uint8Array): Uint8Array {
  let best = payload;
  if (payload.length < leastToDeflate) return best;
  for (const strategy of strategies) {
    // Room for what comes out is taken in one piece, by default sixteen kilobytes: a thousand chunks would leave that much behind.
    const packed = deflateRawSync(payload, { ...small, strategy, chunkSize: payload.length + besides });
    if (packed.length < best.length) best = packed;
  }
  return best;
}

function inflated(payload: Uint8Array, mostBytes: number, usualBytes: number): Uint8Array {
  try {
    return inflateRawSync(payload, { maxOutputLength: Math.max(1, mostBytes), chunkSize: Math.max(64, usualBytes) });
  } catch (error) {
    throw new DamagedChunk("it cannot be inflated", { cause: error });
  }
}
