// The command line's entry: gives the commands what they need of the process, and ends it with their exit code.
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import manifest from "../package.json";
import { runCommandLine } from "./cli/command-line";
import { findKeeper, spawnConsole } from "./cli/spawn-console";
import { createEngine, type EngineOptions } from "./engine/engine";
import { type Keeper, runConsoleProcess } from "./serve/console-process";

const program = fileURLToPath(import.meta.url);
const here = dirname(program);

/** What is said of a running console goes to its log as well: it outlives the terminal that it was started in. */
let isServing = false;

/** A reader that has seen enough (`watchdeck query … | head -1`) closes the pipe: that is no error, and there is nobody to tell. */
function endQuietlyAtClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      // EIO: the terminal is gone.
      if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
      if (!isServing) process.exit(0);
    });
  }
}

/** Ctrl+C reaches every process of the terminal, and npm passes it on as well: so soon after the first, a second is the same one. */
const sameRequestMs = 2000;
const endSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function untilAskedToEnd(onInsisted: () => void): Promise<void> {
  isServing = true;
  return new Promise((resolve) => {
    let askedAt: number | undefined;
    const ask = () => {
      askedAt ??= performance.now();
      resolve();
      if (performance.now() - askedAt <= sameRequestMs) return;
      // Asked again: whatever holds the clean end up is left behind.
      onInsisted();
      process.exit(130);
    };
    for (const signal of endSignals) process.on(signal, ask);
  });
}

const tell = (line: string) => process.stderr.write(`watchdeck: ${line}\n`);
const bugListeners: ((error: unknown) => void)[] = [];

/** One honest line instead of a stack; who wants to know more can ask for it, and a running console's log has it anyway. */
function endAtBug(error: unknown): never {
  for (const listener of bugListeners) listener(error);
  tell(`This is a bug in Watchdeck: ${error instanceof Error ? error.message : String(error)}`);
  if (process.env.WATCHDECK_DEBUG) console.error(error);
  else tell("With WATCHDECK_DEBUG=1 in the environment it shows where.");
  process.exit(1);
}

const queryWorker = pathToFileURL(join(here, "query-worker.js"));
const shared = {
  version: manifest.version,
  rendererFolder: join(here, "renderer"),
  createEngine: (options: EngineOptions) => createEngine({ queryWorker, ...options }),
  tell,
};

/** The inner process of `watchdeck serve`: it ends when the outer one says so or is gone, and leaves the signals to that one. */
function beConsoleProcess(keeper: Keeper): void {
  isServing = true;
  for (const signal of endSignals) process.on(signal, () => {});
  runConsoleProcess({
    ...shared,
    keeper,
    outermostPid: process.ppid,
    exit: (code) => process.exit(code),
    killBrowser(pid) {
      try {
        process.kill(pid);
      } catch {
        // It has ended by itself.
      }
    },
    onBug: (run) => bugListeners.push(run),
  });
}

endQuietlyAtClosedPipes();
// Rejections that nobody handles arrive here as well.
process.on("uncaughtException", endAtBug);
const keeper = findKeeper();
if (keeper) beConsoleProcess(keeper);
else {
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    ...shared,
    platform: process.platform,
    env: process.env,
    now: Date.now,
    // Nothing calls process.exit after an answer: what was written to a pipe may still be on its way.
    out: (text) => process.stdout.write(text),
    untilAskedToEnd,
    spawnConsole: () => spawnConsole(program),
  }).catch(endAtBug);
}
