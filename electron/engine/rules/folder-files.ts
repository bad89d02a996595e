// The files of watched folders: each is loaded when it comes, and forgotten when it goes.
import type { RuleFolder } from "#shared/contract/rules";
import { AppError } from "#shared/model/failure";
import type { RuleFolderEntry } from "../settings/schema";
import { fileVersion, readRuleFile } from "./rule-file-storage";
import { folderFileEntry, listRuleFolder, looksLikeRules } from "./rule-folders";
import type { Shelf } from "./shelf";

interface FolderFilesOptions {
  shelf: Shelf;
  loadFolders(): readonly RuleFolderEntry[];
}

export interface FolderFiles {
  /** Loads what came and forgets what went; resolves to whether there was any. */
  look(): Promise<boolean>;
  row(folder: RuleFolderEntry): RuleFolder;
}

export function createFolderFiles({ shelf, loadFolders }: FolderFilesOptions): FolderFiles {
  const problems = new Map<string, string | undefined>();
  /** Files that are no rules, by path, as they were when they were looked into. */
  const others = new Map<string, string | undefined>();
  const idsOf = new Map<string, Set<string>>();

  async function isOfRules(path: string): Promise<boolean> {
    const version = await fileVersion(path);
    if (others.has(path) && others.get(path) === version) return false;
    try {
      const { text } = await readRuleFile(path);
      if (looksLikeRules(path, text)) {
        others.delete(path);
        return true;
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // One that cannot be read may be rules: it is shown with its problem.
      return true;
    }
    others.set(path, version);
    return false;
  }

  async function lookInto(folder: RuleFolderEntry): Promise<boolean> {
    const { names, problem } = await listRuleFolder(folder.path);
    let any = problems.get(folder.id) !== problem;
    problems.set(folder.id, problem);
    const known = idsOf.get(folder.id) ?? new Set();
    const found = new Set<string>();
    for (const name of names) {
      const entry = folderFileEntry(folder, name);
      if (!known.has(entry.id)) {
        if (!(await isOfRules(entry.path))) continue;
        const file = shelf.make(entry, "folder");
        shelf.put(file);
        await shelf.read(file);
        any = true;
      }
      found.add(entry.id);
    }
    // A folder that cannot be read now, as on a drive that is away, says nothing about what is in it.
    if (problem !== undefined && names.length === 0) return any;
    idsOf.set(folder.id, found);
    return (
      forget(
        [...known].filter((id) => !found.has(id)),
        "its rule file is gone",
      ) || any
    );
  }

  function forget(ids: readonly string[], reason: string): boolean {
    for (const id of ids) {
      const file = shelf.get(id);
      shelf.remove(id);
      file.discard(reason);
    }
    return ids.length > 0;
  }

  return {
    async look() {
      const folders = loadFolders();
      let any = false;
      for (const [id, files] of [...idsOf]) {
        if (folders.some((folder) => folder.id === id)) continue;
        idsOf.delete(id);
        problems.delete(id);
        any = forget([...files], "its folder is not watched any more") || any;
      }
      for (const folder of folders) any = (await lookInto(folder)) || any;
      return any;
    },
    row({ id, path, source }) {
      const problem = problems.get(id);
      return { id, path, source, files: idsOf.get(id)?.size ?? 0, ...(problem !== undefined && { problem }) };
    },
  };
}
