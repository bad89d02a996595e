// Many readers into one sequence by time. A reader is opened only when the sequence comes to where its lines may begin, so of a
// thousand rotated files a query for the newest hundred lines opens one or two.
import type { LogEntry } from "#shared/logs/block";
import { compareTimes } from "#shared/logs/block";
import type { Batch, Instant, LogReader, ReadRequest } from "./reader";

interface Source {
  reader: LogReader;
  parts: AsyncIterator<Batch> | undefined;
  entries: readonly LogEntry[];
  next: number;
  /** Everything up to there has been told: its next line lies there or beyond. */
  reached: Instant;
}

/**
 * The lines of all readers in the order of the request; of lines at one time, those of one reader stay together, in its order. An
 * empty batch says only how far the reading has come.
 */
export async function* mergeReaders(readers: readonly LogReader[], request: ReadRequest): AsyncGenerator<Batch> {
  const isForward = request.direction === "forward";
  const compare = isForward ? compareTimes : (a: Instant, b: Instant) => compareTimes(b, a);
  const sources = readers
    .filter(({ earliest, latest }) => compareTimes(latest, request.start) >= 0 && compareTimes(earliest, request.end) < 0)
    .map((reader): Source => {
      const reached = isForward ? reader.earliest : reader.latest;
      return { reader, parts: undefined, entries: [], next: 0, reached };
    });
  // One direction is the exact reverse of the other, also where lines of several readers have one time.
  if (!isForward) sources.reverse();

  try {
    while (sources.length > 0) {
      request.signal.throwIfAborted();
      const [first, second] = foremost(sources, compare);
      if (!first) return;
      if (first.next < first.entries.length) {
        const isBefore = second !== undefined && sources.indexOf(first) < sources.indexOf(second);
        yield { entries: takeUpTo(first, second && { time: frontier(second), isWithin: isBefore }, compare) };
        continue;
      }
      first.parts ??= first.reader.read(request)[Symbol.asyncIterator]();
      const part = await first.parts.next();
      if (part.done) {
        sources.splice(sources.indexOf(first), 1);
        continue;
      }
      first.entries = part.value.entries;
      first.next = 0;
      if (part.value.reached && compare(part.value.reached, first.reached) > 0) first.reached = part.value.reached;
      if (first.entries.length === 0) {
        const [slowest] = foremost(sources, compare);
        yield { entries: [], reached: slowest && frontier(slowest) };
      }
    }
  } finally {
    // Whoever stops reading closes files, programs and connections with it.
    await Promise.all(sources.map(({ parts }) => parts?.return?.()));
  }
}

/** The time of its next line, or the earliest that it can have. */
const frontier = ({ entries, next, reached }: Source): Instant => entries[next] ?? reached;

type Compare = (a: Instant, b: Instant) => number;

function foremost(sources: readonly Source[], compare: Compare): [Source | undefined, Source | undefined] {
  let first: Source | undefined;
  let second: Source | undefined;
  for (const source of sources) {
    if (!first || compare(frontier(source), frontier(first)) < 0) [first, second] = [source, first];
    else if (!second || compare(frontier(source), frontier(second)) < 0) second = source;
  }
  return [first, second];
}

/** Its lines until another's turn comes. A line earlier than the one before it in its own file stays behind that one. */
function takeUpTo(source: Source, until: { time: Instant; isWithin: boolean } | undefined, compare: Compare): LogEntry[] {
  const from = source.next;
  const isMine = (entry: LogEntry): boolean => {
    const difference = until ? compare(entry, until.time) : -1;
    return until?.isWithin ? difference <= 0 : difference < 0;
  };
  do {
    const last = source.entries[source.next] as LogEntry;
    source.next++;
    if (compare(last, source.reached) > 0) source.reached = last;
  } while (source.next < source.entries.length && isMine(source.entries[source.next] as LogEntry));
  return source.entries.slice(from, source.next) as LogEntry[];
}
