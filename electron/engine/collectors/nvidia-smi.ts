// NVIDIA's cards can only be asked through the vendor's library or its command, and a library would have to be compiled. So
// one nvidia-smi runs for as long as somebody reads from it and prints every second; starting one each time would cost a
// hundred times as much. One that stops talking is killed, and started again after a growing pause.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { type Milliseconds, minutes, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import { createNvidiaCsv, type NvidiaRow, nvidiaColumns } from "./nvidia-csv";

export type NvidiaAnswer =
  | { kind: "rows"; rows: NvidiaRow[] }
  /** Just started, or between two tries: nothing to tell yet. */
  | { kind: "waiting" }
  /** There is no such program. */
  | { kind: "absent" }
  | { kind: "failing"; reason: string };

export interface NvidiaSmi {
  /** What the program last said. Starts it when it is not running; to be called again and again, as a collector is. */
  ask(): NvidiaAnswer;
  /** Ends the program; a later `ask` starts it again. */
  stop(): void;
}

interface Options {
  clock: Clock;
  /** The program and what goes before its own arguments; a test puts a stand-in here. */
  command?: [string, ...string[]];
  startProgram?: typeof spawn;
}

// Without the persistence daemon the driver is loaded first, which takes seconds on a machine with many cards.
const firstLineWithin = seconds(20);
const nextLineWithin = seconds(5);
const longestPause = minutes(1);

export function createNvidiaSmi({ clock, command = ["nvidia-smi"], startProgram = spawn }: Options): NvidiaSmi {
  let child: ChildProcess | undefined;
  let isAbsent = false;
  let heardAt: Milliseconds = 0;
  let hasSpoken = false;
  let lastWords = "";
  let reason: string | undefined;
  let startAgainAt: Milliseconds = 0;
  let pause: Milliseconds = 0;
  const rows = new Map<string, { row: NvidiaRow; at: Milliseconds }>();

  function start(): void {
    const [program, ...before] = command;
    const started = startProgram(program, [...before, `--query-gpu=${nvidiaColumns.join()}`, "--format=csv", "--loop-ms=1000"], {
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      env: { ...process.env, LC_ALL: "C" },
    });
    child = started;
    heardAt = clock.monotonic();
    hasSpoken = false;
    lastWords = "";
    const csv = createNvidiaCsv();

    const hear = (line: string) => {
      // Lines of one that was killed may still be on their way.
      if (child !== started) return;
      const row = csv.read(line);
      if (!row) {
        // Headings are followed by rows; what is not is the program's complaint, and the reason when it ends.
        if (line.trim() !== "") lastWords = line.trim().slice(0, 200);
        return;
      }
      heardAt = clock.monotonic();
      hasSpoken = true;
      pause = 0;
      reason = undefined;
      rows.set(row.uuid, { row, at: heardAt });
    };
    createInterface({ input: started.stdout }).on("line", hear);
    createInterface({ input: started.stderr }).on("line", hear);
    started.on("error", (error: NodeJS.ErrnoException) => {
      if (child !== started) return;
      if (error.code === "ENOENT") isAbsent = true;
      end(`nvidia-smi could not be started: ${error.message}`);
    });
    // `close` comes after the last line was read, `exit` may come before.
    started.on("close", (code) => {
      if (child === started) end(lastWords && !hasSpoken ? lastWords : `nvidia-smi ended with code ${code}`);
    });
  }

  function end(why: string): void {
    kill();
    reason = why;
    pause = Math.min(longestPause, Math.max(seconds(1), pause * 2));
    startAgainAt = clock.monotonic() + pause;
  }

  function kill(): void {
    // A program stuck in the driver does not hear a polite request.
    child?.kill("SIGKILL");
    child = undefined;
    rows.clear();
  }

  return {
    ask() {
      const now = clock.monotonic();
      if (isAbsent) return { kind: "absent" };
      if (child) {
        const silence = now - heardAt;
        const limit = hasSpoken ? nextLineWithin : firstLineWithin;
        if (silence > limit) end(`nvidia-smi did not answer within ${limit / 1000} s`);
      } else if (now >= startAgainAt) {
        start();
      }
      const fresh = [...rows.values()].filter(({ at }) => now - at <= nextLineWithin).map(({ row }) => row);
      if (fresh.length > 0) return { kind: "rows", rows: fresh };
      return reason === undefined ? { kind: "waiting" } : { kind: "failing", reason };
    },
    stop() {
      kill();
      reason = undefined;
      pause = 0;
      startAgainAt = 0;
    },
  };
}
