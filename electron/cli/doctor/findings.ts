// What the doctor looks at, one function each. A finding says what is there and, where something is missing, what to do.
import { access, constants, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { formatQuantity } from "#shared/format/quantity";
import { electronBinary, whyNoSandbox } from "../../launcher/electron.mjs";
import { findBrowser } from "../../serve/browser";
import { isDesktopRunning } from "../../serve/desktop-lock";
import { runningPort } from "../../serve/lock";
import { findBusName } from "./session-bus";
import { folderBytes, type System } from "./system";

export interface Finding {
  what: string;
  /** `problem`: Watchdeck cannot run like this. `missing`: it runs without, as the advice says. */
  state: "ok" | "missing" | "unknown" | "problem";
  detail: string;
  advice?: string;
}

export interface DoctorOptions {
  system: System;
  version: string;
  dataFolder: string;
  now: number;
}

export async function examine(options: DoctorOptions): Promise<Finding[]> {
  const { system } = options;
  return Promise.all([
    { what: "Watchdeck", state: "ok" as const, detail: options.version },
    node(system),
    electron(system),
    browser(system),
    display(system),
    gpu(system),
    notifications(system),
    keychain(system),
    dataFolder(options.dataFolder),
    running(options),
  ]);
}

function node({ nodeVersion, platform }: System): Finding {
  const [major = 0, minor = 0] = nodeVersion.split(".").map(Number);
  const detail = `${nodeVersion} on ${platform} ${process.arch}`;
  if (major > 20 || (major === 20 && minor >= 19)) return { what: "Node.js", state: "ok", detail };
  return { what: "Node.js", state: "problem", detail, advice: "Watchdeck needs 20.19 or newer: https://nodejs.org" };
}

const withoutElectron = "without it the console runs in the browser";

async function electron({ platform, env, readText, run }: System): Promise<Finding> {
  const what = "Electron";
  const found = electronBinary(env);
  if (!found) {
    return {
      what,
      state: "missing",
      detail: "no binary",
      advice: `\`npm start\` downloads it; ${withoutElectron}`,
    };
  }
  // On Windows and macOS it is a program with windows, which has no output to read.
  if (platform === "linux" && (await run(found.path, ["--version", "--no-sandbox"])) === undefined) {
    const advice = `run ${found.path} --version to see why; ${withoutElectron}`;
    return { what, state: "missing", detail: `${found.path} does not start`, advice };
  }
  const noSandbox = whyNoSandbox(platform, found.folder);
  if (noSandbox !== undefined) return { what, state: "missing", detail: noSandbox, advice: withoutElectron };
  const version = (await readText(`${found.folder}/version`))?.trim().replace(/^v/, "");
  return { what, state: "ok", detail: `${version ?? "version unknown"}, ${found.path}` };
}

async function browser({ platform, env, run }: System): Promise<Finding> {
  const what = "Browser";
  const path = findBrowser(platform, env);
  if (path === undefined) {
    const advice = "install Chromium, Chrome or Edge for a window of its own; any browser can open the printed address";
    return { what, state: "missing", detail: "no Chromium, Chrome or Edge", advice };
  }
  // Asking Chrome for its version opens a window on Windows and is slow on macOS.
  const version = platform === "linux" ? (await run(path, ["--version"]))?.trim().split("\n")[0] : undefined;
  return { what, state: "ok", detail: version ? `${version}, ${path}` : path };
}

async function display({ platform, env, whyNoDisplay }: System): Promise<Finding> {
  const what = "Display";
  const why = await whyNoDisplay();
  if (why !== undefined)
    return { what, state: "missing", detail: why, advice: "the console prints its address instead of opening a window" };
  if (platform === "darwin" || platform === "win32") return { what, state: "ok", detail: "the system's own" };
  const { WAYLAND_DISPLAY: wayland, DISPLAY: x11 } = env;
  return { what, state: "ok", detail: wayland ? `Wayland ${wayland}` : `X11 ${x11}` };
}

const vendors: Readonly<Record<string, string>> = { "0x10de": "NVIDIA", "0x1002": "AMD", "0x8086": "Intel" };

async function gpu({ run, find, list, readText }: System): Promise<Finding> {
  const what = "GPU";
  const smi = find("nvidia-smi");
  const names = smi && (await run(smi, ["--query-gpu=name", "--format=csv,noheader"]))?.trim();
  if (names) return { what, state: "ok", detail: `${names.split("\n").join(", ")} by nvidia-smi` };
  const cards = (await list("/sys/class/drm")).filter((name) => /^card\d+$/.test(name));
  const seen = await Promise.all(
    cards.map(async (card) => {
      const id = (await readText(`/sys/class/drm/${card}/device/vendor`))?.trim() ?? "";
      return `${card} (${vendors[id] ?? "vendor unknown"})`;
    }),
  );
  const broken = smi ? "nvidia-smi is there but did not answer" : undefined;
  if (seen.length > 0)
    return { what, state: "ok", detail: `${seen.join(", ")} in /sys/class/drm`, ...(broken && { advice: broken }) };
  return broken
    ? { what, state: "unknown", detail: broken, advice: "run nvidia-smi by hand to see why" }
    : { what, state: "missing", detail: "no GPU found", advice: "the Overview shows the other tiles" };
}

async function notifications(system: System): Promise<Finding> {
  const what = "Notifications";
  if (system.platform !== "linux") return { what, state: "ok", detail: "the system's own" };
  const name = await findBusName(system, "org.freedesktop.Notifications");
  switch (name.state) {
    case "there":
      return { what, state: "ok", detail: "org.freedesktop.Notifications answers on D-Bus" };
    case "missing":
      return {
        what,
        state: "missing",
        detail: "no notification service on D-Bus",
        advice: "install one (dunst, mako, or your desktop's), or alerts are seen in the console only",
      };
    case "unknown":
      return { what, state: "unknown", detail: name.why };
  }
}

async function keychain(system: System): Promise<Finding> {
  const what = "Keychain";
  if (system.platform === "darwin") return { what, state: "ok", detail: "the macOS keychain, in the desktop app" };
  if (system.platform === "win32") return { what, state: "ok", detail: "Windows data protection, in the desktop app" };
  const name = await findBusName(system, "org.freedesktop.secrets");
  switch (name.state) {
    case "there":
      return { what, state: "ok", detail: "org.freedesktop.secrets answers on D-Bus, for the desktop app" };
    case "missing":
      return {
        what,
        state: "missing",
        detail: "no secret service on D-Bus",
        advice: "install gnome-keyring or KWallet, or allow passwords in a file in the settings",
      };
    case "unknown":
      return { what, state: "unknown", detail: name.why };
  }
}

/** Less is too little for a log and the settings. */
const leastRoom = 1_000_000;

async function dataFolder(folder: string): Promise<Finding> {
  const what = "Data folder";
  try {
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < leastRoom)
      return {
        what,
        state: "problem",
        detail: `${folder} is on a full disk`,
        advice: "make room, or choose another with --data-folder",
      };
    return { what, state: "ok", detail: `${folder}, ${formatQuantity(await folderBytes(folder), "bytes")}` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT")
      return { what, state: "problem", detail: `${folder} cannot be written to`, advice: "choose another with --data-folder" };
    // Not there yet: the nearest folder that is decides whether it can be made.
    const parent = await nearestFolder(folder);
    const isWritable = await access(parent, constants.W_OK).then(
      () => true,
      () => false,
    );
    return isWritable
      ? { what, state: "ok", detail: `${folder}, made on the first start` }
      : { what, state: "problem", detail: `${folder} cannot be made in ${parent}`, advice: "choose another with --data-folder" };
  }
}

async function nearestFolder(folder: string): Promise<string> {
  for (let parent = dirname(folder); ; parent = dirname(parent)) {
    const isThere = await access(parent).then(
      () => true,
      () => false,
    );
    if (isThere || parent === dirname(parent)) return parent;
  }
}

async function running({ dataFolder, now }: DoctorOptions): Promise<Finding> {
  const what = "Running";
  if (await isDesktopRunning(dataFolder)) return { what, state: "ok", detail: "the desktop app" };
  const port = await runningPort(dataFolder, now);
  return {
    what,
    state: "ok",
    detail: port === undefined ? "no console on this data folder" : `at http://127.0.0.1:${port}/`,
  };
}
