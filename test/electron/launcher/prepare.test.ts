import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { electronBinary } from "../../../electron/launcher/electron.mjs";
import { newestChange } from "../../../electron/launcher/prepare.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-launcher-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function touch(name: string, seconds: number): void {
  utimesSync(join(folder, name), seconds, seconds);
}

test("the newest change of a folder is that of its newest file, however deep", () => {
  mkdirSync(join(folder, "a", "b"), { recursive: true });
  writeFileSync(join(folder, "a", "b", "deep.ts"), "");
  writeFileSync(join(folder, "top.ts"), "");
  touch("a/b/deep.ts", 3000);
  for (const name of ["top.ts", "a/b", "a", "."]) touch(name, 1000);
  expect(newestChange(folder)).toBe(3_000_000);
});

test("a file that was removed shows in its folder, which is then the newest", () => {
  mkdirSync(join(folder, "a"));
  touch("a", 5000);
  touch(".", 1000);
  expect(newestChange(folder)).toBe(5_000_000);
});

test("what is not there was never changed", () => expect(newestChange(join(folder, "none"))).toBe(0));

test.runIf(process.platform === "linux")("Electron is taken from the folder that the environment names, if it is there", () => {
  const env = { ELECTRON_OVERRIDE_DIST_PATH: folder };
  expect(electronBinary(env)).toBeUndefined();
  writeFileSync(join(folder, "electron"), "", { mode: 0o755 });
  expect(electronBinary(env)).toEqual({ folder, path: join(folder, "electron") });
});
