import { join } from "node:path";
import { createLog, type Log } from "../engine/log";
import { openLogFile } from "../log-file";

/** Everything goes to `logs/engine.log` of the data folder; warnings and errors also, without their stacks, to whoever started the console. */
export function openConsoleLog(dataFolder: string, tell: (line: string) => void): Log {
  const log = createLog(openLogFile(join(dataFolder, "logs", "engine.log")));
  return {
    info: log.info,
    warn(text, error) {
      log.warn(text, error);
      tell(text);
    },
    error(text, error) {
      log.error(text, error);
      tell(text);
    },
  };
}
