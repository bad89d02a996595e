// One JSON file in the data folder, readable by its owner alone, written whole or not at all.
import { copyFile, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { EpochMs } from "#shared/units/time";

export type FoundJson =
  | { kind: "absent" }
  | { kind: "read"; value: unknown }
  /** `reason` ends a sentence that starts with the file's name. */
  | { kind: "damaged"; reason: string };

export async function readJson(path: string): Promise<FoundJson> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { kind: "absent" };
    return { kind: "damaged", reason: `could not be read (${codeOf(error)})` };
  }
  try {
    return { kind: "read", value: JSON.parse(text) };
  } catch {
    // The parser's message quotes the text, which may hold secrets; that it is not JSON says enough.
    return { kind: "damaged", reason: text.trim() === "" ? "was empty" : "was not JSON" };
  }
}

export async function writeJson(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFileAtomic(path, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
}

/** Removes what an earlier engine was about to write when it was killed: `settings.json.2846103713`. */
export async function removeHalfWritten(folder: string): Promise<void> {
  const names = await readdir(folder);
  const halfWritten = names.filter((name) => /^[a-z]+\.jsonl?\.\d+$/.test(name));
  // One that cannot be removed harms nobody.
  await Promise.all(halfWritten.map((name) => rm(join(folder, name)).catch(() => undefined)));
}

/** Moves the file out of the way and returns its new path; no file is ever overwritten by it. */
export async function setAside(path: string, why: "damaged", now: EpochMs): Promise<string> {
  const aside = asideName(path, why, now);
  await rename(path, aside);
  return aside;
}

/** Keeps a copy of the file as it is now, and returns the copy's path. */
export async function keepCopy(path: string, why: "before-repair", now: EpochMs): Promise<string> {
  const aside = asideName(path, why, now);
  await copyFile(path, aside);
  return aside;
}

// Colons are not allowed in names on Windows.
const asideName = (path: string, why: string, now: EpochMs) =>
  `${path}.${why}-${new Date(now).toISOString().replaceAll(":", "-")}`;

export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "unknown error";
