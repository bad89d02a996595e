import { homedir, userInfo } from "node:os";
import { posix, win32 } from "node:path";
import { AppError } from "#shared/model/failure";

/** Where the browser shell and the command line keep their data unless told otherwise. */
export function defaultDataFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string = homeFolder()): string {
  if (platform === "win32") return win32.join(env.APPDATA || win32.join(home, "AppData", "Roaming"), "Watchdeck");
  if (platform === "darwin") return posix.join(home, "Library", "Application Support", "Watchdeck");
  // The XDG specification: a relative path in the variable is invalid and is to be ignored.
  const base = env.XDG_DATA_HOME?.startsWith("/") ? env.XDG_DATA_HOME : posix.join(home, ".local", "share");
  return posix.join(base, "watchdeck");
}

/** Without HOME, or with an empty one as some service managers leave it, the list of users knows; a container's user may be on none. */
function homeFolder(): string {
  try {
    return homedir() || userInfo().homedir;
  } catch (cause) {
    throw new AppError(
      { kind: "refused", say: "This user has no home folder; choose a data folder with --data-folder." },
      { cause },
    );
  }
}
