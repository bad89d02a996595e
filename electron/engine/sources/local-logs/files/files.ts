// Files of this machine as a kind of place.
import { compareTimes } from "#shared/logs/block";
import { hours, type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../../../clock";
import { type LogKind, mostNames } from "../kind";
import type { LogReader } from "../reader";
import { createFileReader } from "./file-reader";
import { checkedGlob, type FoundFile, type FoundFiles, findFiles, mostFiles } from "./find-files";
import { followFiles } from "./follow-files";

/** One query asks for labels, an estimate, a histogram and lines, each of which wants to know which files there are. */
const kept: Milliseconds = seconds(2);
/** Clocks and zones differ: a file may hold lines that are newer than its last writing by so much. */
const slack: Milliseconds = hours(26);
const openedAtOnce = 16;

const labelsOf = ({ filename }: FoundFile) => ({ source: "file" as const, filename });

export function createFiles({ clock, home }: { clock: Clock; home: string }): LogKind<"files"> {
  const found = new Map<string, { at: Milliseconds; files: Promise<FoundFiles> }>();

  function find(glob: string): Promise<FoundFiles> {
    const now = clock.monotonic();
    for (const [key, { at }] of found) if (now - at >= kept) found.delete(key);
    const known = found.get(glob);
    if (known) return known.files;
    const files = findFiles(checkedGlob(glob, home));
    // While it is looked, nobody looks a second time: each look at a server that is gone holds one of the few threads there are.
    const entry = { at: Number.POSITIVE_INFINITY, files };
    found.set(glob, entry);
    files.then(
      () => {
        entry.at = clock.monotonic();
      },
      // A failure is told to who asked, and not kept.
      () => found.delete(glob),
    );
    return files;
  }

  /** Of all places, each file once. */
  async function findAll(places: readonly { glob: string }[], findIn = find): Promise<FoundFiles> {
    const byIdentity = new Map<string, FoundFile>();
    const problems = new Set<string>();
    for (const { glob } of places) {
      const { files, problems: these } = await findIn(glob);
      for (const problem of these) problems.add(problem);
      for (const file of files) if (!byIdentity.has(file.identity)) byIdentity.set(file.identity, file);
    }
    return { files: [...byIdentity.values()].slice(0, mostFiles), problems: [...problems] };
  }

  return {
    async look({ glob }) {
      const { files, problems } = await find(glob);
      const names = files.map(({ path }) => path).sort();
      const bytes = files.reduce((sum, { size }) => sum + size, 0);
      const problem = problems[0] ?? (files.length === 0 ? `There is no file of this name now: ${glob}` : undefined);
      return { names: names.slice(0, mostNames), count: names.length, bytes, ...(problem && { problem }) };
    },

    async streams(places, { selection }) {
      if (places.length === 0) return [];
      const { files } = await findAll(places);
      const names = new Set(files.map(({ filename }) => filename));
      return [...names].map((filename) => ({ labels: { source: "file", filename }, open: [] })).filter(selection.mayMatch);
    },

    async readers(places, { selection, start, end, cost, warn, signal }) {
      if (places.length === 0 || !selection.mayMatch({ labels: { source: "file" }, open: ["filename"] })) return [];
      const { files, problems } = await findAll(places);
      for (const problem of problems) warn(problem);
      const wanted = files.filter(
        (file) => file.changed >= start.ms - slack && selection.mayMatch({ labels: labelsOf(file), open: [] }),
      );
      const readers: LogReader[] = [];
      for (let from = 0; from < wanted.length; from += openedAtOnce) {
        signal.throwIfAborted();
        const some = wanted.slice(from, from + openedAtOnce);
        const opened = await Promise.all(some.map((file) => createFileReader(file, labelsOf(file), { cost, warn })));
        for (const reader of opened) if (reader && compareTimes(reader.earliest, end) < 0) readers.push(reader);
      }
      return readers;
    },

    async follow(places, asked) {
      if (places.length === 0 || !asked.selection.mayMatch({ labels: { source: "file" }, open: ["filename"] })) return;
      await followFiles({
        clock,
        asked,
        labelsOf,
        async find() {
          // Where following begins is where the file ends now.
          const all = await findAll(places, (glob) => findFiles(checkedGlob(glob, home)));
          return { ...all, files: all.files.filter((file) => asked.selection.mayMatch({ labels: labelsOf(file), open: [] })) };
        },
      });
    },
  };
}
