// Where the Electron program is. Plain JavaScript, because `npm start` asks before anything is built.
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const programs = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" };

/**
 * For Chromium no host has an address: windows show only what lies in the app, and what Chromium fetches by itself (its
 * dictionaries, as it starts) is not fetched. The engine's process asks servers through Node, which this does not touch.
 */
export const offline = "--host-resolver-rules=MAP * ~NOTFOUND";

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

/** A number that the kernel tells; undefined where it has no such file. */
function kernelNumber(name) {
  try {
    return Number(readFileSync(`/proc/sys/${name}`, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Why Chromium's sandbox cannot be set up for this user, with what to do; undefined when nothing speaks against it. Without
 * it Electron ends at once, and it is never switched off for an ordinary user.
 */
export function whyNoSandbox(platform, folder, { uid = process.getuid?.(), kernel = kernelNumber, stat = statSync } = {}) {
  if (platform !== "linux" || uid === 0) return undefined;
  const helper = join(folder, "chrome-sandbox");
  const stats = stat(helper, { throwIfNoEntry: false });
  if (stats && stats.uid === 0 && (stats.mode & 0o7777) === 0o4755) return undefined;
  const isForbidden =
    kernel("user/max_user_namespaces") === 0 ||
    kernel("kernel/unprivileged_userns_clone") === 0 ||
    kernel("kernel/apparmor_restrict_unprivileged_userns") === 1;
  if (!isForbidden) return undefined;
  return `Electron's sandbox is not allowed here (an administrator can: sudo chown root ${helper} && sudo chmod 4755 ${helper})`;
}

/** Why Electron ended before our app was in charge, by what it said; undefined when it said nothing that we know. */
export function whyElectronEnded(said) {
  const library = /error while loading shared libraries: ([^:\s]+)/.exec(said)?.[1];
  if (library) return `Electron does not start here, because the system lacks ${library}`;
  if (/Missing X server|platform failed to initialize/.test(said)) return "the display does not let Electron in";
  return undefined;
}
