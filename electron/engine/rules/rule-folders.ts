// Folders that are watched for rule files: what is in one now, and which of it are rules.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "#shared/model/failure";
import { codeOf } from "../settings/json-file";
import type { RuleFileEntry, RuleFolderEntry } from "../settings/schema";
import { stableId } from "./rule-state";

/** More files than these in one folder are no rules: somebody chose the wrong folder. */
const mostFiles = 1000;

export interface FolderContents {
  names: string[];
  problem?: string;
}

export async function listRuleFolder(path: string): Promise<FolderContents> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    const names = entries
      .filter((entry) => !entry.isDirectory() && /\.(?:ya?ml|rules)$/i.test(entry.name) && !entry.name.startsWith("."))
      .map(({ name }) => name)
      .sort();
    if (names.length <= mostFiles) return { names };
    return { names: names.slice(0, mostFiles), problem: `${path} holds ${names.length} files; the first ${mostFiles} are read.` };
  } catch (error) {
    return { names: [], problem: `${path} cannot be read (${codeOf(error)}); it is looked for again every few seconds.` };
  }
}

export async function refuseNoFolder(path: string): Promise<void> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    (error: unknown) => {
      const say = `${path} cannot be read: ${codeOf(error) === "ENOENT" ? "there is no such folder" : codeOf(error)}.`;
      throw new AppError({ kind: "not-found", say, retry: true }, { cause: error });
    },
  );
  if (!isFolder) throw new AppError({ kind: "bad-request", say: `${path} is no folder; load it as a file.` });
}

/** The entry of a file in a folder, as if the user had loaded it. */
export const folderFileEntry = ({ id, path, source, off }: RuleFolderEntry, name: string): RuleFileEntry => ({
  id: stableId("folder", id, name),
  name: join(path, name),
  path: join(path, name),
  source,
  enabled: !off.includes(name),
});

/** Whether a text is meant as rules: beside them people keep scrape configurations, unit tests and what else is YAML. */
export const looksLikeRules = (name: string, text: string): boolean =>
  /\.rules$/i.test(name) || /^\s*(?:- +)?["']?(?:groups|alert|record)["']?\s*:/m.test(text);
