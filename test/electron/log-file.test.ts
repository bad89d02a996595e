import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openLogFile } from "../../electron/log-file";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("lines are in the file as soon as they are written, after those of earlier starts", () => {
  const path = join(folder, "logs", "main.log");
  openLogFile(path)("first start");
  openLogFile(path)("second start");
  expect(readFileSync(path, "utf8")).toBe("first start\nsecond start\n");
});

test("only this user can read a log", () => {
  const path = join(folder, "main.log");
  openLogFile(path)("line");
  expect(statSync(path).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o600);
});

test("past its limit a file makes room for a new one, and one old one is kept", () => {
  const path = join(folder, "main.log");
  const write = openLogFile(path, 10);
  for (const line of ["aaaaaaaaa", "bbbbbbbbb", "ccccccccc"]) write(line);
  expect(readdirSync(folder).sort()).toEqual(["main.log", "main.log.1"]);
  expect(readFileSync(`${path}.1`, "utf8")).toBe("bbbbbbbbb\n");
  expect(readFileSync(path, "utf8")).toBe("ccccccccc\n");
});
