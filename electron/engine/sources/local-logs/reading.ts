// Everything that was picked, as one: the readers of all kinds, and their lines in one order.

import type { LogEntry } from "#shared/logs/block";
import { AppError } from "#shared/model/failure";
import type { Clock } from "../../clock";
import type { AnyKind, Kinds } from "./kinds";
import { mergeReaders } from "./merge";
import type { Batch, Cost, Direction, Instant, KnownStream, LogReader, ReadRequest, Selection } from "./reader";

export interface ReadAsked {
  selection: Selection;
  accept: ReadRequest["accept"];
  needle?: string | undefined;
  start: Instant;
  end: Instant;
  direction: Direction;
  limit?: number;
  signal: AbortSignal;
  cost?: Cost;
  warn?(text: string): void;
}

export interface Reading {
  readers(asked: Omit<ReadAsked, "accept" | "direction" | "limit">): Promise<LogReader[]>;
  /** In order, as parts; empty ones say how far the reading has come. */
  read(asked: ReadAsked): AsyncGenerator<Batch>;
  streams(selection: Selection, signal: AbortSignal): Promise<KnownStream[]>;
}

/** Beside it nothing else runs in the engine: so long at a time, and then the others. */
const mostAtOnceMs = 12;
/** What all readers together read ahead, and the bounds of one of them. */
const aheadBytes = 32 * 1024 * 1024;
const [leastChunk, mostChunk] = [16 * 1024, 128 * 1024];

export function createReading({ kinds, clock }: { kinds: Kinds; clock: Clock }): Reading {
  async function readers({
    warn = () => {},
    cost = { bytes: 0, lines: 0 },
    ...asked
  }: Omit<ReadAsked, "accept" | "direction" | "limit">): Promise<LogReader[]> {
    return (await ofEach((kind) => kind.readers({ ...asked, warn, cost }), warn)).flat();
  }

  /** A kind that cannot be asked is told of, and the others answer; when there is no other, that is the answer. */
  async function ofEach<T>(ask: (kind: AnyKind) => Promise<T>, warn: (text: string) => void): Promise<T[]> {
    const picked = kinds.picked();
    if (picked.length === 0) throw nothingPicked();
    const answers = await Promise.allSettled(picked.map(ask));
    const right = answers.filter((answer) => answer.status === "fulfilled").map(({ value }) => value);
    for (const answer of answers) {
      if (answer.status === "fulfilled") continue;
      if (right.length === 0 || !(answer.reason instanceof AppError)) throw answer.reason;
      warn(answer.reason.message);
    }
    return right;
  }

  return {
    readers,
    async *read(asked) {
      const { warn = () => {}, cost = { bytes: 0, lines: 0 }, limit = Number.POSITIVE_INFINITY } = asked;
      const all = await readers(asked);
      const chunkBytes = Math.min(mostChunk, Math.max(leastChunk, Math.floor(aheadBytes / Math.max(1, all.length))));
      let since = clock.monotonic();
      for await (const batch of mergeReaders(all, { ...asked, warn, cost, limit, chunkBytes })) {
        yield batch;
        if (clock.monotonic() - since < mostAtOnceMs) continue;
        await breath();
        since = clock.monotonic();
      }
    },
    async streams(selection, signal) {
      if (kinds.picked().length === 0) return [];
      const found = await ofEach(
        (kind) => kind.streams({ selection, signal }),
        () => {},
      );
      return found.flat().filter((stream) => selection.mayMatch(stream));
    },
  };
}

/** Everything that waits has its turn. */
const breath = () => new Promise<void>((resolve) => setImmediate(resolve));

const nothingPicked = () =>
  new AppError({
    kind: "not-found",
    say: "No logs of this machine have been picked yet: choose the journal, files or containers that may be read.",
  });

/** All of it in memory: for what has a small limit. */
export async function collected(batches: AsyncIterable<Batch>, limit: number): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  for await (const batch of batches) {
    entries.push(...batch.entries);
    if (entries.length >= limit) break;
  }
  return entries.slice(0, limit);
}
