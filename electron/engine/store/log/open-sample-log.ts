// The log of what is only in memory yet. A write leaves the bytes with the kernel, which a kill of this process does not undo;
// it does not wait for the disk, which a power cut would ask for, because that every four seconds wears out a disk for the sake
// of half a minute.
import { copyFile, type FileHandle, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { AppError } from "#shared/model/failure";
import type { Bytes } from "#shared/units/size";
import type { EpochMs } from "#shared/units/time";
import { createFreshEncoder, type FreshEncoder } from "../codec/fresh-encoder";
import { defaultReserve, requireRoom, toWriteFailed } from "../disk/disk-full";
import type { Runs } from "../head/head";
import { createTurns } from "../turns";
import { frame, header, type ReadLog, readLog } from "./log-file";
import { inParts } from "./parts";
import type { SampleLog } from "./sample-log";

export interface OpenSampleLogOptions {
  folder: string;
  /** Room that is left to others on a disk that is nearly full. */
  reserve?: Bytes;
  now?: () => EpochMs;
}

export interface OpenedSampleLog {
  log: SampleLog;
  /** What the log held, in the order in which it was written. */
  recovered: Runs[];
  /** Sentences for the user about what was damaged and what became of it. */
  remarks: string[];
}

const fileName = "samples.log";

export async function openSampleLog({
  folder,
  reserve = defaultReserve,
  now = Date.now,
}: OpenSampleLogOptions): Promise<OpenedSampleLog> {
  const path = join(folder, fileName);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rm(newPath(path), { force: true });
    const remarks: string[] = [];
    const aside = `${path}.damaged-${new Date(now()).toISOString().replaceAll(":", "-")}`;
    if ((await stat(path).catch(() => undefined))?.isDirectory()) {
      await rename(path, aside);
      remarks.push(`A folder lay where the log of the newest samples should be. It is kept as ${basename(aside)}.`);
    }
    const { runs, goodBytes, ending } = await readWhole(path);
    if (ending === "newer") {
      throw new AppError({
        kind: "refused",
        say: `${path} was written by a newer Watchdeck: use that one, or choose another folder.`,
      });
    }
    if (ending === "damaged" || ending === "not a log") {
      await copyFile(path, aside);
      remarks.push(sayDamage(runs, basename(aside)));
    }
    const file = await open(path, "a+", 0o600);
    await file.truncate(goodBytes);
    if (goodBytes === 0) await file.appendFile(header);
    return {
      log: createSampleLog({ path, file, size: Math.max(goodBytes, header.length), folder, reserve }),
      recovered: runs,
      remarks,
    };
  } catch (error) {
    throw toWriteFailed(error, folder);
  }
}

const newPath = (path: string) => `${path}.new`;

async function readWhole(path: string): Promise<ReadLog> {
  try {
    return readLog(await readFile(path));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return { runs: [], goodBytes: 0, ending: "clean" };
    throw error;
  }
}

function sayDamage(runs: readonly Runs[], aside: string): string {
  const newest = runs.at(-1)?.times.at(-1);
  const upTo = newest === undefined ? "none of them could be read" : `they could be read up to ${new Date(newest).toISOString()}`;
  return `The log of the newest samples was damaged: ${upTo}. The file as it was is kept as ${aside}.`;
}

interface LogParts {
  path: string;
  /** Open for appending. */
  file: FileHandle;
  size: Bytes;
  folder: string;
  reserve: Bytes;
}

function createSampleLog({ path, file: opened, size: openedSize, folder, reserve }: LogParts): SampleLog {
  let file = opened;
  let size = openedSize;
  let encoder = createFreshEncoder();
  /** Counts the times when what was encoded but not written yet became worthless. */
  let generation = 0;

  const inTurn = createTurns();

  async function append(records: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const goodSize = size;
    try {
      await requireRoom(folder, reserve);
      for await (const record of records) size += await writeFully(file, frame(record));
    } catch (error) {
      encoder.reset();
      generation++;
      size = goodSize;
      // Half a record in the middle would be the end of the file for whoever reads it. Shortening it needs no room.
      await file.truncate(goodSize);
      throw toWriteFailed(error, folder);
    }
  }

  /** The file that takes the other's place, on the disk itself when it resolves: until then the old one holds everything. */
  async function writeNew(nextEncoder: FreshEncoder, runs: readonly Runs[]): Promise<Bytes> {
    const next = await open(newPath(path), "w", 0o600);
    try {
      let written = await writeFully(next, header);
      for await (const record of encode(nextEncoder, inParts(runs))) written += await writeFully(next, frame(record));
      await next.datasync();
      return written;
    } finally {
      await next.close();
    }
  }

  return {
    write(runs) {
      const encodedFor = generation;
      const parts = [...inParts(runs)];
      const [first] = parts;
      if (!first) return Promise.resolve();
      const encoded = parts.length === 1 ? encoder.encode(first) : undefined;
      return inTurn(() => append(encoded && encodedFor === generation ? [encoded] : encode(encoder, parts)));
    },

    restart: (stillInMemory) =>
      inTurn(async () => {
        try {
          await requireRoom(folder, reserve);
          const nextEncoder = createFreshEncoder();
          const nextSize = await writeNew(nextEncoder, stillInMemory);
          // Windows does not rename over a file that is open.
          await file.close();
          try {
            await rename(newPath(path), path);
            size = nextSize;
            encoder = nextEncoder;
            generation++;
          } finally {
            file = await open(path, "a+", 0o600);
          }
        } catch (error) {
          await rm(newPath(path), { force: true });
          throw toWriteFailed(error, folder);
        }
      }),

    get bytes() {
      return size;
    },

    close: () => inTurn(() => file.close()),
  };
}

/** One record after another, with a turn for others between. */
async function* encode(encoder: FreshEncoder, parts: Iterable<readonly Runs[]>): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    yield encoder.encode(part);
    await nextTurn();
  }
}

/** The kernel may take a part of it, as when the disk becomes full meanwhile. */
async function writeFully(file: FileHandle, bytes: Uint8Array): Promise<number> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at);
    at += bytesWritten;
  }
  return bytes.length;
}
