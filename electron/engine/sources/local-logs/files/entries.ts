// Lines of a file into entries: each with its time, or that of the line it belongs to.
import { compareTimes, type LogEntry, plusNs } from "#shared/logs/block";
import type { Labels } from "#shared/model/labels";
import type { EpochMs } from "#shared/units/time";
import type { Instant, ReadRequest } from "../reader";
import type { ReadTime } from "./line-time";
import { linesOf, type Part } from "./parts";

const lineFeed = 10;

export interface FileFacts {
  labels: Labels;
  readTime: ReadTime;
  size: number;
  changed: EpochMs;
  /** Whether any line of it has a time. */
  isTimed: boolean;
}

export interface PartEntries {
  /** What the query wants of it, oldest first. */
  entries: LogEntry[];
  earliest: Instant | undefined;
  latest: Instant | undefined;
  /** The time of its last line, for the lines of the next part that have none. */
  last: Instant | undefined;
}

interface Line {
  text: string;
  /** Its own, or that of the line before it. */
  time: Instant | undefined;
}

/** `before`: the time of the line before this part. */
export function entriesOf(part: Part, file: FileFacts, request: ReadRequest, before?: Instant): PartEntries {
  const { labels } = file;
  const { lines, count, firstTime, last } =
    request.needle !== undefined && file.isTimed
      ? linesWith(Buffer.from(request.needle), part.bytes, file, before)
      : allLines(part, file, before);
  request.cost.lines += count;
  // What stands before the first time of a file belongs to it, as a heading does.
  const heading = firstTime ?? byPlace(file, part.offset);
  const entries: LogEntry[] = [];
  let earliest: Instant | undefined;
  let latest: Instant | undefined;
  let isRising = true;
  // Of a part of which hardly a line was read, these are its ends.
  for (const time of [firstTime, last]) {
    if (time && (!earliest || compareTimes(time, earliest) < 0)) earliest = time;
    if (time && (!latest || compareTimes(time, latest) > 0)) latest = time;
  }
  for (const { text, time: own } of lines) {
    const time = own ?? heading;
    if (!earliest || compareTimes(time, earliest) < 0) earliest = time;
    if (!latest || compareTimes(time, latest) > 0) latest = time;
    if (compareTimes(time, request.start) < 0 || compareTimes(time, request.end) >= 0) continue;
    const entry = request.accept({ ms: time.ms, ns: time.ns, labels, line: text });
    if (!entry) continue;
    const previous = entries.at(-1);
    if (previous && compareTimes(entry, previous) < 0) isRising = false;
    entries.push(entry);
  }
  // Threads that write one file overtake each other by a little.
  if (!isRising) entries.sort(compareTimes);
  return { entries, earliest, latest, last };
}

interface Lines {
  lines: Line[];
  /** Of all lines, also those that were not looked into. */
  count: number;
  firstTime: Instant | undefined;
  last: Instant | undefined;
}

function allLines(part: Part, file: FileFacts, before: Instant | undefined): Lines {
  const lines: Line[] = [];
  let last = before;
  let firstTime: Instant | undefined;
  for (const { text, offset } of linesOf(part.bytes)) {
    if (text === "") continue;
    const own = file.isTimed ? file.readTime(text, file.changed) : byPlace(file, part.offset + offset);
    firstTime ??= own;
    last = own ?? last;
    lines.push({ text, time: last });
  }
  return { lines, count: lines.length, firstTime, last };
}

/** Searching bytes is many times quicker than making lines of them, and most lines of a search are not what is searched. */
function linesWith(needle: Buffer, bytes: Buffer, { readTime, changed }: FileFacts, before: Instant | undefined): Lines {
  const lines: Line[] = [];
  const firstTime = timeFrom(bytes, readTime, changed);
  /** The time of the last line before `seen` that has one: no line is looked at twice for it, however long a trace is. */
  let last = before;
  let seen = 0;
  for (let found = bytes.indexOf(needle); found >= 0; ) {
    const from = bytes.lastIndexOf(lineFeed, found) + 1;
    const feed = bytes.indexOf(lineFeed, found);
    const to = feed < 0 ? bytes.length : feed;
    for (const { text } of linesOf(bytes.subarray(from, to))) {
      last = readTime(text, changed) ?? timeBefore(bytes, { from: seen, to: from }, readTime, changed) ?? last;
      lines.push({ text, time: last });
    }
    seen = to;
    found = to < bytes.length ? bytes.indexOf(needle, to + 1) : -1;
  }
  last = timeBefore(bytes, { from: seen, to: bytes.length }, readTime, changed) ?? last;
  return { lines, count: countOf(bytes), firstTime, last };
}

function timeFrom(bytes: Buffer, readTime: ReadTime, changed: EpochMs): Instant | undefined {
  for (const { text } of linesOf(bytes)) {
    const time = readTime(text, changed);
    if (time) return time;
  }
  return undefined;
}

/** Of the last line within that has one. */
function timeBefore(
  bytes: Buffer,
  within: { from: number; to: number },
  readTime: ReadTime,
  changed: EpochMs,
): Instant | undefined {
  for (let end = within.to; end > within.from; ) {
    const to = bytes[end - 1] === lineFeed ? end - 1 : end;
    const from = to > 0 ? bytes.lastIndexOf(lineFeed, to - 1) + 1 : 0;
    if (from < within.from) return undefined;
    for (const { text } of linesOf(bytes.subarray(from, to))) {
      const time = readTime(text, changed);
      if (time) return time;
    }
    end = from;
  }
  return undefined;
}

function countOf(bytes: Buffer): number {
  let count = 0;
  for (let from = 0; from < bytes.length; count++) {
    const end = bytes.indexOf(lineFeed, from);
    from = end < 0 ? bytes.length : end + 1;
  }
  return count;
}

/**
 * In a file without times every line has the time of the last writing, less a nanosecond for each byte behind it: so they keep
 * their order whichever way the file is read.
 */
function byPlace({ changed, size }: FileFacts, offset: number): Instant {
  const ms = Math.floor(changed);
  return plusNs({ ms, ns: Math.floor((changed - ms) * 1_000_000) }, -Math.max(0, size - offset));
}
