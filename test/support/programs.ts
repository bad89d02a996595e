import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Whether a program of that name can be started. */
export const isOnPath = (program: string) =>
  spawnSync(process.platform === "win32" ? "where" : "which", [program], { stdio: "ignore" }).status === 0;

/** The Chromium to drive: the first that is there, or undefined. */
export function findChromium(): string | undefined {
  for (const name of ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"]) {
    const found = spawnSync("which", [name], { encoding: "utf8" });
    if (found.status === 0) return found.stdout.trim();
  }
  return undefined;
}

/** Electron's binary: the folder the environment names, or the one that `npm start` downloaded; undefined when there is none. */
export function findElectron(): string | undefined {
  const folders = [process.env.ELECTRON_OVERRIDE_DIST_PATH, join(import.meta.dirname, "../../node_modules/electron/dist")];
  const names = process.platform === "darwin" ? ["Electron.app/Contents/MacOS/Electron"] : ["electron", "electron.exe"];
  for (const folder of folders) {
    for (const name of names) if (folder && existsSync(join(folder, name))) return join(folder, name);
  }
  return undefined;
}
