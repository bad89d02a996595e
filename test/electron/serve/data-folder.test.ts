import { expect, test } from "vitest";
import { defaultDataFolder } from "../../../electron/serve/data-folder";

test.each([
  { name: "Linux", platform: "linux", env: {}, folder: "/home/ada/.local/share/watchdeck" },
  { name: "Linux with XDG_DATA_HOME", platform: "linux", env: { XDG_DATA_HOME: "/data" }, folder: "/data/watchdeck" },
  {
    name: "Linux with a relative XDG_DATA_HOME, which the specification voids",
    platform: "linux",
    env: { XDG_DATA_HOME: "data" },
    folder: "/home/ada/.local/share/watchdeck",
  },
  { name: "macOS", platform: "darwin", env: {}, folder: "/home/ada/Library/Application Support/Watchdeck" },
  {
    name: "Windows",
    platform: "win32",
    env: { APPDATA: "C:\\Users\\ada\\AppData\\Roaming" },
    folder: "C:\\Users\\ada\\AppData\\Roaming\\Watchdeck",
  },
] as const)("the data folder on $name", ({ platform, env, folder }) =>
  expect(defaultDataFolder(platform, env as NodeJS.ProcessEnv, "/home/ada")).toBe(folder),
);
