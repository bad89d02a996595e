// The machine as it is. Files under /proc and /sys are opened once and read again from position 0, which these
// filesystems answer with fresh contents: that is one system call instead of three, every second, for every file.
import { closeSync, openSync, readSync } from "node:fs";
import { type FileHandle, open, readdir, readFile, readlink, statfs } from "node:fs/promises";
import { machine } from "node:os";
import type { Milliseconds } from "#shared/units/time";
import { type Clock, systemClock } from "../clock";
import { type Host, NotAnswering } from "./collector";

export interface MachineHost extends Host {
  /** Closes the files that are kept open. */
  close(): void;
}

interface HostOptions {
  platform?: NodeJS.Platform;
  /** Stands before every path: a folder that holds a copy of another machine's files, for tests. */
  root?: string;
  clock?: Clock;
  /** The system call, for tests of filesystems that hang. */
  statFilesystem?: typeof statfs;
}

// Far below the usual limit of 1,024 open files; a machine with more sensors than this opens the rest anew each time.
const maxKept = 300;
const statfsDeadline: Milliseconds = 1500;

export function createHost({
  platform = process.platform,
  root = "",
  clock = systemClock,
  ...options
}: HostOptions = {}): MachineHost {
  const quick = new Map<string, number>();
  const sys = new Map<string, FileHandle>();
  const hanging = new Set<string>();
  const askStatfs = options.statFilesystem ?? statfs;

  /** Made in memory while it is read, so waiting for it on this thread is cheaper than handing it to another. */
  function readQuick(path: string): string {
    const known = quick.get(path);
    if (known !== undefined) {
      try {
        return readWhole(known);
      } catch {
        // The device went away, or a new one took its place (ENODEV): the path itself decides, below.
        quick.delete(path);
        closeSync(known);
      }
    }
    const file = openSync(root + path, "r");
    if (quick.size >= maxKept) return readAndClose(file);
    quick.set(path, file);
    return readWhole(file);
  }

  /** /sys asks drivers, and a driver may take its time: read off this thread. */
  async function readSys(path: string): Promise<string> {
    const known = sys.get(path);
    if (known) {
      try {
        return await readFromStart(known);
      } catch {
        // The device went away, or a new one took its place (ENODEV): the path itself decides, below.
        if (sys.get(path) === known) sys.delete(path);
        await known.close();
      }
    }
    if (sys.size >= maxKept) return readFile(root + path, "utf8");
    const file = await open(root + path, "r");
    // A second reader of the same path may have opened it meanwhile; one handle is enough.
    if (sys.has(path)) {
      await file.close();
      return readSys(path);
    }
    sys.set(path, file);
    return readFromStart(file);
  }

  return {
    platform,
    machine: machine(),
    now: clock.now,

    async readText(path) {
      if (isQuick(path)) return readQuick(path);
      if (path.startsWith("/sys/")) return readSys(path);
      return readFile(root + path, "utf8");
    },

    listFolder: (path) => readdir(root + path),
    readLink: (path) => readlink(root + path),

    async statFilesystem(path) {
      if (hanging.has(path)) throw new NotAnswering(`${path} still does not answer`);
      hanging.add(path);
      // Nothing cancels a statfs that hangs, and each one holds a thread of Node's pool of four: so never a second one.
      const asked = askStatfs(root + path).finally(() => hanging.delete(path));
      const found = await withDeadline(asked, path);
      return {
        blockSize: found.bsize,
        blocks: found.blocks,
        free: found.bfree,
        available: found.bavail,
        files: found.files,
        filesFree: found.ffree,
      };
    },

    close() {
      for (const file of quick.values()) closeSync(file);
      quick.clear();
      for (const file of sys.values()) void file.close();
      sys.clear();
    },
  };

  function withDeadline<T>(asked: Promise<T>, path: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = clock.setTimer(() => {
        reject(new NotAnswering(`${path} did not answer within ${statfsDeadline / 1000} s`));
      }, statfsDeadline);
      asked.then(resolve, reject).finally(cancel);
    });
  }
}

// Under /sys only what the kernel keeps in memory and answers without asking a device. An interface's speed and duplex are
// not among them: those go to its driver.
const quickAttributes =
  /^\/sys\/(class\/net\/[^/]+\/(statistics\/|(?!speed$|duplex$)[^/]+$)|devices\/system\/cpu\/|fs\/cgroup\/|block\/[^/]+\/stat$)/;

const isQuick = (path: string) => path.startsWith("/proc/") || quickAttributes.test(path);

// One buffer for all synchronous reads: none of them leaves this file before its text is made.
const buffer = Buffer.allocUnsafe(65_536);

/** The kernel hands out many of these files a page at a time, so only an empty read is the end. */
function readWhole(file: number): string {
  const first = readSync(file, buffer, 0, buffer.length, 0);
  let text = buffer.toString("utf8", 0, first);
  let position = first;
  while (position > 0) {
    const more = readSync(file, buffer, 0, buffer.length, position);
    if (more === 0) break;
    text += buffer.toString("utf8", 0, more);
    position += more;
  }
  return text;
}

function readAndClose(file: number): string {
  try {
    return readWhole(file);
  } finally {
    closeSync(file);
  }
}

/** An attribute under /sys is at most one page. */
async function readFromStart(file: FileHandle): Promise<string> {
  const { bytesRead, buffer: bytes } = await file.read(Buffer.allocUnsafe(4096), 0, 4096, 0);
  return bytes.toString("utf8", 0, bytesRead);
}
