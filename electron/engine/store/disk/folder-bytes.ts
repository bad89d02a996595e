import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Bytes } from "#shared/units/size";

/** The bytes of all files in a folder and the folders in it. */
export async function folderBytes(folder: string): Promise<Bytes> {
  const entries = await readdir(folder, { withFileTypes: true });
  const sizes = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? folderBytes(path) : sizeOf(path);
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function sizeOf(path: string): Promise<Bytes> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    // LevelDB removes files while they are counted.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}
