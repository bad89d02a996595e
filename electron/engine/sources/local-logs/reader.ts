// What one file, the journal or one container is to a query: something that tells its lines in order, in parts.
import type { LogEntry } from "#shared/logs/block";
import type { Labels } from "#shared/model/labels";
import type { EpochMs } from "#shared/units/time";

export type Direction = "forward" | "backward";

/** Whole milliseconds, and the nanoseconds beyond. */
export interface Instant {
  ms: EpochMs;
  ns: number;
}

/** What reading has cost so far; the readers count it up. */
export interface Cost {
  bytes: number;
  lines: number;
}

export interface ReadRequest {
  /** From the start on, and before the end. */
  start: Instant;
  end: Instant;
  direction: Direction;
  /** Nobody wants more lines of this reader than so many. */
  limit: number;
  /** What the query makes of a line; undefined: it is not wanted. */
  accept(entry: LogEntry): LogEntry | undefined;
  /** Every line that is wanted has this text in it: others need not even be read as text. */
  needle?: string | undefined;
  signal: AbortSignal;
  cost: Cost;
  /** Told to the user beside the answer, each once. */
  warn(text: string): void;
  /** About so much is read at once: less where there are many readers. */
  chunkBytes: number;
}

/** Lines in the direction of the query, and how far the reading has come when the part had none of them. */
export interface Batch {
  entries: LogEntry[];
  reached?: Instant | undefined;
}

export interface LogReader {
  /** No line of it is earlier or later than these, as far as can be known without reading it. */
  earliest: Instant;
  latest: Instant;
  read(request: ReadRequest): AsyncIterable<Batch>;
  /** About how many bytes of it lie within; absent where only reading would tell. */
  bytesWithin?(start: Instant, end: Instant): Promise<number>;
}

/** A stream that is known without reading any line. */
export interface KnownStream {
  labels: Labels;
  /** Labels that its lines have as well, with values that only the lines tell. */
  open: readonly string[];
}

/** Which streams a query is about. */
export interface Selection {
  /** Whether the stream may have lines that are wanted: labels that are open match whatever is asked of them. */
  mayMatch(stream: KnownStream): boolean;
}

/** The far ends of time: what cannot be known is not narrowed by. */
export const firstInstant: Instant = { ms: 0, ns: 0 };
export const lastInstant: Instant = { ms: 8.64e15, ns: 0 };
