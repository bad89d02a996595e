// Where exported files go: to the standard output, into a file, or into a folder.
import { mkdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { AppError } from "#shared/model/failure";
import { whyUnreadable } from "../unreadable";

export interface OutputFile {
  name: string;
  content: string | Buffer;
}

export type Output = { kind: "stdout" } | { kind: "file"; path: string } | { kind: "folder"; path: string };

/** Without `--out`, one text goes to the standard output and everything else into the current folder. */
export async function chooseOutput(
  out: string | undefined,
  { count, isText }: { count: number; isText: boolean },
): Promise<Output> {
  if (out === undefined) return count === 1 && isText ? { kind: "stdout" } : { kind: "folder", path: "." };
  if (out === "-") {
    if (count === 1) return { kind: "stdout" };
    throw new AppError({
      kind: "bad-request",
      say: `${count} files do not go to the standard output; give --out a folder, or one --panel.`,
    });
  }
  const isFolder = out.endsWith("/") || out.endsWith("\\") || (await isFolderThere(out)) || count > 1;
  return isFolder ? { kind: "folder", path: out } : { kind: "file", path: out };
}

async function isFolderThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Not there yet: it becomes what it is needed as.
    return false;
  }
}

/** Returns the path that was written. */
export async function writeOutput(output: Exclude<Output, { kind: "stdout" }>, { name, content }: OutputFile): Promise<string> {
  const path = output.kind === "file" ? output.path : join(output.path, name);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, content);
    return path;
  } catch (error) {
    throw new AppError({ kind: "bad-file", say: `${path} cannot be written: ${whyUnreadable(error)}.` }, { cause: error });
  }
}
