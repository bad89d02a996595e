import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { whyNoDisplay } from "../../../electron/launcher/display.mjs";

let folder: string;
let compositor: Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-display-"));
  writeFileSync(join(folder, "left-behind"), "");
  compositor = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => compositor.listen(join(folder, "wayland-7"), resolve));
});
afterAll(() => {
  compositor.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each<{ name: string; platform: NodeJS.Platform; env(): Record<string, string>; why?: string }>([
  { name: "macOS", platform: "darwin", env: () => ({}) },
  { name: "Windows", platform: "win32", env: () => ({}) },
  { name: "nothing named", platform: "linux", env: () => ({}), why: "there is no display here" },
  { name: "a compositor", platform: "linux", env: () => ({ XDG_RUNTIME_DIR: folder, WAYLAND_DISPLAY: "wayland-7" }) },
  { name: "a compositor by its path", platform: "linux", env: () => ({ WAYLAND_DISPLAY: join(folder, "wayland-7") }) },
  {
    name: "a compositor beside an X server that is gone",
    platform: "linux",
    env: () => ({ XDG_RUNTIME_DIR: folder, WAYLAND_DISPLAY: "wayland-7", DISPLAY: ":65000" }),
  },
  {
    name: "a compositor that is gone",
    platform: "linux",
    env: () => ({ XDG_RUNTIME_DIR: folder, WAYLAND_DISPLAY: "left-behind" }),
    why: "no display answers at left-behind",
  },
  {
    name: "an X server that is gone",
    platform: "linux",
    env: () => ({ DISPLAY: ":65000.0" }),
    why: "no display answers at :65000.0",
  },
  {
    name: "an X server of another machine that is gone",
    platform: "linux",
    env: () => ({ DISPLAY: "127.0.0.1:59000.0" }),
    why: "no display answers at 127.0.0.1:59000.0",
  },
  { name: "nonsense", platform: "linux", env: () => ({ DISPLAY: "over there" }), why: "no display answers at over there" },
])("with $name, the reason against a window is: $why", async ({ platform, env, why }) => {
  expect(await whyNoDisplay(platform, env())).toBe(why);
});
