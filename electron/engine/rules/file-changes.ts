// What changes the list of rule files: the user's calls, and what happens on disk to files and watched folders. One change at a
// time.
import { randomUUID } from "node:crypto";
import { basename, dirname, resolve } from "node:path";
import type { RuleFolder } from "#shared/contract/rules";
import { AppError } from "#shared/model/failure";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Log } from "../log";
import type { RuleFileEntry, RuleFolderEntry } from "../settings/schema";
import { createFolderFiles } from "./folder-files";
import type { RuleLanguages } from "./languages";
import type { LoadedFile } from "./loaded-file";
import { absolutePath, deletePastedText, keepPastedText, readRuleFile, writeRuleFile } from "./rule-file-storage";
import { refuseNoFolder } from "./rule-folders";
import { revisionOf } from "./rule-text";
import type { Rules, RulesOptions } from "./rules";
import type { Shelf } from "./shelf";

export interface FileChanges {
  /** Loads all files, lets the caller settle what they mean, and begins to watch. */
  start(settle: () => void): Promise<void>;
  pause(): void;
  resume(): void;
  close(): Promise<void>;
  calls: Pick<Rules, "load" | "update" | "remove" | "text" | "save" | "check" | "folders" | "addFolder" | "removeFolder">;
}

interface FileChangesOptions {
  shelf: Shelf;
  languages: Pick<RuleLanguages, "of">;
  /** What a source is called. */
  nameOf(source: string): string;
  pastedFolder: string;
  lists: Pick<RulesOptions, "loadList" | "saveList" | "loadFolders" | "saveFolders">;
  clock: Clock;
  log: Log;
  onChange(): void;
}

/** Polling sees changes on network drives and by editors that replace the file, where file events do not. */
const watchEvery = seconds(2);
/** Each file takes some time to look at; many are looked at less often. */
const watchEveryPerFile: Milliseconds = 50;

