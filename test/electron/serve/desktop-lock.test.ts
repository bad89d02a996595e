import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isDesktopRunning } from "../../../electron/serve/desktop-lock";
import { takeLock } from "../../../electron/serve/lock";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-desktop-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const take = () => takeLock(folder, { pid: process.pid, instance: "a", now: 0 });

test.skipIf(process.platform === "win32")("a browser shell is refused on the folder of a desktop app that runs", async () => {
  const app = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => app.listen(join(folder, "SingletonSocket"), resolve));
  expect(await isDesktopRunning(folder)).toBe(true);
  await expect(take()).rejects.toThrow(`The desktop app runs on the data folder ${folder}; quit it first`);
  app.close();
});

test("a socket that a killed app left behind is nobody", async () => {
  writeFileSync(join(folder, "SingletonSocket"), "");
  expect(await isDesktopRunning(folder)).toBe(false);
  await expect(take()).resolves.toBeDefined();
});

test("a lock that was taken before the clock was set back does not hold for ever", async () => {
  writeFileSync(join(folder, "serve.lock"), JSON.stringify({ pid: process.pid, instance: "b", startedAt: 3_600_000 }));
  await expect(take()).resolves.toBeDefined();
});
