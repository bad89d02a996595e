// Names of files and folders that hold on every system, made from what people type; and paths that never leave their place.
import { realpath } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { AppError } from "#shared/model/failure";

/** Names that Windows keeps for devices, whatever follows the first dot. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be in a name
const forbidden = /[\u0000-\u001f\u007f<>:"/\\|?*]/;

/** The name of a new file, without `.json`, from a title that holds anything. */
export function fileStem(title: string): string {
  const stem = [...title.normalize("NFC").replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")]
    .slice(0, 60)
    .join("")
    .replaceAll(/^[-.]+|[-.]+$/g, "");
  return stem === "" || reserved.test(stem) ? `dashboard-${stem}`.replace(/-$/, "") : stem;
}

/** The names in `a/b/c`, each checked. Throws a sentence for one that is no name of a folder. */
export function folderNames(folder: string): string[] {
  if (folder === "") return [];
  const names = folder.split("/");
  for (const name of names) {
    const why = whyNotName(name);
    if (why !== undefined)
      throw new AppError({ kind: "bad-request", say: `${JSON.stringify(name)} is no name for a folder: ${why}.` });
  }
  if (names.length > deepestFolder) {
    throw new AppError({ kind: "bad-request", say: `Folders are at most ${deepestFolder} deep.` });
  }
  return names;
}

export const deepestFolder = 8;

function whyNotName(name: string): string | undefined {
  if (name.trim() === "") return "it is empty";
  if (name.startsWith(".")) return "it begins with a dot";
  if (name.length > 100) return "it is longer than 100 characters";
  if (forbidden.test(name)) return 'it holds one of < > : " / \\ | ? * or a control character';
  if (/[. ]$/.test(name) || name.startsWith(" ")) return "it begins or ends with a space, or ends with a dot";
  if (reserved.test(name)) return "the name is reserved on Windows";
  return undefined;
}

/** Where a folder of a place is on the disk, whether or not it is there. */
export const folderPath = (root: string, folder: string): string => join(root, ...folderNames(folder));

/** Whether a path lies in a folder, or is it; neither is looked up on the disk. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way));
}

/** Throws when links lead out of the root: what is written there would be written somewhere else. */
export async function refuseOutside(path: string, root: string): Promise<void> {
  const [real, realRoot] = await Promise.all([realpath(path), realpath(root)]);
  if (isInside(real, realRoot)) return;
  throw new AppError({ kind: "refused", say: `${path} leads out of ${root} by a link, so nothing is written there.` });
}