export function createFileChanges(options: FileChangesOptions): FileChanges {
  const { shelf, languages, nameOf, pastedFolder, lists, clock, log, onChange } = options;
  const folderFiles = createFolderFiles({ shelf, loadFolders: lists.loadFolders });
  let isClosed = false;
  let cancelWatch: () => void = () => undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** One change of the list or of a file at a time. */
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = last.then(run);
    // Whoever asked hears of the failure; the next in turn does not.
    last = result.catch(() => undefined);
    return result;
  }

  const saveList = () =>
    lists.saveList(
      shelf
        .files()
        .filter(({ origin }) => origin !== "folder")
        .map(({ entry }) => entry),
    );

  /** Saves the list with the change made; when it cannot be saved, the change is taken back. */
  async function saveOr(undo: () => void): Promise<void> {
    try {
      await saveList();
    } catch (error) {
      undo();
      throw error;
    }
  }

  const originOfPath = (path: string) => (dirname(path) === resolve(pastedFolder) ? ("text" as const) : ("file" as const));

  async function watch(): Promise<void> {
    let any = await folderFiles.look();
    for (const file of shelf.files()) {
      if (isClosed) return;
      if (await shelf.isCurrent(file)) continue;
      await shelf.read(file);
      log.info(`the rule file ${file.entry.path} changed and was read again`);
      any = true;
    }
    if (any) onChange();
  }

  function watchLater(): void {
    cancelWatch();
    if (isClosed || (shelf.files().length === 0 && lists.loadFolders().length === 0)) return;
    cancelWatch = clock.setTimer(
      () => {
        inTurn(watch)
          .catch((error: unknown) => log.error("looking for changed rule files failed", error))
          .finally(watchLater);
      },
      Math.max(watchEvery, shelf.files().length * watchEveryPerFile),
    );
  }

  /** What is right in one language is mostly wrong in another: the file goes there only when it is right there. */
  async function refuseOtherLanguage({ entry: { path, name } }: LoadedFile, { source }: RuleFileEntry): Promise<void> {
    try {
      await shelf.parse(await readRuleFile(path), { name, source });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const where = `${nameOf(source)} is asked in ${languages.of(source) ?? "another language"}`;
      throw new AppError(
        { ...error.failure, say: `${where}, so the file stays where it is: ${error.failure.say}` },
        { cause: error },
      );
    }
  }

  async function updateFolderFile(file: LoadedFile, entry: RuleFileEntry): Promise<void> {
    if (entry.source !== file.entry.source) {
      const say = `${file.entry.path} lies in a watched folder, which is evaluated against one source as a whole: stop watching the folder and watch it again for another.`;
      throw new AppError({ kind: "refused", say });
    }
    const name = basename(file.entry.path);
    await lists.saveFolders(
      lists.loadFolders().map((folder) => {
        if (resolve(folder.path) !== dirname(file.entry.path) || folder.source !== file.entry.source) return folder;
        const off = folder.off.filter((each) => each !== name);
        return { ...folder, off: entry.enabled ? off : [...off, name] };
      }),
    );
  }

  return {
    start: (settle) =>
      inTurn(async () => {
        for (const entry of lists.loadList()) {
          const file = shelf.make({ ...entry }, originOfPath(entry.path));
          shelf.put(file);
          await shelf.read(file);
        }
        await folderFiles.look();
        settle();
        watchLater();
      }),
    pause: () => cancelWatch(),
    resume: watchLater,
    async close() {
      isClosed = true;
      cancelWatch();
      await last;
    },

    calls: {
      load: (request) =>
        inTurn(async () => {
          const isPath = request.from === "path";
          const name = isPath ? request.path : request.name;
          const text = isPath ? await readRuleFile(absolutePath(request.path)) : { text: request.text };
          await shelf.parse(text, { name, source: request.source });
          const path = isPath ? absolutePath(request.path) : await keepPastedText(pastedFolder, name, request.text);
          const known = shelf.find(({ entry }) => entry.path === path && entry.source === request.source);
          const file =
            known ?? shelf.make({ id: randomUUID(), name, path, source: request.source, enabled: true }, originOfPath(path));
          shelf.put(file);
          if (!known) await saveOr(() => shelf.remove(file.entry.id));
          await shelf.read(file);
          watchLater();
          onChange();
          return file.toRuleFile();
        }),

      update: ({ id, source, enabled }) =>
        inTurn(async () => {
          const before = shelf.get(id);
          const entry = { ...before.entry, source: source ?? before.entry.source, enabled: enabled ?? before.entry.enabled };
          if (entry.source === before.entry.source && entry.enabled === before.entry.enabled) return before.toRuleFile();
          if (languages.of(entry.source) !== languages.of(before.entry.source)) await refuseOtherLanguage(before, entry);
          if (before.origin === "folder") await updateFolderFile(before, entry);
          const after = shelf.make(entry, before.origin);
          shelf.put(after);
          if (before.origin !== "folder") await saveOr(() => shelf.put(before));
          before.discard(entry.enabled ? "its rule file is evaluated elsewhere now" : "its rule file was switched off");
          await shelf.read(after);
          onChange();
          return after.toRuleFile();
        }),

      remove: (id) =>
        inTurn(async () => {
          const file = shelf.get(id);
          if (file.origin === "folder") {
            const say = `${file.entry.path} lies in a watched folder: switch it off here, or take it out of the folder.`;
            throw new AppError({ kind: "refused", say });
          }
          shelf.remove(id);
          await saveOr(() => shelf.put(file));
          file.discard("its rule file was removed");
          await deletePastedText(pastedFolder, file.entry.path);
          onChange();
        }),

      async text(id) {
        const { text } = await readRuleFile(shelf.get(id).entry.path);
        return { text, revision: revisionOf(text) };
      },

      save: ({ id, text, revision }) =>
        inTurn(async () => {
          const file = shelf.get(id);
          const { path, name, source } = file.entry;
          const now = await readRuleFile(path);
          if (revisionOf(now.text) !== revision) {
            const say = `${path} was changed by somebody else since it was opened: open it again, or copy your text first.`;
            throw new AppError({ kind: "refused", say });
          }
          await shelf.parse({ text }, { name, source });
          await writeRuleFile(path, text);
          await shelf.read(file);
          onChange();
          return file.toRuleFile();
        }),

      check: ({ text, source }) => shelf.check({ text }, { name: "rules", source }),

      folders: () => lists.loadFolders().map(folderFiles.row),

      addFolder: (request) =>
        inTurn(async (): Promise<RuleFolder> => {
          const path = absolutePath(request.path.trim());
          await refuseNoFolder(path);
          const folders = lists.loadFolders();
          if (folders.some((folder) => folder.path === path && folder.source === request.source)) {
            throw new AppError({ kind: "refused", say: `${path} is watched already.` });
          }
          const folder: RuleFolderEntry = { id: randomUUID(), path, source: request.source, off: [] };
          await lists.saveFolders([...folders, folder]);
          await folderFiles.look();
          watchLater();
          onChange();
          return folderFiles.row(folder);
        }),

      removeFolder: (id) =>
        inTurn(async () => {
          const folders = lists.loadFolders();
          if (!folders.some((folder) => folder.id === id)) {
            throw new AppError({ kind: "not-found", say: "This folder is not watched any more." });
          }
          await lists.saveFolders(folders.filter((folder) => folder.id !== id));
          await folderFiles.look();
          onChange();
        }),
    },
  };
}
