// Files that one machine has and the next has not: a missing one means that there is no such thing here, not that something
// is broken.
import type { Host } from "./collector";

/** Not there, gone since it was listed, not ours to read, or not known to the driver. */
const nothingThere = new Set([
  "ENOENT",
  "ENOTDIR",
  "ENODEV",
  "ENXIO",
  "ESRCH",
  "EACCES",
  "EPERM",
  "EOPNOTSUPP",
  "ENOTSUP",
  "EINVAL",
  "EIO",
]);

/** Whether the error says so of a file or folder. */
export const isNothingThere = (error: unknown): boolean =>
  error instanceof Error && nothingThere.has((error as NodeJS.ErrnoException).code ?? "");

export async function readIfThere(host: Host, path: string, signal: AbortSignal, how?: "seldom"): Promise<string | undefined> {
  try {
    return await host.readText(path, signal, how);
  } catch (error) {
    if (isNothingThere(error)) return undefined;
    throw error;
  }
}

/** The names in a folder; none where it is not there. */
export async function listIfThere(host: Host, path: string, signal: AbortSignal): Promise<string[]> {
  try {
    return await host.listFolder(path, signal);
  } catch (error) {
    if (isNothingThere(error)) return [];
    throw error;
  }
}
