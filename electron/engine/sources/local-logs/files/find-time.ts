// Where in a file a time stands, found by halving: of a gigabyte some twenty small pieces are read.
import { compareTimes } from "#shared/logs/block";
import { type EpochMs, hours, type Milliseconds } from "#shared/units/time";
import type { Cost, Instant } from "../reader";
import type { ReadTime } from "./line-time";
import type { OpenFile } from "./open-file";
import { linesOf } from "./parts";

const pieceBytes = 32 * 1024;
/** Traces and dumps without a time are not longer than this, as a rule. */
const mostPieces = 32;
/** Below this, reading on is as quick as searching. */
const closeEnough = 256 * 1024;
/** The hour that clocks are set back by is no disorder. */
const slack: Milliseconds = hours(1.5);

export interface Timing {
  file: OpenFile;
  readTime: ReadTime;
  changed: EpochMs;
  cost: Cost;
}

/** The first line with a time that begins behind the offset (or at it, when that is 0). */
async function timedLineAfter(
  { file, readTime, changed, cost }: Timing,
  offset: number,
  end: number,
): Promise<{ offset: number; time: Instant } | undefined> {
  let at = offset;
  let isLineBegun = offset === 0;
  for (let piece = 0; piece < mostPieces && at < end; piece++) {
    const bytes = await file.bytes(at, Math.min(pieceBytes, end - at), cost);
    if (bytes.length === 0) return undefined;
    const from = isLineBegun ? 0 : bytes.indexOf(10) + 1;
    if (from > 0 || isLineBegun) {
      for (const line of linesOf(bytes.subarray(from))) {
        const time = readTime(line.text, changed);
        if (time) return { offset: at + from + line.offset, time };
      }
    }
    // A line that this piece cuts is looked at again as a whole.
    const lastLine = bytes.lastIndexOf(10) + 1;
    isLineBegun = lastLine > 0;
    at += lastLine > 0 ? lastLine : bytes.length;
  }
  return undefined;
}

/** Where lines of that time begin: all before it are older. Undefined: the times of the file do not rise. */
export async function findTime(
  timing: Timing,
  time: Instant,
  bounds: { first: Instant; last: Instant },
): Promise<number | undefined> {
  let [low, high] = [0, timing.file.size];
  let [lowTime, highTime]: [Instant, Instant] = [bounds.first, bounds.last];
  if (lowTime.ms > highTime.ms + slack) return undefined;
  while (high - low > closeEnough) {
    const middle = Math.floor((low + high) / 2);
    const found = await timedLineAfter(timing, middle, high);
    if (!found) {
      high = middle;
      continue;
    }
    if (found.time.ms < lowTime.ms - slack || found.time.ms > highTime.ms + slack) return undefined;
    if (compareTimes(found.time, time) >= 0) {
      high = middle;
      highTime = found.time;
    } else {
      low = found.offset;
      lowTime = found.time;
    }
  }
  return low;
}

/** Where reading back from a time begins: the first line behind it that is not older. */
export async function findTimeAfter(
  timing: Timing,
  time: Instant,
  bounds: { first: Instant; last: Instant },
): Promise<number | undefined> {
  const low = await findTime(timing, time, bounds);
  if (low === undefined) return undefined;
  for (let at = low; at < timing.file.size; ) {
    const found = await timedLineAfter(timing, at, timing.file.size);
    if (!found) return timing.file.size;
    if (compareTimes(found.time, time) >= 0) return found.offset;
    at = found.offset + Math.floor(closeEnough / 8);
  }
  return timing.file.size;
}
