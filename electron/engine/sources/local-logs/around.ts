// One line again, and the lines around it: found by its stream, its time and how it begins.
import { compareTimes, fromNsTime, type LogEntry, plusNs } from "#shared/logs/block";
import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import type { NsTime } from "#shared/model/log";
import { firstInstant, type Instant, lastInstant } from "./reader";
import type { Reading } from "./reading";
import { selectionOfLabels } from "./selection";

interface LineAsked {
  labels: Labels;
  timeNs: NsTime;
  start: string;
  signal: AbortSignal;
}

/** More lines than this at one instant are not looked through for the one. */
const mostAtOnce = 100_000;

export async function linesAround(
  reading: Reading,
  asked: LineAsked & { before: number; after: number },
): Promise<{ before: LogEntry[]; after: LogEntry[] }> {
  const [before, after] = [
    await linesFrom(reading, asked, "backward", asked.before),
    await linesFrom(reading, asked, "forward", asked.after),
  ];
  return { before: before.reverse(), after };
}

/** From the line on, without it. Where it has gone, from its time on. */
async function linesFrom(
  reading: Reading,
  asked: LineAsked,
  direction: "backward" | "forward",
  count: number,
): Promise<LogEntry[]> {
  if (count === 0) return [];
  const time = fromNsTime(asked.timeNs);
  const span: { start: Instant; end: Instant } =
    direction === "backward" ? { start: firstInstant, end: plusNs(time, 1) } : { start: time, end: lastInstant };
  /** Of the line's own time, before it was seen. */
  const sameTime: LogEntry[] = [];
  const found: LogEntry[] = [];
  let isSeen = false;
  for await (const { entries } of reading.read({ ...asked, ...span, ...ofStream(asked.labels), direction })) {
    for (const entry of entries) {
      if (!isSeen && compareTimes(entry, time) === 0 && sameTime.length < mostAtOnce) {
        if (entry.line.startsWith(asked.start)) isSeen = true;
        else sameTime.push(entry);
        continue;
      }
      found.push(entry);
      if (found.length >= count) return found;
    }
  }
  return isSeen ? found : [...sameTime, ...found].slice(0, count);
}

export async function wholeLine(reading: Reading, asked: LineAsked): Promise<string> {
  const time = fromNsTime(asked.timeNs);
  const span = { start: time, end: plusNs(time, 1) };
  for await (const { entries } of reading.read({ ...asked, ...span, ...ofStream(asked.labels), direction: "forward" })) {
    const found = entries.find(({ line }) => line.startsWith(asked.start));
    if (found) return found.line;
  }
  throw new AppError({
    kind: "not-found",
    say: "The line is not there any more: its file was changed, or what it was in was removed.",
  });
}

const ofStream = (labels: Labels) => ({
  selection: selectionOfLabels(labels),
  accept: (entry: LogEntry) => (isSame(entry.labels, labels) ? entry : undefined),
});

function isSame(a: Labels, b: Labels): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}
