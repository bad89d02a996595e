// Writing, moving and removing dashboard files. Whatever is written over or taken away is kept first.
import { copyFile, mkdir, rename, stat, unlink } from "node:fs/promises";
import { basename, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { type DashboardRow, ownPlace } from "#shared/contract/dashboards";
import type { CallOutput, CallRequest } from "#shared/contract/index";
import { writeDashboardText } from "#shared/dashboards/dashboard-text";
import { AppError } from "#shared/model/failure";
import type { Clock } from "../clock";
import { codeOf } from "../settings/json-file";
import { readText, revisionOf } from "./dashboard-file";
import type { Drafts } from "./drafts";
import { largestFile } from "./file-facts";
import type { Removed } from "./removed";
import type { Entry } from "./rows";
import { fileStem, folderPath, refuseOutside } from "./safe-names";
import type { Place } from "./scan";
import type { Look } from "./shelf";
import { orRefuse } from "./why-not";

interface Options {
  places(): readonly Place[];
  look: Look;
  drafts: Drafts;
  removed: Removed;
  clock: Clock;
}

export interface Saving {
  save(request: CallRequest<"dashboards.save">): Promise<CallOutput<"dashboards.save">>;
  remove(uid: string): Promise<{ removed: string }>;
  restore(removed: string): Promise<{ row: DashboardRow }>;
  move(request: CallRequest<"dashboards.move">): Promise<{ row: DashboardRow }>;
}

export function createSaving({ places, look, drafts, removed, clock }: Options): Saving {
  function placeOf(id: string): Place {
    const place = places().find((each) => each.id === id);
    if (place) return place;
    throw new AppError({ kind: "not-found", say: "The folder that this was to go to is not watched any more." });
  }

  /** A path in the folder at which there is nothing yet; the folder is there afterwards. */
  async function freePath(place: Place, folder: string, stem: string): Promise<string> {
    const parent = folderPath(place.root, folder);
    return orRefuse(`Nothing can be written in ${parent}`, async () => {
      await mkdir(parent, { recursive: true });
      await refuseOutside(parent, place.root);
      for (let count = 1; ; count++) {
        const path = join(parent, `${stem}${count === 1 ? "" : `-${count}`}.json`);
        const isTaken = await stat(path).then(
          () => true,
          () => false,
        );
        if (!isTaken) return path;
      }
    });
  }

  const write = (path: string, text: string) =>
    orRefuse(`${path} cannot be written`, () => writeFileAtomic(path, text, { mode: 0o644 }));

  /** Before something is written over or taken away. */
  const keep = (text: string, origin: Parameters<Removed["keep"]>[1]) =>
    orRefuse("What is there now cannot be kept, so it stays", () => removed.keep(text, origin, clock.now()));

  async function rowAt(path: string): Promise<DashboardRow> {
    for (const { row } of (await look()).entries.values()) if (row.path === path) return row;
    throw new AppError({ kind: "not-found", say: `${path} has gone again.`, retry: true });
  }

  async function writeOver(
    { row }: Entry,
    text: string,
    { revision, overwrite }: { revision: string | undefined; overwrite: boolean },
  ): Promise<void> {
    refuseReadOnly(row);
    const there = await readText(row.path);
    const isSame = revisionOf(there) === revision;
    if (!isSame && !overwrite) throw conflict(row, revision);
    if (!isSame) await keep(there, originOf(row));
    await write(row.path, text);
  }

  return {
    async save({ dashboard, place, folder, revision, overwrite }) {
      const text = writeDashboardText(dashboard);
      // It could not be read again.
      if (Buffer.byteLength(text) > largestFile) {
        throw new AppError({ kind: "refused", say: `“${dashboard.title}” is larger than 25 MB as a file; make two of it.` });
      }
      const entry = (await look()).entries.get(dashboard.uid);
      let path: string;
      if (entry) {
        path = entry.row.path;
        await writeOver(entry, text, { revision: revision || undefined, overwrite });
      } else {
        if (revision && !overwrite) {
          const say = `The file of “${dashboard.title}” is gone since it was opened. Save it once more to write it anew.`;
          throw new AppError({ kind: "refused", say });
        }
        path = await freePath(placeOf(place ?? ownPlace), folder ?? "", fileStem(dashboard.title));
        await write(path, text);
      }
      await drafts.forget(dashboard.uid);
      return { row: await rowAt(path), revision: revisionOf(text) };
    },

    async remove(uid) {
      const entry = (await look()).entries.get(uid);
      const draft = entry ? undefined : await drafts.read(uid);
      if (draft) {
        const text = writeDashboardText(draft.dashboard);
        const origin = { place: ownPlace, folder: "", stem: fileStem(draft.dashboard.title) };
        const name = await keep(text, origin);
        await drafts.forget(uid);
        return { removed: name };
      }
      if (!entry) throw new AppError({ kind: "not-found", say: "This dashboard is gone already." });
      const { row } = entry;
      // What stands unreadable in our own folder is the user's to throw away here; elsewhere it is not ours.
      if (row.place !== ownPlace) refuseReadOnly(row);
      const name = await keep(await readText(row.path), originOf(row));
      await orRefuse(`${row.path} cannot be removed`, () => unlink(row.path));
      await drafts.forget(uid);
      return { removed: name };
    },

    async restore(name) {
      const { text, origin } = await removed.find(name);
      const place = places().find(({ id }) => id === origin.place);
      const path = await freePath(place ?? placeOf(ownPlace), place ? origin.folder : "", fileStem(origin.stem));
      await write(path, text);
      await removed.forget(name);
      return { row: await rowAt(path) };
    },

    async move({ uid, place, folder }) {
      const entry = (await look()).entries.get(uid);
      if (!entry) throw new AppError({ kind: "not-found", say: "This dashboard is gone." });
      const { row } = entry;
      if (row.place === place && row.folder === folder) return { row };
      if (row.place !== ownPlace) refuseReadOnly(row);
      const path = await freePath(placeOf(place), folder, fileStem(basename(row.path, ".json")));
      await orRefuse(`${row.path} cannot be moved to ${path}`, () => moveFile(row.path, path));
      return { row: await rowAt(path) };
    },
  };
}

const originOf = ({ place, folder, path }: DashboardRow) => ({ place, folder, stem: basename(path, ".json") });

function refuseReadOnly({ isReadOnly, path, problem }: DashboardRow): void {
  if (!isReadOnly) return;
  const say = `${path} is left as it is. ${problem ?? ""} Save a copy under another name instead.`.replace("  ", " ");
  throw new AppError({ kind: "refused", say });
}

function conflict({ title, path }: DashboardRow, revision: string | undefined): AppError {
  const say =
    revision === undefined
      ? `There is a dashboard with this uid already, “${title}” in ${path}. Replace it, or keep both.`
      : `${path} was changed outside since it was opened. Take what is there, or save over it.`;
  return new AppError({ kind: "refused", say });
}

/** Between disks a file cannot be renamed. */
async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (codeOf(error) !== "EXDEV") throw error;
    await copyFile(from, to);
    await unlink(from);
  }
}
