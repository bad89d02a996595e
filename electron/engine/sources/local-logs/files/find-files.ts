// The files that a path or glob means, and what was rotated away from them. Only regular files: opening a named pipe would wait for
// a writer, and reading a device may do something.
import { access, constants, readdir, realpath, stat } from "node:fs/promises";
import { posix } from "node:path";
import { AppError } from "#shared/model/failure";
import type { EpochMs } from "#shared/units/time";
import { isGlob, matchesGlob, writtenOut } from "../glob-match";
import { identityOf } from "./open-file";
import { baseOf } from "./rotated";

export interface FoundFile {
  path: string;
  /** What it is called in a query: rotated ones are called as the file that they were. */
  filename: string;
  size: number;
  /** When it was last written. */
  changed: EpochMs;
  /** Tells it from every other file, also after it was renamed. */
  identity: string;
  /** What lies behind is not read: whoever follows the file tells it. */
  readTo?: number;
}

export interface FoundFiles {
  files: FoundFile[];
  /** What of it cannot be read, or was left out, in sentences. */
  problems: string[];
}

/** No more files than this are read of one place. */
export const mostFiles = 2000;
/** Of folders and names looked at: `/**` is a mistake, not a place. */
const mostLooks = 20_000;
const deepest = 8;

/** The path as it is kept: absolute, `~` written out. Throws `bad-request` where it cannot mean any file. */
export function checkedGlob(glob: string, home: string): string {
  const text = glob.trim().replaceAll(process.platform === "win32" ? "\\" : "\0", "/");
  const path = text === "~" || text.startsWith("~/") ? `${home.replaceAll("\\", "/")}${text.slice(1)}` : text;
  if (path.includes("\0")) throw refusal("A path cannot have the character 0 in it.");
  if (!/^(?:[A-Za-z]:)?\//.test(path)) {
    throw refusal(`${JSON.stringify(glob)} is no whole path: begin with / (or ~/ for your own folder), as in /var/log/*.log.`);
  }
  if (path.split("/").includes("..")) throw refusal(`${JSON.stringify(glob)} goes up by "..": write the path that it leads to.`);
  if (path.endsWith("/")) throw refusal(`${JSON.stringify(glob)} is a folder: say which files of it, as in ${path}*.log.`);
  if (isOfKernel(path))
    throw refusal("What lies in /proc, /sys and /dev are no logs, and reading some of it changes the machine.");
  return posix.normalize(path);
}

const isOfKernel = (path: string): boolean => /^(?:[A-Za-z]:)?\/+(?:proc|sys|dev)(?:\/|$)/.test(path);

const refusal = (say: string) => new AppError({ kind: "bad-request", say });

