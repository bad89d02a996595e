// One file as a reader: plain ones from where the asked time begins, in either direction; gzipped ones, and those whose times do
// not rise, as a whole.
import { compareTimes } from "#shared/logs/block";
import type { Labels } from "#shared/model/labels";
import { type Batch, firstInstant, type Instant, type LogReader, lastInstant, type ReadRequest } from "../reader";
import { entriesOf, type FileFacts } from "./entries";
import { codeOf, type FoundFile } from "./find-files";
import { findTime, findTimeAfter, type Timing } from "./find-time";
import { gzipParts } from "./gzip-parts";
import { createTimeReader } from "./line-time";
import { isText, lookInside } from "./look-inside";
import { createNewestKept } from "./newest-kept";
import { type OpenFile, openFile } from "./open-file";
import { linesOf, type Part, partsBackward, partsForward } from "./parts";
import { isGzip } from "./rotated";

export interface FileReader extends LogReader {
  /** False where no line says when it was written: then all of them have new times when the file is written to. */
  isTimed: boolean;
}

/** Looks at the ends of the file, so that it is opened again only when its turn comes; undefined: there is nothing to be read. */
export async function createFileReader(
  found: FoundFile,
  labels: Labels,
  { cost, warn }: Pick<ReadRequest, "cost" | "warn">,
): Promise<FileReader | undefined> {
  if (found.size === 0) return undefined;
  const readTime = createTimeReader();
  const facts: FileFacts = { labels, readTime, size: found.size, changed: found.changed, isTimed: true };
  const changed = instantOf(found.changed);
  if (isGzip(found.path)) {
    return {
      isTimed: true,
      earliest: firstInstant,
      latest: changed,
      read: (request) => readGzip(found, facts, request),
      bytesWithin: async () => found.size,
    };
  }
  const file = await opened(found, warn);
  if (!file) return undefined;
  try {
    const inside = await lookInside(file, readTime, found.changed, cost);
    if (!inside.isText) {
      warn(`${found.path} holds no text, and is not read.`);
      return undefined;
    }
    const { first, last } = inside;
    if (!first || !last) {
      const earliest = { ms: changed.ms - Math.ceil(found.size / 1_000_000) - 1, ns: 0 };
      const untimed = { ...facts, isTimed: false };
      return {
        isTimed: false,
        earliest,
        latest: changed,
        read: (request) => readPlain(found, untimed, undefined, request),
        bytesWithin: async () => found.size,
      };
    }
    const isRising = compareTimes(first, last) <= 0;
    return {
      isTimed: true,
      earliest: isRising ? first : firstInstant,
      latest: isRising ? last : lastInstant,
      read: (request) => readPlain(found, facts, { first, last }, request),
      bytesWithin: (start, end) => bytesWithin(found, facts, { first, last }, start, end),
    };
  } finally {
    await file.close();
  }
}

interface Bounds {
  first: Instant;
  last: Instant;
}

async function* readPlain(
  found: FoundFile,
  facts: FileFacts,
  bounds: Bounds | undefined,
  request: ReadRequest,
): AsyncGenerator<Batch> {
  const file = await opened(found, request.warn);
  if (!file) return;
  try {
    const isForward = request.direction === "forward";
    const timing: Timing = { file, readTime: facts.readTime, changed: facts.changed, cost: request.cost };
    const size = Math.min(file.size, found.readTo ?? file.size);
    const whole = isForward ? 0 : size;
    const find = isForward
      ? () => findTime(timing, request.start, bounds as Bounds)
      : () => findTimeAfter(timing, request.end, bounds as Bounds);
    const begins = bounds ? await find() : whole;
    if (begins === undefined) {
      request.warn(`The times in ${found.path} do not rise, so all of it was read.`);
      yield* inOrder(partsForward(file, { from: 0, to: size, ...request }), facts, request);
    } else if (isForward) {
      yield* forward(partsForward(file, { from: begins, to: size, ...request }), facts, request);
    } else {
      const first = (bytes: Buffer) => (facts.isTimed ? firstBeginning(bytes, facts) : 0);
      yield* backward(partsBackward(file, { from: 0, to: begins, ...request }, first), facts, request);
    }
  } catch (error) {
    if (request.signal.aborted) throw error;
    request.warn(`${found.path} could not be read to its end (${codeOf(error)}).`);
  } finally {
    await file.close();
  }
}

