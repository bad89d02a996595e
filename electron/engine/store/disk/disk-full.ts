// What the operating system says when it will not take bytes, in one kind of error whoever met it: Node's own calls or LevelDB's.
import { statfs } from "node:fs/promises";
import { AppError } from "#shared/model/failure";
import type { Bytes } from "#shared/units/size";

/** Nothing is written to a disk with less room than this: the last of it belongs to whoever has to tidy up. */
export const defaultReserve: Bytes = 64 * 1024 * 1024;

/** A write that the disk refused. `code` is the system's: ENOSPC, EACCES, EROFS, EIO … */
export class WriteFailed extends AppError {
  readonly code: string;

  constructor(code: string, folder: string, options?: { cause?: unknown }) {
    const say = isFull(code)
      ? `There is no room left on the disk of ${folder}: free some space.`
      : `${folder} could not be written (${code}): check its owner and its disk.`;
    super({ kind: "refused", say, retry: true }, options);
    this.name = "WriteFailed";
    this.code = code;
  }
}

export const isDiskFull = (error: unknown): boolean => error instanceof WriteFailed && isFull(error.code);

const isFull = (code: string) => code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG";

/** The codes of the system, and what its C library says for them, which is all that LevelDB passes on. */
const sayings: readonly [code: string, says: RegExp][] = [
  ["ENOSPC", /no space left on device|not enough space/i],
  ["EDQUOT", /quota exceeded/i],
  ["EFBIG", /file too large/i],
  ["EROFS", /read-only file system/i],
  ["EACCES", /permission denied|access is denied/i],
  ["EPERM", /operation not permitted/i],
  ["EIO", /input\/output error|i\/o error/i],
  ["EMFILE", /too many open files/i],
];

/** The system's code in an error of Node or LevelDB; undefined when it is not about the disk. */
export function systemCode(error: unknown): string | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    const code = "code" in each ? String(each.code) : "";
    if (sayings.some(([known]) => known === code)) return code;
    // Not in a text of our own: only LevelDB's errors are known by their words.
    if (!code.startsWith("LEVEL_")) continue;
    const said = sayings.find(([, says]) => says.test((each as Error).message));
    if (said) return said[0];
  }
  return undefined;
}

/** The error to throw on: of a refused write, one kind; everything else stays as it is. */
export function toWriteFailed(error: unknown, folder: string): unknown {
  if (error instanceof AppError) return error;
  const code = systemCode(error);
  return code === undefined ? error : new WriteFailed(code, folder, { cause: error });
}

/** Refuses as a full disk does, while it is not quite full yet. */
export async function requireRoom(folder: string, bytes: Bytes): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes) throw new WriteFailed("ENOSPC", folder);
}
