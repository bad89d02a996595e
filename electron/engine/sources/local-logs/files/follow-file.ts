// What is written to one file from now on, as whole lines.
import { type LogEntry, plusNs } from "#shared/logs/block";
import type { Labels } from "#shared/model/labels";
import type { EpochMs } from "#shared/units/time";
import type { Cost, Instant, ReadRequest } from "../reader";
import { createTimeReader } from "./line-time";
import { type OpenFile, openFile } from "./open-file";
import { linesOf, longestRead } from "./parts";

export interface FollowedFile {
  /** What has been written since the last look. */
  look(now: EpochMs): Promise<LogEntry[]>;
  close(): Promise<void>;
}

/** So much is read at one look: a file that grows faster is read on at the next. */
const mostAtOnce = 1024 * 1024;

interface Options {
  path: string;
  labels: Labels;
  /** From where on. */
  offset: number;
  accept: ReadRequest["accept"];
}

/**
 * Stays with the file when it is renamed, and begins again when it is emptied. Undefined where it has gone already.
 */
export async function followFile({ path, labels, offset, accept }: Options): Promise<FollowedFile | undefined> {
  const file: OpenFile | undefined = await openFile(path);
  if (!file) return undefined;
  const readTime = createTimeReader();
  const cost: Cost = { bytes: 0, lines: 0 };
  let at = await lineBeginning(file, offset, cost);
  let held: Buffer[] = [];
  let heldBytes = 0;
  let last: Instant | undefined;

  function entriesIn(bytes: Buffer, now: EpochMs): LogEntry[] {
    const entries: LogEntry[] = [];
    for (const { text } of linesOf(bytes)) {
      if (text === "") continue;
      const own = readTime(text, now);
      // Without a time of its own it belongs to the line before, or was written now.
      const time: Instant = own ?? (last ? last : { ms: now, ns: 0 });
      if (own) last = own;
      const entry = accept({ ms: time.ms, ns: time.ns, labels, line: text });
      if (entry) entries.push(entry);
    }
    // Lines of a file without times keep their order by it.
    if (!last) return entries.map((entry, index) => ({ ...entry, ...plusNs(entry, index) }));
    return entries;
  }

  return {
    async look(now) {
      const { size } = await file.look();
      if (size < at) {
        at = 0;
        held = [];
        heldBytes = 0;
      }
      if (size === at) return [];
      const chunk = await file.bytes(at, Math.min(size - at, mostAtOnce), cost);
      at += chunk.length;
      const end = chunk.lastIndexOf(10) + 1;
      if (end === 0) {
        if (heldBytes < longestRead) held.push(chunk);
        heldBytes += chunk.length;
        return [];
      }
      const whole = Buffer.concat([...held, chunk.subarray(0, end)]);
      held = [chunk.subarray(end)];
      heldBytes = chunk.length - end;
      return entriesIn(whole, now);
    },
    close: () => file.close(),
  };
}

/** A line that was being written when the following began is told as a whole. */
async function lineBeginning(file: OpenFile, offset: number, cost: Cost): Promise<number> {
  const looked = Math.min(offset, 64 * 1024);
  const bytes = await file.bytes(offset - looked, looked, cost);
  const end = bytes.lastIndexOf(10) + 1;
  return end > 0 || looked === offset ? offset - looked + end : offset;
}