function firstBeginning(bytes: Buffer, { readTime, changed }: FileFacts): number {
  for (const { text, offset } of linesOf(bytes)) if (readTime(text, changed)) return offset;
  return -1;
}

async function* forward(parts: AsyncIterable<Part>, facts: FileFacts, request: ReadRequest): AsyncGenerator<Batch> {
  let before: Instant | undefined;
  for await (const part of parts) {
    request.signal.throwIfAborted();
    const found = entriesOf(part, facts, request, before);
    before = found.last;
    yield { entries: found.entries, reached: found.latest };
    if (found.earliest && compareTimes(found.earliest, request.end) >= 0) return;
  }
}

async function* backward(parts: AsyncIterable<Part>, facts: FileFacts, request: ReadRequest): AsyncGenerator<Batch> {
  for await (const part of parts) {
    request.signal.throwIfAborted();
    const found = entriesOf(part, facts, request);
    yield { entries: found.entries.reverse(), reached: found.earliest };
    if (found.latest && compareTimes(found.latest, request.start) < 0) return;
  }
}

/** Everything is read before anything is told. */
async function* inOrder(parts: AsyncIterable<Part>, facts: FileFacts, request: ReadRequest): AsyncGenerator<Batch> {
  const kept = createNewestKept(request.direction === "backward" ? request.limit : Number.POSITIVE_INFINITY);
  let before: Instant | undefined;
  for await (const part of parts) {
    request.signal.throwIfAborted();
    const found = entriesOf(part, facts, request, before);
    before = found.last;
    kept.add(found.entries);
    yield { entries: [] };
  }
  if (kept.isCutBySize) request.warn("Lines of one file are so large that only its newest were kept.");
  const entries = kept.take();
  yield { entries: request.direction === "backward" ? entries : entries.reverse() };
}

async function* readGzip(found: FoundFile, facts: FileFacts, request: ReadRequest): AsyncGenerator<Batch> {
  const parts = textOnly(gzipParts(found, request), found, request);
  try {
    yield* request.direction === "forward" ? forward(parts, facts, request) : inOrder(parts, facts, request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    request.warn(`${found.path} could not be unpacked to its end (${codeOf(error)}).`);
  }
}

async function* textOnly(parts: AsyncIterable<Part>, { path }: FoundFile, { warn }: ReadRequest): AsyncGenerator<Part> {
  let isFirst = true;
  for await (const part of parts) {
    if (isFirst && !isText(part.bytes)) {
      warn(`${path} holds no text, and is not read.`);
      return;
    }
    isFirst = false;
    yield part;
  }
}

async function bytesWithin(
  found: FoundFile,
  { readTime, changed }: FileFacts,
  bounds: Bounds,
  start: Instant,
  end: Instant,
): Promise<number> {
  const file = await opened(found, () => {});
  if (!file) return 0;
  try {
    const timing: Timing = { file, readTime, changed, cost: { bytes: 0, lines: 0 } };
    const from = compareTimes(bounds.first, start) >= 0 ? 0 : await findTime(timing, start, bounds);
    const to = compareTimes(bounds.last, end) < 0 ? file.size : await findTimeAfter(timing, end, bounds);
    return from === undefined || to === undefined ? file.size : Math.max(0, to - from);
  } finally {
    await file.close();
  }
}

async function opened({ path, identity }: FoundFile, warn: (text: string) => void): Promise<OpenFile | undefined> {
  try {
    const file = await openFile(path);
    // Rotated since it was found: what is called so now is another file.
    if (!file || file.identity === identity) return file;
    await file.close();
    return undefined;
  } catch (error) {
    warn(`${path} cannot be opened (${codeOf(error)}).`);
    return undefined;
  }
}

function instantOf(time: number): Instant {
  const ms = Math.floor(time);
  return { ms, ns: Math.floor((time - ms) * 1_000_000) };
}
