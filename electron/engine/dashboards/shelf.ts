// What lies in all places, as far as lists show it; looked through anew on each question, which costs little where nothing changed.
import type { Drafts } from "./drafts";
import type { Marks } from "./marks";
import { type Entry, entriesOf } from "./rows";
import { type FoundFile, type Place, scanPlace } from "./scan";

export interface Shelf {
  entries: ReadonlyMap<string, Entry>;
  folders: readonly { place: string; folder: string }[];
  /** By place: why not all of it could be seen. */
  problems: ReadonlyMap<string, string>;
  /** Drafts of dashboards that were never saved. */
  lonelyDrafts: readonly string[];
}

export interface Look {
  /** What is there now: a look that began earlier does not count. */
  (): Promise<Shelf>;
  /** What the latest look found; it may have changed since. */
  latest(): Shelf | undefined;
}

interface Options {
  places(): readonly Place[];
  marks: Marks;
  drafts: Drafts;
  /** After a look that found something else than the one before. */
  onChange(change: { uids: string[]; isList: boolean }): void;
}

export function createLook({ places, marks, drafts, onChange }: Options): Look {
  let known = new Map<string, FoundFile>();
  let signs: Signs | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let waiting: Promise<Shelf> | undefined;
  let latest: Shelf | undefined;

  async function lookNow(): Promise<Shelf> {
    waiting = undefined;
    const files: FoundFile[] = [];
    const folders: { place: string; folder: string }[] = [];
    const problems = new Map<string, string>();
    const all = places();
    for (const place of all) {
      const scan = await scanPlace(place, known);
      files.push(...scan.files);
      folders.push(...scan.folders.map((folder) => ({ place: place.id, folder })));
      if (scan.problem !== undefined) problems.set(place.id, scan.problem);
    }
    known = new Map(files.map((file) => [file.path, file]));
    const draftUids = await drafts.uids();
    const entries = entriesOf(files, { marks, drafts: new Set(draftUids) });
    const shelf = { entries, folders, problems, lonelyDrafts: draftUids.filter((uid) => !entries.has(uid)) };
    latest = shelf;
    tellChanges(shelf, all);
    return shelf;
  }

  function tellChanges(shelf: Shelf, all: readonly Place[]): void {
    const was = signs;
    signs = signsOf(shelf, all);
    if (!was) return;
    const { files } = signs;
    const uids = [...new Set([...was.files.keys(), ...files.keys()])].filter((uid) => was.files.get(uid) !== files.get(uid));
    if (uids.length > 0 || was.list !== signs.list) onChange({ uids, isList: true });
  }

  const look = () => {
    waiting ??= running.then(lookNow);
    running = waiting.catch(() => undefined);
    return waiting;
  };
  return Object.assign(look, { latest: () => latest });
}

interface Signs {
  files: Map<string, string>;
  list: string;
}

/** What differs between two looks exactly when something changed that a window shows. */
function signsOf(shelf: Shelf, places: readonly Place[]): Signs {
  const files = new Map(
    [...shelf.entries].map(([uid, { row, file }]) => [uid, `${row.path} ${file.mtimeMs} ${file.size} ${row.problem}`]),
  );
  const drafts = [...shelf.entries.values()].filter(({ row }) => row.hasDraft).map(({ row }) => row.uid);
  const list = JSON.stringify([places, shelf.folders, [...shelf.problems], shelf.lonelyDrafts, drafts]);
  return { files, list };
}
