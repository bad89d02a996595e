// Whether a folder is a store of ours that this Watchdeck can read. It is asked before anything in it is opened, because LevelDB
// changes the files of whatever it opens.
import { mkdir, readdir, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";
import { AppError } from "#shared/model/failure";
import { toWriteFailed } from "./disk-full";

export const formatVersion = 1;
export const formatFile = "format.json";
const kind = "watchdeck-history";
const formatSchema = z.object({ kind: z.string(), version: z.int().positive() });

/** The rooms of a store: the index, then a tier each, finest first. */
export const levelFolders = ["index", "raw", "ten-seconds", "minutes"] as const;

/** Makes the folder where there is none. Resolves to remarks about what had to be mended. */
export async function prepareFolder(folder: string): Promise<string[]> {
  const names = await namesIn(folder);
  const format = names.includes(formatFile) ? await readFormat(join(folder, formatFile)) : "absent";
  if (typeof format !== "string") {
    if (format.kind !== kind) throw notOurs(folder);
    if (format.version > formatVersion) throw tooNew(folder, format.version);
    return [];
  }
  const isOurs = levelFolders.some((name) => names.includes(name));
  const others = names.filter((name) => name !== formatFile && !isHalfWritten(name));
  if (!isOurs && (others.length > 0 || format !== "absent")) throw notOurs(folder);
  if (format === "a folder") await rename(join(folder, formatFile), join(folder, `${formatFile}.moved-${Date.now()}`));
  await writeFormat(folder);
  return isOurs ? [`The file ${formatFile} of the history in ${folder} was missing or damaged, and was written anew.`] : [];
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await readdir(folder);
  } catch (error) {
    if ((await stat(folder).catch(() => undefined))?.isFile()) {
      throw new AppError(
        {
          kind: "refused",
          say: `${folder} is a file where the history's folder should be: move it away or choose another folder.`,
        },
        { cause: error },
      );
    }
    throw toWriteFailed(error, folder);
  }
}

async function readFormat(path: string): Promise<z.infer<typeof formatSchema> | "damaged" | "a folder"> {
  if ((await stat(path)).isDirectory()) return "a folder";
  const text = await readFile(path, "utf8");
  try {
    return formatSchema.parse(JSON.parse(text));
  } catch {
    // Half a file after a power cut, or somebody else's: the folders beside it tell.
    return "damaged";
  }
}

async function writeFormat(folder: string): Promise<void> {
  const text = `${JSON.stringify({ kind, version: formatVersion })}\n`;
  try {
    await writeFileAtomic(join(folder, formatFile), text, { mode: 0o600 });
  } catch (error) {
    throw toWriteFailed(error, folder);
  }
}

/** What writing the format file leaves behind when it is killed. */
const isHalfWritten = (name: string) => name.startsWith(`${formatFile}.`);

const notOurs = (folder: string) =>
  new AppError({ kind: "refused", say: `${folder} has other files in it and no history of Watchdeck's: choose another folder.` });

const tooNew = (folder: string, version: number) =>
  new AppError({
    kind: "refused",
    say: `The history in ${folder} was written by a newer Watchdeck (format ${version}, this one knows ${formatVersion}): use that one, or choose another folder.`,
  });
