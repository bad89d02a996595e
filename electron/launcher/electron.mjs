// Where the Electron program is. Plain JavaScript, because `npm start` asks before anything is built.
import { accessSync, constants, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const programs = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" };

/** The folder of the `electron` package; undefined when it is not installed, as inside a packaged app. */
export function electronPackage() {
  try {
    return dirname(createRequire(fileURLToPath(import.meta.url)).resolve("electron/package.json"));
  } catch {
    return undefined;
  }
}

/** The program and the folder it lies in, from ELECTRON_OVERRIDE_DIST_PATH or as downloaded; undefined when it is not there. */
export function electronBinary(env) {
  const program = programs[process.platform] ?? "electron";
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH || downloadedFolder(program);
  if (!folder) return undefined;
  const path = join(folder, program);
  try {
    accessSync(path, constants.X_OK);
    return { folder, path };
  } catch {
    return undefined;
  }
}

/** Electron's installer writes path.txt last, so a download that was cut off does not count. */
function downloadedFolder(program) {
  const folder = electronPackage();
  try {
    return folder && readFileSync(join(folder, "path.txt"), "utf8") === program ? join(folder, "dist") : undefined;
  } catch {
    return undefined;
  }
}
