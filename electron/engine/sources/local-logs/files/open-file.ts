// A log file that is open for reading, and nothing else can be.
import { constants, type Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { EpochMs } from "#shared/units/time";
import type { Cost } from "../reader";

export interface OpenFile {
  size: number;
  changed: EpochMs;
  identity: string;
  /** What is there of these bytes: fewer where the file ends. */
  bytes(offset: number, length: number, cost: Cost): Promise<Buffer>;
  /** As it is now. */
  look(): Promise<{ size: number; changed: EpochMs; links: number }>;
  close(): Promise<void>;
}

// Between the look at it and its opening a file may be replaced by a named pipe, whose opening would wait for a writer.
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** Undefined when it is not there any more, or is no regular file now. */
export async function openFile(path: string): Promise<OpenFile | undefined> {
  const opened = await openRegular(path);
  if (!opened) return undefined;
  const { handle, found } = opened;
  return {
    size: found.size,
    changed: found.mtimeMs,
    identity: identityOf(found),
    async bytes(offset, length, cost) {
      const buffer = Buffer.allocUnsafe(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      cost.bytes += filled;
      return buffer.subarray(0, filled);
    },
    async look() {
      const { size, mtimeMs, nlink } = await handle.stat();
      return { size, changed: mtimeMs, links: nlink };
    },
    close: () => handle.close(),
  };
}

/** Tells a file from every other one, also after it was renamed. */
export const identityOf = ({ dev, ino }: Pick<Stats, "dev" | "ino">): string => `${dev}:${ino}`;

export interface OpenedRegular {
  handle: FileHandle;
  found: Stats;
}

/** The same without anything around it: for what reads the whole of it as a stream. */
export async function openRegular(path: string): Promise<OpenedRegular | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(path, flags);
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENXIO")) return undefined;
    throw error;
  }
  const found = await handle.stat();
  if (found.isFile()) return { handle, found };
  await handle.close();
  return undefined;
}
