// The two ends of the browser shell's processes, as Node gives them: a fork with a channel.
import { fork } from "node:child_process";
import type { Keeper } from "../serve/console-process";
import type { ConsoleProcess, FromConsole, ToConsole } from "../serve/keep-console";

/** The hidden command that the inner process is started with. */
export const consoleProcess = "console-process";

/** Without these the C library of Linux keeps what a heavy query has freed: hundreds of megabytes, for hours. */
const thriftyMemory = { MALLOC_ARENA_MAX: "2", MALLOC_MMAP_THRESHOLD_: "262144", MALLOC_TRIM_THRESHOLD_: "1048576" };

/** Starts the inner process of a program. What it says goes where this one's words go. */
export function spawnConsole(program: string): ConsoleProcess {
  const child = fork(program, [consoleProcess], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...thriftyMemory, ...process.env },
  });
  // Whatever goes wrong with it ends it, or it never began.
  let onEnd = (_how: string) => {};
  let hasEnded = false;
  const end = (how: string) => {
    if (hasEnded) return;
    hasEnded = true;
    onEnd(how);
  };
  child.on("error", (error) => {
    if (child.pid === undefined) end(error.message);
  });
  child.on("exit", (code, signal) => end(signal ?? `code ${code}`));
  return {
    send: (message) => {
      // It may have ended with the message under way; its exit follows and says so.
      if (child.connected) child.send(message, () => {});
    },
    onMessage: (run) => child.on("message", (message) => run(message as FromConsole)),
    onExit: (run) => {
      onEnd = run;
    },
    kill: () => {
      // One that never started has no pid, and Node would take that for our own process group.
      if (child.pid !== undefined) child.kill("SIGKILL");
    },
  };
}

/** The process that started this one so; undefined when none did. */
export function findKeeper(): Keeper | undefined {
  if (process.argv[2] !== consoleProcess || !process.send) return undefined;
  return {
    send: (message) => process.connected && process.send?.(message),
    onMessage: (run) => process.on("message", (message) => run(message as ToConsole)),
    onGone: (run) => process.on("disconnect", run),
  };
}
