// Reads of /proc for the process scan. They are short and made in memory, so waiting for them costs less than a thread's
// help would. The files that are read at every scan stay open: that is one system call instead of three, for each process,
// each time. The command line goes through the careful reader.
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import type { EpochMs } from "#shared/units/time";
import { bootTimeOf } from "../collectors/kernel/stat";
import type { CarefulReader } from "./careful-reader";

export type ScannedFile = "stat" | "io";

export interface ProcessMachine {
  /** What the last `read` brought, from the start. */
  readonly bytes: Buffer;
  pids(): number[];
  /** Reads a file of the process and says how many bytes it has; 0 when the process has gone. Throws what else there is, such as EACCES. */
  read(pid: number, file: ScannedFile): number;
  /** Whose it is; undefined when the process has gone. */
  userId(pid: number): number | undefined;
  /** How many files it has open; undefined when it has gone, or the kernel (before 6.2) does not say without a list of them. */
  openFiles(pid: number): number | undefined;
  /** The text of its cgroup file; undefined when the process has gone, or the kernel has no such thing. */
  cgroup(pid: number): string | undefined;
  /** The start of its command line. Rejects when it has gone, may not be read, or does not answer in time. */
  commandLine(pid: number, most: number): Promise<Buffer>;
  /** The text of /etc/passwd, and a stamp that changes when the file does. */
  passwd(): { stamp: string; read(): string };
  auxiliaryVector(): Buffer;
  /** In epoch ms; undefined where the kernel does not say. */
  bootTime(): EpochMs | undefined;
  /** The process has ended: what is kept of it may go. */
  forget(pid: number): void;
  close(): void;
}

interface Options {
  reader: CarefulReader;
  /** A folder that holds a copy of another machine's files, for tests. */
  root?: string;
  room?: OpenFilesRoom;
}

/** How many more files may be kept open: one number for all scans that are going on, or together they would take every one. */
export interface OpenFilesRoom {
  left: number;
}

// Each one also keeps a page of the kernel's memory; and a program may have no more than 1,024 files open on many systems,
// of which Node raises the limit where it is allowed to.
const mostKept = 1600;

export const createOpenFilesRoom = (): OpenFilesRoom => ({ left: Math.min(mostKept, Math.floor(openFilesLimit() / 4)) });

export function createProcessMachine({ reader, root = "", room = createOpenFilesRoom() }: Options): ProcessMachine {
  const bytes = Buffer.allocUnsafe(4096);
  const kept = { stat: new Map<number, number>(), io: new Map<number, number>() };

  function letGo(pid: number, file: ScannedFile): void {
    const known = kept[file].get(pid);
    if (known === undefined) return;
    kept[file].delete(pid);
    closeSync(known);
    room.left++;
  }

  function readKept(pid: number, file: ScannedFile): number {
    const known = kept[file].get(pid);
    if (known === undefined) return 0;
    try {
      return readSync(known, bytes, 0, bytes.length, 0);
    } catch {
      // Its process has ended (ESRCH), or no longer lets us (EACCES): the path itself decides, in `readAnew`.
      letGo(pid, file);
      return 0;
    }
  }

  function readAnew(pid: number, file: ScannedFile): number {
    const opened = openSync(`${root}/proc/${pid}/${file}`, "r");
    let isKept = false;
    try {
      // Both files are far shorter than the buffer.
      const length = readSync(opened, bytes, 0, bytes.length, 0);
      isKept = room.left > 0;
      if (isKept) {
        kept[file].set(pid, opened);
        room.left--;
      }
      return length;
    } finally {
      if (!isKept) closeSync(opened);
    }
  }

  return {
    bytes,

    pids() {
      const pids: number[] = [];
      for (const name of readdirSync(`${root}/proc`)) {
        const first = name.charCodeAt(0);
        if (first < 0x31 || first > 0x39) continue;
        const pid = Number(name);
        if (Number.isInteger(pid)) pids.push(pid);
      }
      return pids;
    },

    read: (pid, file) => readKept(pid, file) || (unlessGone(() => readAnew(pid, file)) ?? 0),
    userId: (pid) => statSync(`${root}/proc/${pid}`, { throwIfNoEntry: false })?.uid,
    openFiles: (pid) => statSync(`${root}/proc/${pid}/fd`, { throwIfNoEntry: false })?.size || undefined,
    cgroup: (pid) => unlessGone(() => readFileSync(`${root}/proc/${pid}/cgroup`, "utf8")),
    commandLine: (pid, most) => reader.read(`${root}/proc/${pid}/cmdline`, most),

    passwd() {
      const { mtimeMs, size, ino } = statSync(`${root}/etc/passwd`);
      return { stamp: `${mtimeMs} ${size} ${ino}`, read: () => readFileSync(`${root}/etc/passwd`, "utf8") };
    },

    auxiliaryVector: () => readFileSync(`${root}/proc/self/auxv`),
    bootTime() {
      const found = bootTimeOf(readFileSync(`${root}/proc/stat`, "utf8"));
      return found === undefined ? undefined : found * 1000;
    },

    forget(pid) {
      letGo(pid, "stat");
      letGo(pid, "io");
    },

    close() {
      for (const file of ["stat", "io"] as const) for (const pid of [...kept[file].keys()]) letGo(pid, file);
    },
  };
}

/** Processes come and go all the time: one that went while it was looked at is no error. */
function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return undefined;
    throw error;
  }
}

function openFilesLimit(): number {
  const line = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1];
  const limit = Number(line);
  return Number.isNaN(limit) ? Number.POSITIVE_INFINITY : limit;
}
