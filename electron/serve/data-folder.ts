import { homedir } from "node:os";
import { posix, win32 } from "node:path";

/** Where the browser shell and the command line keep their data unless told otherwise. */
export function defaultDataFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string = homedir()): string {
  if (platform === "win32") return win32.join(env.APPDATA || win32.join(home, "AppData", "Roaming"), "Watchdeck");
  if (platform === "darwin") return posix.join(home, "Library", "Application Support", "Watchdeck");
  // The XDG specification: a relative path in the variable is invalid and is to be ignored.
  const base = env.XDG_DATA_HOME?.startsWith("/") ? env.XDG_DATA_HOME : posix.join(home, ".local", "share");
  return posix.join(base, "watchdeck");
}
