import { join } from "node:path";
import { createLog, type Log } from "../engine/log";
import { openLogFile } from "../log-file";

/** The main process's own log, beside the engine's. */
export function setUpLog(dataFolder: string): Log {
  const log = createLog(openLogFile(join(dataFolder, "logs", "main.log")));
  // Electron tells the user of an uncaught exception in a window of its own; this only keeps the stack as well.
  process.on("uncaughtExceptionMonitor", (error) => log.error("the main process met a bug", error));
  process.on("unhandledRejection", (error) => log.error("a promise was rejected and nobody listened", error));
  return log;
}
