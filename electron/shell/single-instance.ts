import { lstatSync } from "node:fs";
import { join } from "node:path";
import { app } from "electron";
import { AppError } from "#shared/model/failure";
import { runningPort } from "../serve/lock";

/** Whether this process is the one that runs on its data folder. If it is not, the one that does shows its window. */
export function setUpSingleInstance(dataFolder: string, showWindow: () => void): boolean {
  const isFirst = app.requestSingleInstanceLock();
  if (isFirst) app.on("second-instance", showWindow);
  else if (!isAnotherThere(dataFolder))
    throw new AppError({
      kind: "refused",
      say: `The data folder ${dataFolder} cannot be locked (is its disk full?); make room, or choose another with --data-folder.`,
    });
  return isFirst;
}

/** Electron says "not the first" as well when it could not make its lock, a link in the data folder. Windows keeps none there. */
const isAnotherThere = (dataFolder: string) =>
  process.platform === "win32" || lstatSync(join(dataFolder, "SingletonLock"), { throwIfNoEntry: false }) !== undefined;

/** The browser shell keeps a lock of its own kind; two engines on one folder would write the same files. */
export async function refuseBesideBrowserShell(dataFolder: string): Promise<void> {
  const port = await runningPort(dataFolder, Date.now());
  if (port === undefined) return;
  throw new AppError({
    kind: "refused",
    say: `Watchdeck already runs in the browser on this data folder, at http://127.0.0.1:${port}/; end it first, or choose another folder with --data-folder.`,
  });
}
