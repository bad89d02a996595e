// NVIDIA's cards can only be asked through the vendor's library or its command, and a library would have to be compiled. So
// one nvidia-smi runs for as long as somebody reads from it and prints again and again; starting one each time would cost a
// hundred times as much. One that stops talking is killed, and started again after a growing pause.
import { type ChildProcess, spawn } from "node:child_process";
import { type Milliseconds, minutes, seconds } from "#shared/units/time";
import type { Clock } from "../../clock";
import { createLineReader } from "./gpu-line-reader";

/** A program and what goes before its own arguments. */
export type Command = readonly [string, ...string[]];

export type ProgramState =
  | { kind: "running" }
  /** There is no such program. */
  | { kind: "absent" }
  /** It is started again by and by. */
  | { kind: "failing"; reason: string };

export interface NvidiaProgram {
  /** Starts it when it is not running and its pause is over; to be called again and again. */
  look(): ProgramState;
  /** Ends the program; a later `look` starts it again. */
  stop(): void;
}

export interface ProgramOptions {
  clock: Clock;
  /** Tried in this order; a test puts a stand-in here. */
  commands?: readonly Command[];
  startProgram?: typeof spawn;
}

interface Hooks {
  arguments(): string[];
  /** A new one begins to speak. */
  begin(): void;
  /** One line of it: an answer, or a heading that one follows; anything else is a complaint. */
  hear(line: string): "answer" | "heading" | undefined;
  /** It has ended with this complaint. True: what was wrong is put right, so it may start again at once; not for ever. */
  amend?(complaint: string): boolean;
  /** What it said no longer holds. */
  forget(): void;
}

// Without the persistence daemon the driver is loaded first, which takes seconds on a machine with many cards.
const firstLineWithin = seconds(20);
export const nextLineWithin = seconds(5);
const longestPause = minutes(1);
const absentFor = minutes(5);

/** Beside the PATH: where Windows' Linux subsystem has it, and where older drivers for Windows put it. */
export function nvidiaCommands(platform: NodeJS.Platform = process.platform): Command[] {
  if (platform === "linux") return [["nvidia-smi"], ["/usr/lib/wsl/lib/nvidia-smi"]];
  if (platform !== "win32") return [["nvidia-smi"]];
  const programs = process.env.ProgramFiles ?? "C:\\Program Files";
  return [["nvidia-smi.exe"], [`${programs}\\NVIDIA Corporation\\NVSMI\\nvidia-smi.exe`]];
}

export function createNvidiaProgram(
  { clock, commands = nvidiaCommands(), startProgram = spawn }: ProgramOptions,
  hooks: Hooks,
): NvidiaProgram {
  let child: ChildProcess | undefined;
  let heardAt: Milliseconds = 0;
  let hasSpoken = false;
  let complaint = "";
  let reason: string | undefined;
  let startAgainAt: Milliseconds = 0;
  let pause: Milliseconds = 0;
  let candidate = 0;

  function start(): void {
    const [program, ...before] = commands[candidate] as Command;
    const started = startProgram(program, [...before, ...hooks.arguments()], {
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      env: { ...process.env, LC_ALL: "C" },
    });
    child = started;
    heardAt = clock.monotonic();
    hasSpoken = false;
    complaint = "";
    hooks.begin();

    const hear = (line: string) => {
      // Lines of one that was killed may still be on their way.
      if (child !== started) return;
      const heard = hooks.hear(line);
      if (heard === "answer") {
        heardAt = clock.monotonic();
        hasSpoken = true;
        pause = 0;
        reason = undefined;
        complaint = "";
      } else if (heard === undefined && complaint === "") {
        // The first line says what is wrong; others go on about versions and help.
        complaint = line.trim().slice(0, 200);
      }
    };
    for (const stream of pipesOf(started)) {
      const reader = createLineReader(hear);
      stream.on("data", reader.push).on("end", reader.end);
    }
    started.on("error", (error: NodeJS.ErrnoException) => {
      if (child !== started) return;
      if (error.code === "ENOENT") tryNext();
      else end(`nvidia-smi could not be started: ${error.message}`);
    });
    // `close` comes after the last line was read, `exit` may come before.
    started.on("close", (code) => {
      if (child !== started) return;
      if (hooks.amend?.(complaint)) {
        kill();
        start();
      } else {
        end(complaint || `nvidia-smi ended with code ${code}`);
      }
    });
  }

  function tryNext(): void {
    kill();
    candidate++;
    if (candidate < commands.length) start();
    // A driver may be installed while we run.
    else startAgainAt = clock.monotonic() + absentFor;
  }

  function end(why: string): void {
    kill();
    reason = why;
    pause = Math.min(longestPause, Math.max(seconds(1), pause * 2));
    startAgainAt = clock.monotonic() + pause;
  }

  function kill(): void {
    // A program stuck in the driver does not hear a polite request. One that could not be started has no pid, and Node 20
    // would kill number 0 in its place: every process of our group, ourselves among them.
    if (child?.pid !== undefined) child.kill("SIGKILL");
    // Where a script stands before the program, only the script is killed. The program ends when nobody reads what it prints.
    if (child) for (const stream of pipesOf(child)) stream.destroy();
    child = undefined;
    hooks.forget();
  }

  return {
    look() {
      const now = clock.monotonic();
      if (child) {
        const limit = hasSpoken ? nextLineWithin : firstLineWithin;
        if (now - heardAt > limit) end(`nvidia-smi did not answer within ${limit / 1000} s`);
      } else if (now >= startAgainAt) {
        if (candidate >= commands.length) candidate = 0;
        start();
      }
      if (candidate >= commands.length) return { kind: "absent" };
      return reason === undefined ? { kind: "running" } : { kind: "failing", reason };
    },
    stop() {
      kill();
      reason = undefined;
      pause = 0;
      if (candidate < commands.length) startAgainAt = 0;
    },
  };
}

/** What it prints and complains. None where the machine had no descriptors left for them: an `error` tells of that. */
const pipesOf = ({ stdout, stderr }: ChildProcess) => [stdout, stderr].flatMap((stream) => stream ?? []);
