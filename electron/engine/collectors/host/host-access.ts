// The machine as it is. Files under /proc and /sys are opened once and read again from position 0, which these
// filesystems answer with fresh contents: that is one system call instead of three, every second, for every file.
import { closeSync, openSync, readSync } from "node:fs";
import { type FileHandle, open, readdir, readFile, readlink, statfs } from "node:fs/promises";
import { machine } from "node:os";
import type { Milliseconds } from "#shared/units/time";
import { type Clock, systemClock } from "../../clock";
import { type Host, NotAnswering } from "../collector";
import { createExitGuard } from "./exit-guard";
import { createKeptFiles } from "./kept-files";

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
  const quick = createKeptFiles<number>(maxKept, closeSync);
  const sys = createKeptFiles<FileHandle>(maxKept, (file) => void file.close());
  const asked = new Set<string>();
  let isClosed = false;
  const hanging = new Set<string>();
  const exitGuard = createExitGuard();
  const askStatfs = options.statFilesystem ?? statfs;

  /** Made in memory while it is read, so waiting for it on this thread is cheaper than handing it to another. */
  function readQuick(path: string): string {
    const known = quick.use(path);
    if (known !== undefined) {
      try {
        return readWhole(known, isOnePage(path));
      } catch (error) {
        if (isRefusal(error)) throw error;
        // The device went away, or a new one took its place (ENODEV): the path itself decides, below.
        quick.forget(path);
        closeSync(known);
      }
    }
    const file = openSync(root + path, "r");
    quick.keep(path, file);
    return readWhole(file, isOnePage(path));
  }

  /** /sys asks drivers, and a driver may take its time: read off this thread. */
  async function readSys(path: string): Promise<string> {
    const known = sys.use(path);
    if (known) {
      try {
        return await readFromStart(known);
      } catch (error) {
        if (isRefusal(error)) throw error;
        // The device went away, or a new one took its place (ENODEV): the path itself decides, below.
        if (sys.use(path) === known) sys.forget(path);
        await known.close();
      }
    }
    const file = await open(root + path, "r");
    if (isClosed) {
      // What was under way when it was closed: nobody would close this one.
      try {
        return await readFromStart(file);
      } finally {
        await file.close();
      }
    }
    // A second reader of the same path may have opened it meanwhile; one handle is enough.
    if (sys.use(path)) {
      await file.close();
      return readSys(path);
    }
    sys.keep(path, file);
    return readFromStart(file);
  }

  return {
    platform,
    machine: machine(),
    now: clock.now,

    async readText(path, _, how) {
      if (isQuick(path)) return how === "seldom" ? readAndClose(openSync(root + path, "r")) : readQuick(path);
      if (path.startsWith("/sys/") && how !== "seldom") return readSys(path);
      return readFile(root + path, "utf8");
    },

    listFolder: (path) => readdir(root + path),
    readLink: (path) => readlink(root + path),

    async statFilesystem(path) {
      if (asked.has(path)) throw new NotAnswering(`${path} still does not answer`);
      asked.add(path);
      // Nothing cancels a statfs that hangs, and each one holds a thread of Node's pool of four: so never a second one.
      const answer = askStatfs(root + path).finally(() => {
        asked.delete(path);
        setHanging(path, false);
      });
      const found = await withDeadline(answer, path);
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
      isClosed = true;
      quick.closeAll();
      sys.closeAll();
    },
  };

  function setHanging(path: string, isHanging: boolean): void {
    if (isHanging) hanging.add(path);
    else hanging.delete(path);
    exitGuard.set(hanging.size > 0);
  }

  function withDeadline<T>(answer: Promise<T>, path: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = clock.setTimer(() => {
        setHanging(path, true);
        reject(new NotAnswering(`${path} did not answer within ${statfsDeadline / 1000} s`));
      }, statfsDeadline);
      answer.then(resolve, reject).finally(cancel);
    });
  }
}

// Under /sys only what the kernel keeps in memory and answers without asking a device. An interface's speed, duplex and
// carrier are not among them: those wait for the lock that a driver may hold for seconds. Nor is a processor's present
// frequency, for which older kernels sleep 10 ms.
const quickAttributes =
  /^\/sys\/(class\/net\/[^/]+\/(statistics\/|(?!(?:speed|duplex|carrier)$)[^/]+$)|devices\/system\/(cpu\/(?!.*_cur_freq$)|edac\/|clocksource\/)|class\/dmi\/|fs\/(cgroup|selinux)\/|block\/[^/]+\/stat$|bus\/pci\/devices\/[^/]+\/(power\/runtime_status|class|vendor|device)$)/;

// Below /proc/driver a driver writes what it likes; NVIDIA's waits for its card.
const isQuick = (path: string) => (path.startsWith("/proc/") ? !path.startsWith("/proc/driver/") : quickAttributes.test(path));

// One buffer for all synchronous reads: none of them leaves this file before its text is made.
const buffer = Buffer.allocUnsafe(65_536);

// "Not while the interface is down", "this driver has no such thing", a sensor that is busy or asleep: opening the file once
// more would not help.
const refusals = new Set(["EINVAL", "EOPNOTSUPP", "ENOTSUP", "EAGAIN", "ENODATA", "ENXIO", "EIO", "ETIMEDOUT"]);
const isRefusal = (error: unknown) => refusals.has((error as NodeJS.ErrnoException).code ?? "");

// A device's attribute is at most a page long and comes in one read. Not so those of cgroups.
const isOnePage = (path: string) => path.startsWith("/sys/") && !path.startsWith("/sys/fs/");

/** The kernel hands out many of these files a page at a time, so only an empty read is the end. */
function readWhole(file: number, isOnePage = false): string {
  const first = readSync(file, buffer, 0, buffer.length, 0);
  let text = buffer.toString("utf8", 0, first);
  let position = isOnePage ? 0 : first;
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
