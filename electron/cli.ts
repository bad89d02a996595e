// The command line's entry: gives the commands what they need of the process, and ends it with their exit code.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import manifest from "../package.json";
import { runCommandLine } from "./cli/command-line";
import { createEngine } from "./engine/engine";

const here = dirname(fileURLToPath(import.meta.url));

/** A reader that has seen enough (`watchdeck query … | head -1`) closes the pipe: that is no error, and there is nobody to tell. */
function endQuietlyAtClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      process.exit(0);
    });
  }
}

/** Ctrl+C reaches every process of the terminal, and npm passes it on as well: so soon after the first, a second is the same one. */
const sameRequestMs = 2000;

function untilAskedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    let askedAt: number | undefined;
    const ask = () => {
      askedAt ??= performance.now();
      resolve();
      // Asked again: whatever holds the clean end up is left behind.
      if (performance.now() - askedAt > sameRequestMs) process.exit(130);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, ask);
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

endQuietlyAtClosedPipes();
// Rejections that nobody handles arrive here as well.
process.on("uncaughtException", endAtBug);
process.exitCode = await runCommandLine(process.argv.slice(2), {
  version: manifest.version,
  rendererFolder: join(here, "renderer"),
  platform: process.platform,
  env: process.env,
  createEngine,
  now: Date.now,
  // Nothing calls process.exit after an answer: what was written to a pipe may still be on its way.
  out: (text) => process.stdout.write(text),
  tell,
  untilAskedToEnd,
  onBug: (run) => bugListeners.push(run),
}).catch(endAtBug);
