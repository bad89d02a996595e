// Rows of doubles that are no whole numbers of anything: their bits, or how the bits change as if they were one long number,
// the highest byte of every row first, then the next: signs, exponents and what hardly changes lie together and pack well.

import { fromBits, highBits, lowBits } from "./bits";
import type { ByteReader } from "./byte-reader";
import type { ByteWriter } from "./byte-writer";
import { DamagedChunk } from "./column";

const mode = { bits: 0, changes: 1 } as const;

export function writeDoubles(out: ByteWriter, values: Float64Array): void {
  const asBits = planesOf(values, false);
  const asChanges = planesOf(values, true);
  const areChangesShorter = roughSize(asChanges) < roughSize(asBits);
  out.byte(areChangesShorter ? mode.changes : mode.bits);
  out.bytes(areChangesShorter ? asChanges : asBits);
}

export function readDoubles(from: ByteReader, into: Float64Array): void {
  const how = from.byte();
  if (how !== mode.bits && how !== mode.changes) throw new DamagedChunk("it has doubles of a kind that is not known");
  const rows = into.length;
  const planes = from.bytes(8 * rows);
  const part = (at: number, first: number): number =>
    ((planes[first * rows + at] as number) << 24) |
    ((planes[(first + 1) * rows + at] as number) << 16) |
    ((planes[(first + 2) * rows + at] as number) << 8) |
    (planes[(first + 3) * rows + at] as number);
  let high = 0;
  let low = 0;
  for (let at = 0; at < rows; at++) {
    const ownHigh = part(at, 0);
    const ownLow = part(at, 4) >>> 0;
    if (how === mode.changes) {
      low += ownLow;
      high = (high + ownHigh + (low > 0xffffffff ? 1 : 0)) | 0;
      low >>>= 0;
    } else {
      high = ownHigh;
      low = ownLow;
    }
    into[at] = fromBits(high, low);
  }
}

function planesOf(values: Float64Array, areChanges: boolean): Uint8Array {
  const rows = values.length;
  const planes = new Uint8Array(8 * rows);
  let highBefore = 0;
  let lowBefore = 0;
  for (let at = 0; at < rows; at++) {
    const high = highBits(values[at] as number);
    const low = lowBits(values[at] as number);
    const ownLow = areChanges ? low - lowBefore : low;
    const ownHigh = areChanges ? high - highBefore - (low < lowBefore ? 1 : 0) : high;
    for (let plane = 0; plane < 4; plane++) {
      planes[plane * rows + at] = ownHigh >>> (24 - 8 * plane);
      planes[(plane + 4) * rows + at] = ownLow >>> (24 - 8 * plane);
    }
    highBefore = high;
    lowBefore = low;
  }
  return planes;
}

/** How much there is to pack: bytes that are not like the one before them. */
function roughSize(planes: Uint8Array): number {
  let different = 0;
  for (let at = 1; at < planes.length; at++) if (planes[at] !== planes[at - 1]) different++;
  return different;
}
