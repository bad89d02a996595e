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

/**
 * Label sets are numbered in rounds of so many. When a round is full its sets are forgotten, and sent anew when they come again: a
 * tail may be followed for days, and an old Loki gives every line a set of its own.
 */
export const streamsInRound = 20_000;

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
  let count = 0;

  function numberOf(labels: Labels): number {
    let number = known.get(labels);
    if (number !== undefined) return number;
    const key = labelsKey(labels);
    number = numbers.get(key);
    if (number === undefined) {
      if (numbers.size >= streamsInRound) {
        numbers.clear();
        known = new WeakMap();
      }
      number = count++;
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
      const size = entries.length;
      const block = {
        ms: new Float64Array(size),
        ns: new Float64Array(size),
        stream: new Float64Array(size),
        lines: new Array<string>(size),
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

export interface ToldStreams {
  /** To be told of every block, before its lines are read. */
  take(block: Pick<LogBlock, "streams">): void;
  labelsOf(number: number): Labels | undefined;
}

/** The label sets of one answer or stream by their numbers, as far as a block can still mean them. */
export function createToldStreams(): ToldStreams {
  const told = new Map<number, Labels>();
  let count = 0;
  let first = 0;
  return {
    take({ streams }) {
      // A block begins in the round that the one before it ended in.
      const begins = count === 0 ? 0 : Math.floor((count - 1) / streamsInRound) * streamsInRound;
      for (; first < begins; first++) told.delete(first);
      for (const labels of streams) told.set(count++, labels);
    },
    labelsOf: (number) => told.get(number),
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
