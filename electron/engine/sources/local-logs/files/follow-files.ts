// All picked files at once. Looked at again and again, because the notices of file systems miss network drives, containers' folders
// and files that are replaced.
import { compareTimes } from "#shared/logs/block";
import { type Milliseconds, minutes } from "#shared/units/time";
import type { Clock } from "../../../clock";
import type { FollowAsked } from "../kind";
import { wait } from "../wait";
import { createFileReader } from "./file-reader";
import type { FoundFile, FoundFiles } from "./find-files";
import { type FollowedFile, followFile } from "./follow-file";
import { isGzip } from "./rotated";

/** Files that have been written to lately. */
const lookAgain: Milliseconds = 250;
/** Which files there are: every so many looks. */
const looksBetweenFinds = 20;
const lately: Milliseconds = minutes(10);
/** Each is held open, so that what is written to it while it is rotated away is not lost. */
const mostOpen = 256;

interface Options {
  find(): Promise<FoundFiles>;
  labelsOf(file: FoundFile): { source: "file"; filename: string };
  clock: Clock;
  asked: FollowAsked;
}

export async function followFiles({ find, labelsOf, clock, asked }: Options): Promise<void> {
  const { signal, accept, onEntries, warn } = asked;
  const followed = new Map<string, { file: FollowedFile; path: string }>();
  /** How large each was when nobody followed it; files that were not there yet are absent. */
  const sizes = new Map<string, number>();

  async function findAgain(isFirst: boolean): Promise<void> {
    const { files, problems } = await find();
    for (const problem of problems) warn(problem);
    for (const found of files) {
      const { identity, path, size, changed, filename } = found;
      // What is rotated was told when it was written; a copy of it would be told twice.
      const isRotated = isGzip(path) || path !== filename;
      if (followed.has(identity) || isRotated) continue;
      const known = isFirst ? size : sizes.get(identity);
      const isWritten = changed > clock.now() - lately || size !== known;
      if (isWritten && followed.size < mostOpen) {
        const file = await followFile({ path, labels: labelsOf(found), offset: Math.min(known ?? 0, size), accept });
        if (file) followed.set(identity, { file, path });
      } else if (isWritten) {
        warn(`More than ${mostOpen} of the files are being written to; only so many are followed.`);
      } else {
        sizes.set(identity, size);
      }
      if (isFirst && asked.after) await fill(found);
    }
    const there = new Set(files.map(({ identity }) => identity));
    for (const [identity, { file }] of followed) {
      if (there.has(identity)) continue;
      await tell(file);
      await file.close();
      followed.delete(identity);
    }
  }

  /** What was written between the time asked and now, which lies before where the following begins. */
  async function fill(found: FoundFile): Promise<void> {
    const after = asked.after;
    if (!after || found.changed < after.ms) return;
    const cost = { bytes: 0, lines: 0 };
    const reader = await createFileReader({ ...found, readTo: found.size }, labelsOf(found), { cost, warn });
    // A line written since gives every line of such a file a later time, and all of them would be told once more.
    if (!reader?.isTimed) return;
    const end = { ms: clock.now() + 86_400_000, ns: 0 };
    const request = {
      start: after,
      end,
      direction: "forward",
      limit: Number.POSITIVE_INFINITY,
      accept,
      signal,
      cost,
      warn,
      chunkBytes: 256 * 1024,
    } as const;
    for await (const { entries } of reader.read(request)) {
      const fresh = entries.filter((entry) => compareTimes(entry, after) > 0);
      if (fresh.length > 0 && !signal.aborted) onEntries(fresh);
    }
  }

  async function tell(file: FollowedFile): Promise<void> {
    const entries = await file.look(clock.now());
    if (entries.length > 0 && !signal.aborted) onEntries(entries);
  }

  try {
    await findAgain(true);
    for (let looks = 1; !signal.aborted; looks++) {
      await wait(clock, lookAgain, signal);
      if (signal.aborted) break;
      for (const { file } of followed.values()) await tell(file);
      if (looks % looksBetweenFinds === 0) await findAgain(false);
    }
  } finally {
    await Promise.all([...followed.values()].map(({ file }) => file.close()));
  }
}
