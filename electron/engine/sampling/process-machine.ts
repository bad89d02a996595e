// Reads of /proc for the process scan. They are short and made in memory, so waiting for them costs less than a thread's
// help would: with 400 processes a scan is some 800 reads. The command line is the exception: it lies in the process's own
// memory, and reading it can hang on a process that is stuck in the kernel.
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";

export interface ProcessMachine {
  pids(): number[];
  /** A file of the process's folder; undefined when the process has gone. Throws what else there is, such as EACCES. */
  read(pid: number, file: "stat" | "io"): string | undefined;
  /** Whose it is; undefined when the process has gone. */
  userId(pid: number): number | undefined;
  /** Undefined when it has gone, and when it does not answer in time. */
  commandLine(pid: number): Promise<string | undefined>;
  /** The text of /etc/passwd, and a stamp that changes when the file does. */
  passwd(): { stamp: string; read(): string };
  auxiliaryVector(): Buffer;
}

const commandLineDeadline: Milliseconds = seconds(1);

export function createProcessMachine(clock: Clock): ProcessMachine {
  const buffer = Buffer.allocUnsafe(4096);

  return {
    pids: () => readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? Number(name) : [])),

    read: (pid, file) =>
      unlessGone(() => {
        const opened = openSync(`/proc/${pid}/${file}`, "r");
        try {
          // Both files are far shorter than the buffer.
          return buffer.toString("utf8", 0, readSync(opened, buffer, 0, buffer.length, 0));
        } finally {
          closeSync(opened);
        }
      }),

    userId: (pid) => unlessGone(() => statSync(`/proc/${pid}`).uid),

    commandLine(pid) {
      return new Promise((resolve) => {
        const cancel = clock.setTimer(() => resolve(undefined), commandLineDeadline);
        // Gone meanwhile, or not ours to read: the row then shows the name alone.
        readFile(`/proc/${pid}/cmdline`, "utf8")
          .then(resolve, () => resolve(undefined))
          .finally(cancel);
      });
    },

    passwd() {
      const { mtimeMs, size, ino } = statSync("/etc/passwd");
      return { stamp: `${mtimeMs} ${size} ${ino}`, read: () => readFileSync("/etc/passwd", "utf8") };
    },

    auxiliaryVector: () => readFileSync("/proc/self/auxv"),
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
