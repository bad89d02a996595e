// All dashboards of this console: files in its own folder and in those that the user has it watch. Kept in memory is only what the
// list shows; everything else is read when it is asked for.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ownPlace } from "#shared/contract/dashboards";
import type { CallName, CallOutput, CallRequest } from "#shared/contract/index";
import { AppError } from "#shared/model/failure";
import type { Clock } from "../clock";
import type { Log } from "../log";
import type { DashboardFolder } from "../settings/schema";
import { openFile } from "./dashboard-file";
import { createDrafts } from "./drafts";
import { createFileWatch } from "./file-watch";
import { createFolders } from "./folders";
import { openMarks } from "./marks";
import { createRemoved } from "./removed";
import { type Entry, rowOfDraft } from "./rows";
import { createSaving } from "./saving";
import { isUnchanged, type Place } from "./scan";
import { createLook } from "./shelf";
import { orRefuse } from "./why-not";

type DashboardCall = Extract<CallName, `dashboards.${string}`>;
type MethodName<N> = N extends `dashboards.${infer Name}` ? Name : never;

/** A method for each call, so that none can be forgotten. */
export type Library = {
  [N in DashboardCall as MethodName<N>]: (input: CallRequest<N>) => Promise<CallOutput<N>>;
} & { close(): Promise<void> };

export interface LibraryOptions {
  dataFolder: string;
  clock: Clock;
  log: Log;
  watched: {
    list(): readonly DashboardFolder[];
    save(folders: DashboardFolder[]): Promise<void>;
  };
  /** Whether a window wants to hear of changes. */
  isListenedTo(): boolean;
  onChange(change: { uids: string[]; isList: boolean }): void;
}

export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const { dataFolder, clock, log, watched, isListenedTo, onChange } = options;
  const own: Place = { id: ownPlace, root: join(dataFolder, "dashboards"), isOwn: true };
  await orRefuse(`The folder ${own.root} cannot be made`, () => mkdir(own.root, { recursive: true, mode: 0o700 }));
  const places = (): Place[] => [own, ...watched.list().map(({ id, path }) => ({ id, root: path, isOwn: false }))];
  const marks = await openMarks(join(dataFolder, "dashboard-marks.json"));
  const drafts = createDrafts(join(dataFolder, "dashboard-drafts"));
  const removed = createRemoved(join(dataFolder, "dashboards-removed"));
  const look = createLook({ places, marks, drafts, onChange });
  const lookAgain = () => void look().catch((error: unknown) => log.error("the dashboards cannot be looked through", error));
  const fileWatch = createFileWatch({ clock, log, isWanted: isListenedTo, onChange: lookAgain });
  const saving = createSaving({ places, look, drafts, removed, clock });
  const folders = createFolders({ dataFolder, own, places, watched });

  // One change after another: each sees what the one before has left.
  let queue: Promise<unknown> = Promise.resolve();
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const done = queue.then(run);
    queue = done.catch(() => undefined);
    return done;
  }
  const change = <T>(run: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      const value = await run();
      await look();
      return value;
    });

  const watchFiles = () => fileWatch.want(places().map(({ root }) => root));

  /** All places are looked through only where the file is not as the latest look had it. */
  async function findEntry(uid: string): Promise<Entry | undefined> {
    const known = look.latest()?.entries.get(uid);
    return known && (await isUnchanged(known.file)) ? known : (await look()).entries.get(uid);
  }

  // A file that is broken names no uid: where it lay when it was last opened tells whose it is.
  const openedFrom = new Map<string, string>();
  function whyGone(uid: string): AppError {
    const path = openedFrom.get(uid);
    const atItsPlace = [...(look.latest()?.entries.values() ?? [])].find(({ row }) => row.path === path)?.row;
    if (atItsPlace?.problem !== undefined)
      return new AppError({ kind: "bad-file", say: `${path}: ${atItsPlace.problem}`, retry: true });
    return new AppError({ kind: "not-found", say: `There is no dashboard with the uid ${JSON.stringify(uid)} any more.` });
  }

  async function openDraft(uid: string): Promise<CallOutput<"dashboards.get"> | undefined> {
    const draft = await drafts.read(uid);
    if (!draft) return undefined;
    const row = rowOfDraft(uid, draft, drafts.pathOf(uid), ownPlace);
    return { dashboard: draft.dashboard, row, revision: "", repairs: [], draft };
  }

  return {
    async list() {
      watchFiles();
      const { entries, folders: found, problems, lonelyDrafts } = await look();
      const lonely = await Promise.all(lonelyDrafts.map((uid) => openDraft(uid)));
      return {
        dashboards: [...[...entries.values()].map(({ row }) => row), ...lonely.flatMap((draft) => draft?.row ?? [])],
        folders: [...found],
        watched: watched.list().map(({ id, path }) => {
          const problem = problems.get(id);
          return { id, path, ...(problem !== undefined && { problem }) };
        }),
      };
    },
    async get({ uid }) {
      watchFiles();
      const entry = await findEntry(uid);
      if (!entry) {
        const unsaved = await openDraft(uid);
        if (unsaved) return unsaved;
        throw whyGone(uid);
      }
      openedFrom.set(uid, entry.row.path);
      const opened = await openFile(entry);
      const draft = await drafts.read(uid);
      const row = { ...entry.row, isStarred: marks.isStarred(uid), hasDraft: draft !== undefined };
      return { ...opened, row, ...(draft && { draft }) };
    },
    save: (request) => inTurn(() => saving.save(request)),
    remove: ({ uid }) => change(() => saving.remove(uid)),
    restore: ({ removed: name }) => inTurn(() => saving.restore(name)),
    move: (request) => inTurn(() => saving.move(request)),
    async star({ uid, isStarred }) {
      await inTurn(() => orRefuse("The star cannot be kept", () => marks.star(uid, isStarred)));
      onChange({ uids: [], isList: true });
      return {};
    },
    async viewed({ uid }) {
      await inTurn(() => orRefuse("The visit cannot be kept", () => marks.viewed(uid, clock.now())));
      return {};
    },
    async keepDraft({ uid, dashboard, revision }) {
      const was = await drafts.read(uid);
      if (dashboard) {
        const draft = { dashboard, savedAt: clock.now(), ...(revision !== undefined && { revision }) };
        await inTurn(() => orRefuse("The unsaved changes cannot be kept", () => drafts.keep(uid, draft)));
      } else await inTurn(() => drafts.forget(uid));
      // Lists show that there is one, not what is in it.
      if ((was === undefined) !== (dashboard === undefined)) await look();
      return {};
    },
    makeFolder: (request) => change(() => folders.make(request)),
    renameFolder: (request) => change(() => folders.rename(request)),
    removeFolder: (request) => change(() => folders.remove(request)),
    watch: ({ path }) => change(() => folders.watch(path)),
    unwatch: ({ id }) => change(() => folders.unwatch(id)),
    async close() {
      await fileWatch.close();
      await queue;
    },
  };
}