export async function findFiles(glob: string, signal?: AbortSignal): Promise<FoundFiles> {
  const problems = new Set<string>();
  const byIdentity = new Map<string, FoundFile>();
  const paths = new Set<string>();
  let looks = 0;
  /** Several `**` lead to one folder in thousands of ways. */
  const walked = new Set<string>();

  async function walk(folder: string, parts: readonly string[], depth: number): Promise<void> {
    signal?.throwIfAborted();
    const [part, ...rest] = parts;
    const step = `${depth}\0${parts.join("/")}\0${folder}`;
    if (part === undefined || walked.has(step)) return;
    walked.add(step);
    if (part === "**") {
      await walk(folder, rest, depth);
      if (depth >= deepest) return;
      for (const { name, isFolder } of await namesIn(folder)) {
        // Links to folders are not followed here: they may lead back up.
        if (isFolder && !name.startsWith(".")) await walk(join(folder, name), parts, depth + 1);
      }
      return;
    }
    if (!isGlob(part)) {
      if (rest.length > 0) await walk(join(folder, part), rest, depth);
      else paths.add(join(folder, part));
      return;
    }
    for (const { name } of await namesIn(folder)) {
      if (!matchesGlob(part, name) || (name.startsWith(".") && !part.startsWith("."))) continue;
      if (rest.length > 0) await walk(join(folder, name), rest, depth);
      else paths.add(join(folder, name));
    }
  }

  const seen = new Map<string, { name: string; isFolder: boolean }[]>();
  async function namesIn(folder: string): Promise<{ name: string; isFolder: boolean }[]> {
    const known = seen.get(folder);
    if (known) return known;
    if (looks > mostLooks) {
      problems.add(`More than ${mostLooks} names had to be looked at for ${glob}, and the rest was left out: say it closer.`);
      return [];
    }
    try {
      const names = (await readdir(folder, { withFileTypes: true })).map((entry) => ({
        name: entry.name,
        isFolder: entry.isDirectory(),
      }));
      looks += names.length + 1;
      seen.set(folder, names);
      return names;
    } catch (error) {
      const code = codeOf(error);
      // A name that the glob matched may be a file, and a folder may have gone since.
      if (code === "EACCES" || code === "EPERM") problems.add(`The folder ${folder} may not be listed by this user.`);
      seen.set(folder, []);
      return [];
    }
  }

  /** Rotated ones lie beside the file and are called after it. */
  async function addRotated(): Promise<void> {
    for (const folder of new Set([...paths].map((path) => posix.dirname(path)))) {
      for (const { name } of await namesIn(folder)) {
        const base = baseOf(name);
        if (base !== undefined && paths.has(join(folder, base))) paths.add(join(folder, name));
      }
    }
  }

  for (const single of writtenOut(glob)) {
    const [root = "/", ...parts] = rootAndParts(single);
    await walk(root, parts, 0);
  }
  await addRotated();
  for (const path of paths) {
    signal?.throwIfAborted();
    if (byIdentity.size >= mostFiles) {
      problems.add(`${glob} means ${paths.size} files; the first ${mostFiles} of them are read.`);
      break;
    }
    const found = await lookAt(path);
    if (typeof found === "string") problems.add(found);
    else if (found && !byIdentity.has(found.identity)) byIdentity.set(found.identity, { ...found, filename: nameOf(path) });
  }
  return { files: [...byIdentity.values()], problems: [...problems] };

  /** Called after the file that it was, where that one is there or would be of this place. */
  function nameOf(path: string): string {
    const base = baseOf(posix.basename(path));
    if (base === undefined) return path;
    const whole = join(posix.dirname(path), base);
    return paths.has(whole) || writtenOut(glob).some((single) => matchesGlob(posix.basename(single), base)) ? whole : path;
  }
}

/** A sentence where it is there and cannot be read; undefined where it is not there, or a folder. */
async function lookAt(path: string): Promise<Omit<FoundFile, "filename"> | string | undefined> {
  if (/\.(?:xz|zst|bz2|lz4|zip)$/.test(path)) return `${path} is packed in a way that is not read here; gzip is.`;
  try {
    const found = await stat(path);
    if (found.isDirectory()) return undefined;
    if (!found.isFile()) return `${path} is no regular file, and is not read.`;
    await access(path, constants.R_OK);
    // A glob such as /*/* comes there, too, and so does a link that somebody has put among the logs.
    if (isOfKernel(await realpath(path))) return `${path} is a part of /proc, /sys or /dev, and is not read.`;
    return { path, size: found.size, changed: found.mtimeMs, identity: identityOf(found) };
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    if (code === "EACCES" || code === "EPERM") {
      return `${path} may not be read by this user: many systems let the group adm read logs (sudo usermod -aG adm $USER, then log in again).`;
    }
    return `${path} cannot be looked at (${code}).`;
  }
}

/** `/var/log/*.log` → `/`, `var`, `log`, `*.log`. */
function rootAndParts(path: string): string[] {
  const drive = /^[A-Za-z]:\//.exec(path)?.[0];
  return [drive ?? "/", ...path.slice(drive?.length ?? 1).split("/")].filter((part) => part !== "");
}

const join = (folder: string, name: string) => (folder.endsWith("/") ? `${folder}${name}` : `${folder}/${name}`);

export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : String(error);
