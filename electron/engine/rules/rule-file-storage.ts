// Rule files on disk: the user's own, read in place, and pasted ones, kept in the data folder.
import { mkdir, readFile, realpath, stat, unlink, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { AppError } from "#shared/model/failure";
import { codeOf } from "../settings/json-file";
import { decodeRuleText, type RuleText } from "./rule-text";

const largest = 5_000_000;

/** The absolute path a user meant; `~` is his home. */
export function absolutePath(path: string): string {
  const whole = path === "~" || path.startsWith("~/") ? join(homedir(), path.slice(1)) : path;
  if (isAbsolute(whole)) return resolve(whole);
  throw new AppError({ kind: "bad-request", say: `${path} is not a whole path: begin it with / (or a drive letter).` });
}

/** A file's text. Throws an AppError that says in words why not. */
export async function readRuleFile(path: string): Promise<RuleText> {
  try {
    const found = await stat(path);
    // A pipe in a watched folder would keep whoever reads it waiting for ever, and the engine with it; a device may never end.
    if (!found.isFile() && !found.isDirectory()) {
      throw new AppError({ kind: "bad-file", say: `${path} is no file: rules are read from files only.` });
    }
    if (found.size > largest) throw new AppError({ kind: "bad-file", say: `${path} is larger than 5 MB: that is no rule file.` });
    return decodeRuleText(await readFile(path));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      { kind: "not-found", say: `${path} cannot be read: ${whyUnreadable(error)}.`, retry: true },
      { cause: error },
    );
  }
}

/** Changes whenever the file does; nothing when it is not there. */
export async function fileVersion(path: string): Promise<string | undefined> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    // Unreadable for whatever reason: reading it next says which.
    return undefined;
  }
}

/** Writes a file's new text in place of the old, whole or not at all; a link goes on leading to it, and who may read it stays. */
export async function writeRuleFile(path: string, text: string): Promise<void> {
  try {
    const real = await realpath(path);
    const { mode } = await stat(real);
    await writeFileAtomic(real, text, { mode: mode & 0o7777 });
  } catch (error) {
    const say = `${path} could not be written: ${whyUnwritable(error)}.`;
    throw new AppError({ kind: "refused", say, retry: true }, { cause: error });
  }
}

/** Keeps a pasted text under a name like the one given, never over another file; gives the path. */
export async function keepPastedText(folder: string, name: string, text: string): Promise<string> {
  const stem = safeStem(name);
  try {
    await mkdir(folder, { recursive: true });
    for (let count = 1; ; count++) {
      const path = join(folder, `${stem}${count === 1 ? "" : `-${count}`}.yml`);
      try {
        await writeFile(path, text, { flag: "wx", mode: 0o600 });
        return path;
      } catch (error) {
        if (codeOf(error) !== "EEXIST" || count >= 1000) throw error;
      }
    }
  } catch (error) {
    const say = `The rules could not be kept in ${folder} (${codeOf(error)}).`;
    throw new AppError({ kind: "refused", say, retry: true }, { cause: error });
  }
}

/** Deletes the copy of a pasted text; a file elsewhere is the user's and stays. */
export async function deletePastedText(folder: string, path: string): Promise<void> {
  if (dirname(path) !== resolve(folder)) return;
  await unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
}

function safeStem(name: string): string {
  const stem = basename(name.replaceAll("\\", "/"))
    .replace(/\.ya?ml$/i, "")
    .replaceAll(/[^A-Za-z0-9_-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 80);
  // Names that Windows keeps for devices.
  return stem === "" || /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(stem) ? `rules-${stem || "pasted"}` : stem;
}

function whyUnreadable(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case "ENOENT":
      return "there is no such file";
    case "EACCES":
    case "EPERM":
      return "this user may not read it";
    case "EISDIR":
      return "it is a folder";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function whyUnwritable(error: unknown): string {
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return "this user may not write there";
    case "ENOSPC":
      return "the disk is full";
    default:
      return whyUnreadable(error);
  }
}
