// What to do with a LevelDB whose files are damaged. Its own repair is tried first. That reads tables from front to back and finds
// nothing wrong with one in which only the way to a key is damaged; so the second time, all that can be read so is copied into
// a new database.
import { mkdir, readdir, rename, rm, rmdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { ClassicLevel } from "classic-level";
import type { Log } from "../../log";
import { createDatabase, type Database, type Entry, isDamage } from "./database";

export interface RescueOptions {
  folder: string;
  /** Where damaged files are moved to; made when it is needed. */
  asideFolder: string;
  log: Log;
}

/** The database is closed. What LevelDB could not use is kept. */
export async function repair({ folder, asideFolder, log }: RescueOptions): Promise<void> {
  await ClassicLevel.repair(folder);
  const lost = join(folder, "lost");
  const names = await namesIn(lost);
  for (const name of names) await moveAside(join(lost, name), asideFolder, `${basename(folder)}-${name}`);
  if (names.length > 0) await rmdir(lost);
  log.warn(`${folder} was damaged and has been repaired`);
}

/** The database is closed. It is kept as it was. */
export async function rebuild({ folder, asideFolder, log }: RescueOptions): Promise<void> {
  const from = createDatabase(folder);
  const to = createDatabase(rebuiltFolder(folder));
  await rm(rebuiltFolder(folder), { recursive: true, force: true });
  await to.open({ createIfMissing: true });
  await from.open({ createIfMissing: false });
  for await (const entries of readable(from)) {
    await to.batch(entries.map(([key, value]) => ({ type: "put", key, value })));
  }
  await from.close();
  await to.close();
  await moveAside(folder, asideFolder, basename(folder));
  await rename(rebuiltFolder(folder), folder);
  log.warn(`${folder} was damaged and what could be read of it was copied into a new one`);
}

/** Ends a rebuilding that was killed. */
export async function finishRebuilding(folder: string): Promise<void> {
  const isThere = (await namesIn(folder)).length > 0;
  if (isThere) await rm(rebuiltFolder(folder), { recursive: true, force: true });
  else if ((await namesIn(rebuiltFolder(folder))).length > 0) await rename(rebuiltFolder(folder), folder);
}

const rebuiltFolder = (folder: string): string => `${folder}.rebuilt`;

/** Everything from front to back. The error comes with the last entries, so those are then read one by one. */
async function* readable(database: Database): AsyncGenerator<Entry[]> {
  let read = 0;
  for (const entriesAtOnce of [64, 1]) {
    const iterator = database.iterator();
    try {
      for (let skipped = 0; skipped < read; ) skipped += (await iterator.nextv(Math.min(64, read - skipped))).length;
      for (let group = await iterator.nextv(entriesAtOnce); group.length > 0; group = await iterator.nextv(entriesAtOnce)) {
        yield group;
        read += group.length;
      }
      return;
    } catch (error) {
      if (!isDamage(error)) throw error;
    } finally {
      await iterator.close();
    }
  }
}

export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

export async function moveAside(path: string, asideFolder: string, name: string): Promise<void> {
  await mkdir(asideFolder, { recursive: true, mode: 0o700 });
  const taken = new Set(await namesIn(asideFolder));
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
  await rename(path, join(asideFolder, free));
}
