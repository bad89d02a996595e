import { expect, test } from "vitest";
import { isOpener, roleOf } from "../../../../electron/engine/self/process-role";

test.each([
  { name: "the outermost process", command: "node\0watchdeck\0", isOutermost: true, role: "shell" },
  { name: "a page", command: "electron --type=renderer --lang=en", role: "window" },
  { name: "the GPU's process", command: "chromium\0--type=gpu-process\0--no-sandbox\0", role: "gpu" },
  { name: "a service of Chromium's", command: "chromium\0--type=utility\0", role: "utility" },
  { name: "a zygote", command: "chromium\0--type=zygote\0", role: "utility" },
  { name: "the browser that shows our window", command: "chromium\0--app=http://x\0--user-data-dir=/home/a/w\0", role: "window" },
  { name: "a browser's page with its profile", command: "chromium\0--type=renderer\0--user-data-dir=/x\0", role: "window" },
  { name: "a program that a collector runs", command: "nvidia-smi\0--loop-ms=1000\0", role: "utility" },
  { name: "a process without a command line", command: "", role: "utility" },
])("$name is told by its command line", ({ command, isOutermost = false, role }) => {
  expect(roleOf({ command, isOutermost })).toBe(role);
});

test("what opens the user's browser is known by its name", () => {
  expect(["xdg-open", "gio", "node", "chromium"].filter(isOpener)).toEqual(["xdg-open", "gio"]);
});
