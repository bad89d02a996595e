// A file as parts of whole lines, from its beginning on or from its end back. Whatever the file holds, no more than one part and
// the beginning of one line are in memory.
import type { Cost } from "../reader";
import type { OpenFile } from "./open-file";

export interface Part {
  /** Whole lines; the last may lack its line feed where the file ends. */
  bytes: Buffer;
  /** Where they begin in the file. */
  offset: number;
}

/** Of a longer line the rest is left out. */
export const longestRead = 32 * 1024 * 1024;
/** Lines without a time are kept with the line before them, up to so much. */
const mostHeld = 1024 * 1024;

const lineFeed = 10;

interface Stretch {
  from: number;
  to: number;
  chunkBytes: number;
  cost: Cost;
}

export async function* partsForward(file: OpenFile, { from, to, chunkBytes, cost }: Stretch): AsyncGenerator<Part> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let offset = from;
  for (let at = from; at < to; ) {
    const chunk = await file.bytes(at, Math.min(chunkBytes, to - at), cost);
    if (chunk.length === 0) break;
    at += chunk.length;
    const end = chunk.lastIndexOf(lineFeed) + 1;
    if (end === 0) {
      if (heldBytes < longestRead) held.push(chunk);
      heldBytes += chunk.length;
      continue;
    }
    yield { bytes: joined([...held, chunk.subarray(0, end)]), offset };
    held = [chunk.subarray(end)];
    heldBytes = chunk.length - end;
    offset = at - heldBytes;
  }
  if (heldBytes > 0) yield { bytes: joined(held), offset };
}

/** Each part begins with a line that begins something: see `firstBeginning`. */
export async function* partsBackward(
  file: OpenFile,
  { from, to, chunkBytes, cost }: Stretch,
  /** Where the first line begins that has a time of its own; -1: none has. */
  firstBeginning: (bytes: Buffer) => number,
): AsyncGenerator<Part> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  for (let at = to; at > from; ) {
    const length = Math.min(chunkBytes, at - from);
    const chunk = await file.bytes(at - length, length, cost);
    // It was cut off meanwhile: what was there is gone.
    if (chunk.length < length) held = [];
    at -= length;
    if (at <= from) {
      yield { bytes: joined([chunk, ...held]), offset: from };
      return;
    }
    const begins = beginningIn(chunk, heldBytes, firstBeginning);
    if (begins < 0) {
      held.unshift(chunk);
      heldBytes += chunk.length;
      // What is left of a line is its beginning.
      while (heldBytes > longestRead && held.length > 1) heldBytes -= held.pop()?.length ?? 0;
      continue;
    }
    yield { bytes: joined([chunk.subarray(begins), ...held]), offset: at + begins };
    held = [chunk.subarray(0, begins)];
    heldBytes = begins;
  }
}

function beginningIn(chunk: Buffer, heldBytes: number, firstBeginning: (bytes: Buffer) => number): number {
  const line = chunk.indexOf(lineFeed) + 1;
  if (line === 0 || line === chunk.length) return -1;
  const begins = firstBeginning(chunk.subarray(line));
  if (begins >= 0) return line + begins;
  return heldBytes > mostHeld ? line : -1;
}

const joined = (pieces: Buffer[]): Buffer => (pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces));

/** The lines of a part, with where each begins in it. */
export function* linesOf(bytes: Buffer): Generator<{ text: string; offset: number }> {
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(lineFeed, from);
    const to = end < 0 ? bytes.length : end;
    yield { text: textOf(bytes, from, to), offset: from };
    from = to + 1;
  }
}

/** What is not UTF-8 becomes the sign for that. */
function textOf(bytes: Buffer, from: number, to: number): string {
  let [first, end] = [from, to];
  if (end > first && bytes[end - 1] === 13) end--;
  // A file that is emptied under a program that goes on writing where it was begins with a hole of zeros.
  while (first < end && bytes[first] === 0) first++;
  return bytes.toString("utf8", first, Math.min(end, first + longestRead));
}
