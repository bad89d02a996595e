// Finds a browser and gives the console a window of its own in it.
import { spawn } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const programs = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
  "brave-browser",
];
const macApplications = ["Google Chrome", "Chromium", "Microsoft Edge", "Brave Browser"];
const windowsPrograms = [
  ["Google", "Chrome", "Application", "chrome.exe"],
  ["Microsoft", "Edge", "Application", "msedge.exe"],
  ["Chromium", "Application", "chrome.exe"],
];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not ours to run: the next one may be.
    return false;
  }
}

/** A program's full path by the PATH of this environment. */
export function onPath(program: string, env: NodeJS.ProcessEnv): string | undefined {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, program)).find(isProgram);
}

/** The first Chromium-like browser of this machine: only these know windows without an address bar. */
export function findBrowser(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string | undefined {
  if (platform === "darwin")
    return macApplications.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`).find(isProgram);
  if (platform === "win32") {
    const bases = [env.ProgramFiles, env["ProgramFiles(x86)"], env.LOCALAPPDATA].filter((base) => base !== undefined);
    return windowsPrograms.flatMap((parts) => bases.map((base) => join(base, ...parts))).find(isProgram);
  }
  for (const program of programs) {
    const path = onPath(program, env);
    if (path !== undefined) return path;
  }
  return undefined;
}

export interface WindowOptions {
  /** Shown to every user of this machine in the list of processes: it must be good for one use only. */
  url: string;
  browser: string | undefined;
  profileFolder: string;
  platform: NodeJS.Platform;
  isRoot: boolean;
  tell(line: string): void;
  /** Whether the window is to live on when this process ends. */
  isIndependent?: boolean;
  /** Told the browser's process id when it is one of our own, and nothing once that has ended. */
  onBrowser(pid: number | undefined): void;
}

/** Opens the address; returns the function that closes the window, where it is one of our own. */
export function openWindow({
  url,
  browser,
  profileFolder,
  platform,
  isRoot,
  isIndependent = false,
  tell,
  onBrowser,
}: WindowOptions): () => void {
  if (browser === undefined) {
    // The user's browser has its own life: it is not ours to close.
    const opener = platform === "darwin" ? "open" : platform === "win32" ? "explorer.exe" : "xdg-open";
    const child = spawn(opener, [url], { stdio: "ignore", detached: true });
    child.on("error", () => tell("No browser was found to open; open the address above yourself."));
    child.unref();
    return () => {};
  }
  const args = [`--app=${url}`, `--user-data-dir=${profileFolder}`, "--no-first-run", "--no-default-browser-check"];
  // Only the first time: later the browser remembers how the user left the window.
  if (!existsSync(profileFolder)) args.push("--window-size=1440,900");
  if (isRoot && platform === "linux") {
    tell("Running as root: the browser starts without its sandbox; better run Watchdeck as an ordinary user.");
    args.push("--no-sandbox");
  }
  const child = spawn(browser, args, { stdio: "ignore", detached: isIndependent });
  if (isIndependent) child.unref();
  child.on("error", (error) => tell(`The browser ${browser} did not start (${error.message}); open the address above yourself.`));
  onBrowser(child.pid);
  let isClosing = false;
  child.on("exit", (code, signal) => {
    onBrowser(undefined);
    if (isClosing || code === 0) return;
    tell(`The browser's window ended (${signal ?? `code ${code}`}); the address above still opens the console.`);
  });
  return () => {
    isClosing = true;
    // One that never started has no pid, and Node would take that for our own process group.
    if (child.pid !== undefined) child.kill();
  };
}
