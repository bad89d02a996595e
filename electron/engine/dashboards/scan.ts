// Looks through a place for dashboards: its folders, and of each file only what the list shows. What has not changed since the last
// look is not read again.
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type FileFacts, factsOf, largestFile, tooLarge, unreadable } from "./file-facts";
import { deepestFolder, isInside } from "./safe-names";
import { whyNot } from "./why-not";

export interface Place {
  id: string;
  root: string;
  /** Ours: whatever lies there is to be a dashboard. In a folder of the user's there are other files too. */
  isOwn: boolean;
}

export interface FoundFile {
  place: Place;
  folder: string;
  path: string;
  mtimeMs: number;
  size: number;
  /** Absent for a file that is no dashboard; remembered, so that it is not read at each look. */
  facts: FileFacts | undefined;
}

export interface Scan {
  files: FoundFile[];
  folders: string[];
  /** Why not all of it could be seen, in a sentence. */
  problem?: string;
  /** There is more in it than a folder of dashboards has: a home folder, or a whole disk. */
  isTooLarge: boolean;
}

const mostFiles = 5000;
const mostFolders = 2000;
const unseen = /^(?:\.|node_modules$)/;

export async function scanPlace(place: Place, known: ReadonlyMap<string, FoundFile>): Promise<Scan> {
  const files: FoundFile[] = [];
  const folders: string[] = [];
  let realRoot: string;
  try {
    realRoot = await realpath(place.root);
  } catch (error) {
    return { files, folders, problem: `${place.root} cannot be read: ${whyNot(error)}.`, isTooLarge: false };
  }
  let problem: string | undefined;
  let seen = 0;
  let isTooLarge = false;

  function endTooLarge(what: string): void {
    isTooLarge = true;
    problem ??= `${place.root} has more than ${what}; the rest is not shown. Choose a folder further in.`;
  }

  async function look(path: string, folder: string, depth: number): Promise<void> {
    const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
      problem ??= `${path} cannot be read: ${whyNot(error)}.`;
      return [];
    });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (isTooLarge) return;
      if (unseen.test(entry.name)) continue;
      const at = join(path, entry.name);
      if (entry.isDirectory()) {
        if (depth >= deepestFolder) continue;
        const inner = folder === "" ? entry.name : `${folder}/${entry.name}`;
        if (folders.push(inner) > mostFolders) endTooLarge(`${mostFolders} folders`);
        else await look(at, inner, depth + 1);
      } else if (
        entry.name.endsWith(".json") &&
        (entry.isFile() || (entry.isSymbolicLink() && (await isLinkInside(at, realRoot))))
      ) {
        if (++seen > mostFiles) {
          endTooLarge(`${mostFiles} JSON files`);
          return;
        }
        const file = await lookAt(place, folder, at, known.get(at));
        if (file) files.push(file);
      }
    }
  }

  await look(place.root, "", 0);
  return { files, folders, isTooLarge, ...(problem !== undefined && { problem }) };
}

async function isLinkInside(path: string, realRoot: string): Promise<boolean> {
  // A link to nothing is no file.
  const real = await realpath(path).catch(() => undefined);
  return real !== undefined && isInside(real, realRoot);
}

/** Whether the file on the disk is still the one that was looked at. */
export async function isUnchanged({ path, mtimeMs, size }: FoundFile): Promise<boolean> {
  // Gone is changed.
  const now = await stat(path).catch(() => undefined);
  return now !== undefined && now.mtimeMs === mtimeMs && now.size === size;
}

async function lookAt(place: Place, folder: string, path: string, known: FoundFile | undefined): Promise<FoundFile | undefined> {
  const name = basename(path, ".json");
  // It may have gone since the folder was listed.
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const { mtimeMs, size } = found;
  if (known && known.mtimeMs === mtimeMs && known.size === size) return { ...known, place, folder };
  const facts = await readFacts(place, path, name, size);
  return { place, folder, path, mtimeMs, size, facts };
}

async function readFacts(place: Place, path: string, name: string, size: number): Promise<FileFacts | undefined> {
  if (size > largestFile) return place.isOwn ? tooLarge(name) : undefined;
  try {
    const facts = await factsOf(await readFile(path, "utf8"), name);
    return facts ?? (place.isOwn ? unreadable(name, "This file holds no dashboard.") : undefined);
  } catch (error) {
    return unreadable(name, `${path} cannot be read: ${whyNot(error)}.`);
  }
}
