// Log lines on their way: collected into columns in the engine, read out of them in the window.
import { type Labels, labelsKey } from "../model/labels";
import { type LogBlock, longestLine, type NsTime } from "../model/log";
import type { EpochMs } from "../units/time";

const nsPerMs = 1_000_000;

/** One line with its time taken apart. */
export interface LogEntry {
  /** Epoch ms, and the nanoseconds beyond. */
  ms: EpochMs;
  ns: number;
  labels: Labels;
  line: string;
  metadata?: Labels | undefined;
  parsed?: Labels | undefined;
}

export interface BlockBuilder {
  add(entry: LogEntry): void;
  /** Lines added since the last block, and about how many bytes they have. */
  readonly size: number;
  readonly bytes: number;
  /** What was added since the last block, as one. */
  take(): LogBlock;
}

/** Builds the blocks of one answer or stream. A label set is sent once and known by its number from then on. */
export function createBlockBuilder(): BlockBuilder {
  const numbers = new Map<string, number>();
  /** The same object comes again and again, and its key is dear. */
  let known = new WeakMap<Labels, number>();
  let entries: LogEntry[] = [];
  let streams: Labels[] = [];
  let bytes = 0;

  function numberOf(labels: Labels): number {
    let number = known.get(labels);
    if (number !== undefined) return number;
    const key = labelsKey(labels);
    number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
      streams.push(labels);
    }
    known.set(labels, number);
    return number;
  }

  return {
    add(entry) {
      entries.push(entry);
      bytes += 2 * Math.min(entry.line.length, longestLine) + 64;
    },
    get size() {
      return entries.length;
    },
    get bytes() {
      return bytes;
    },
    take() {
      const cut: { index: number; length: number }[] = [];
      const count = entries.length;
      const block = {
        ms: new Float64Array(count),
        ns: new Float64Array(count),
        stream: new Float64Array(count),
        lines: new Array<string>(count),
      };
      for (const [index, { ms, ns, labels, line }] of entries.entries()) {
        block.ms[index] = ms;
        block.ns[index] = ns;
        block.stream[index] = numberOf(labels);
        block.lines[index] = line.length > longestLine ? beginning(line) : line;
        if (line.length > longestLine) cut.push({ index, length: line.length });
      }
      const metadata = entries.map((entry) => entry.metadata ?? null);
      const parsed = entries.map((entry) => entry.parsed ?? null);
      const built: LogBlock = {
        streams: streams.map((labels) => ({ ...labels })),
        ...block,
        ...(metadata.some((labels) => labels !== null) && { metadata }),
        ...(parsed.some((labels) => labels !== null) && { parsed }),
        ...(cut.length > 0 && { cut }),
      };
      entries = [];
      streams = [];
      bytes = 0;
      // Kept label objects would keep the answer alive that they came with.
      known = new WeakMap();
      return built;
    },
  };
}

/** Not in the middle of a pair of surrogates. */
function beginning(line: string): string {
  const last = line.charCodeAt(longestLine - 1);
  return line.slice(0, last >= 0xd800 && last < 0xdc00 ? longestLine - 1 : longestLine);
}

/** The time taken apart: whole milliseconds, which a double holds, and the nanoseconds beyond. */
export function fromNsTime(time: NsTime): { ms: EpochMs; ns: number } {
  return { ms: Number(time.slice(0, -6) || "0"), ns: Number(time.slice(-6)) };
}

/** The digits again. Times before 1970 are told as 0: nobody has logs of then. */
export function toNsTime({ ms, ns }: { ms: EpochMs; ns: number }): NsTime {
  if (ms <= 0) return String(Math.max(0, Math.trunc(ns)));
  return `${Math.trunc(ms)}${String(Math.trunc(ns)).padStart(6, "0")}`;
}

/** The same time so many nanoseconds later (or earlier, below 0); never before 1970. */
export function plusNs({ ms, ns }: { ms: EpochMs; ns: number }, more: number): { ms: EpochMs; ns: number } {
  const sum = ns + more;
  const carry = Math.floor(sum / nsPerMs);
  return ms + carry < 0 ? { ms: 0, ns: 0 } : { ms: ms + carry, ns: sum - carry * nsPerMs };
}

/** Below 0 when `a` is before `b`. */
export const compareTimes = (a: { ms: EpochMs; ns: number }, b: { ms: EpochMs; ns: number }): number =>
  a.ms - b.ms || a.ns - b.ns;
