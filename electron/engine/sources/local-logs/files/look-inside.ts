// The beginning and the end of a file, to know before reading it: whether it is text, and between which times it lies.
import type { EpochMs } from "#shared/units/time";
import type { Cost, Instant } from "../reader";
import type { ReadTime } from "./line-time";
import type { OpenFile } from "./open-file";
import { linesOf } from "./parts";

export interface Inside {
  isText: boolean;
  /** The times of its first and last lines that have one; undefined: no line that was seen has. */
  first?: Instant;
  last?: Instant;
}

const pieceBytes = 64 * 1024;

export async function lookInside(file: OpenFile, readTime: ReadTime, changed: EpochMs, cost: Cost): Promise<Inside> {
  const head = await file.bytes(0, Math.min(pieceBytes, file.size), cost);
  if (!isText(head)) return { isText: false };
  const end = file.size > pieceBytes ? await file.bytes(file.size - pieceBytes, pieceBytes, cost) : head;
  const first = firstTime(head, readTime, changed);
  // The first line of the end is cut.
  const last = lastTime(end === head ? head : end.subarray(end.indexOf(10) + 1), readTime, changed);
  return { isText: true, ...(first && { first }), ...(last && { last }) };
}

/** Zeros at the beginning are the hole that an emptied file has. */
export function isText(bytes: Buffer): boolean {
  const looked = bytes.subarray(0, 8192);
  let from = 0;
  while (from < looked.length && looked[from] === 0) from++;
  let odd = 0;
  for (let index = from; index < looked.length; index++) {
    const byte = looked[index] as number;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27) odd++;
  }
  return odd * 20 <= looked.length;
}

function firstTime(bytes: Buffer, readTime: ReadTime, changed: EpochMs): Instant | undefined {
  for (const { text } of linesOf(bytes)) {
    const time = readTime(text, changed);
    if (time) return time;
  }
  return undefined;
}

function lastTime(bytes: Buffer, readTime: ReadTime, changed: EpochMs): Instant | undefined {
  let last: Instant | undefined;
  for (const { text } of linesOf(bytes)) last = readTime(text, changed) ?? last;
  return last;
}
