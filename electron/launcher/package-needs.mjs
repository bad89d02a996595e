// What each packaging target needs beside Node. electron-builder fetches most of it by itself, and where it cannot, it
// retries each file for three quarters of a minute before it says so: asking first is kinder.
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** Where electron-builder and Electron publish what they download. */
const downloadHost = "https://github.com";

/**
 * Tools by name: the variable that names one of the user's own, its programs on PATH, how the user gets it, and whether
 * electron-builder can download it.
 */
const tools = {
  fpm: { variable: "CUSTOM_FPM_PATH", programs: ["fpm"], get: "gem install fpm", downloads: true },
  "7zip": { variable: "ELECTRON_BUILDER_7ZIP_PATH", programs: ["7za", "7zz"], get: "apt install 7zip", downloads: true },
  appimage: {
    variable: "APPIMAGE_TOOLS_PATH",
    programs: [],
    get: "set APPIMAGE_TOOLS_PATH to a folder of AppImage tools",
    downloads: true,
  },
  rpmbuild: { programs: ["rpmbuild"], get: "apt install rpm", downloads: false },
  nsis: { variable: "ELECTRON_BUILDER_NSIS_DIR", programs: [], get: "set ELECTRON_BUILDER_NSIS_DIR", downloads: true },
};

/** Every target, the system it is built on, and its tools. */
export const targets = {
  dir: { systems: ["linux", "darwin", "win32"], tools: [] },
  deb: { systems: ["linux"], tools: ["fpm"] },
  rpm: { systems: ["linux"], tools: ["fpm", "rpmbuild"] },
  AppImage: { systems: ["linux"], tools: ["appimage"] },
  "tar.gz": { systems: ["linux"], tools: ["7zip"] },
  dmg: { systems: ["darwin"], tools: [] },
  zip: { systems: ["darwin"], tools: ["7zip"] },
  nsis: { systems: ["win32"], tools: ["nsis", "7zip"] },
};

/** What `npm run dist` without arguments builds on a system: as electron-builder.yml lists it. */
export const usualTargets = (system) =>
  Object.keys(targets).filter((name) => name !== "dir" && targets[name].systems.includes(system));

/**
 * What is missing, a sentence for each target that cannot be built. `machine` answers `system`, `hasElectron`,
 * `canDownload`, `has(tool)`.
 */
export function whatIsMissing(wanted, machine) {
  return wanted.flatMap((name) => {
    const target = targets[name];
    if (!target) return [`${name}: there is no such target; there are ${Object.keys(targets).join(", ")}.`];
    if (!target.systems.includes(machine.system)) return [`${name}: can only be built on ${target.systems.join(" or ")}.`];
    const missing = target.tools.filter((tool) => !machine.has(tool) && !(tools[tool].downloads && machine.canDownload));
    const sentences = missing.map((tool) => {
      const download = tools[tool].downloads ? `, and it cannot be downloaded because ${downloadHost} does not answer` : "";
      return `${name}: needs ${tool} (${tools[tool].get})${download}.`;
    });
    if (!machine.hasElectron && !machine.canDownload)
      sentences.push(
        `${name}: needs Electron, and ${downloadHost} does not answer; set ELECTRON_OVERRIDE_DIST_PATH to a folder with it.`,
      );
    return sentences;
  });
}

/** This machine, as `whatIsMissing` asks about it. */
export async function thisMachine({ env, hasElectron }) {
  return {
    system: process.platform,
    hasElectron,
    canDownload: await canDownload(env),
    has: (tool) => findTool(tool, env) !== undefined,
  };
}

/** Variables that make electron-builder use programs on PATH instead of downloading its own. */
export function variablesForOwnTools(env) {
  const zip = findTool("7zip", env);
  return {
    ...(zip && !env.ELECTRON_BUILDER_7ZIP_PATH && zip !== "downloaded" ? { ELECTRON_BUILDER_7ZIP_PATH: zip } : {}),
    ...(!env.CUSTOM_FPM_PATH && onPath("fpm", env) ? { USE_SYSTEM_FPM: "true" } : {}),
  };
}

function findTool(name, env) {
  const { variable, programs } = tools[name];
  if (variable && env[variable]) return env[variable];
  for (const program of programs) {
    const path = onPath(program, env);
    if (path) return path;
  }
  return isDownloaded(name, env) ? "downloaded" : undefined;
}

/** electron-builder keeps what it downloaded in folders that start with the tool's name. */
function isDownloaded(name, env) {
  const caches = {
    linux: join(env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "electron-builder"),
    darwin: join(homedir(), "Library", "Caches", "electron-builder"),
    win32: join(env.LOCALAPPDATA ?? homedir(), "electron-builder", "Cache"),
  };
  const folder = env.ELECTRON_BUILDER_CACHE ?? caches[process.platform];
  return folder !== undefined && existsSync(folder) && readdirSync(folder).some((entry) => entry.startsWith(name));
}

function onPath(program, env) {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

async function canDownload(env) {
  try {
    const where = env.ELECTRON_BUILDER_BINARIES_MIRROR ?? `${downloadHost}/electron-userland/electron-builder-binaries`;
    // Any answer will do: a refusal of HEAD still shows that somebody is there.
    await fetch(where, { method: "HEAD", signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    // No route, no name, or silence: for a download they are the same.
    return false;
  }
}
