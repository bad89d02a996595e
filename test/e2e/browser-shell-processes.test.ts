// `watchdeck serve` as the operating system sees it: two processes, of which none may outlive the other.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../support/eventually";

const program = join(import.meta.dirname, "../../dist/cli.js");

let dataFolder: string;
let outer: ChildProcess;
let url: URL;

const innerPid = () => Number(execFileSync("pgrep", ["-P", String(outer.pid)], { encoding: "utf8" }).split("\n")[0]);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** What the page's own key is worth, or undefined while nothing answers. */
async function enter(): Promise<number | undefined> {
  const request = { method: "POST", body: url.hash.slice("#token=".length) };
  return fetch(`${url.origin}/session`, request).then(
    ({ status }) => status,
    () => undefined,
  );
}

beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-processes-"));
  const args = [program, "serve", "--no-open", "--port", "0", "--data-folder", dataFolder];
  outer = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  outer.stdout?.on("data", (part) => {
    said += part;
  });
  url = new URL(await eventually(() => /http:\/\/\S+/.exec(said)?.[0], "the address is printed"));
});
afterEach(async () => {
  if (outer.exitCode === null && outer.signalCode === null) {
    // In order: an inner one that outlives this writes its alerts into the folder that is being removed.
    const ended = once(outer, "exit");
    outer.kill("SIGINT");
    await ended;
  }
  rmSync(dataFolder, { recursive: true, force: true });
});

describe.skipIf(process.platform !== "linux")("the browser shell's processes", () => {
  test("the inner one, killed, is back on the same port and with the same key within two seconds", async () => {
    const killedAt = performance.now();
    process.kill(innerPid(), "SIGKILL");
    expect(await eventually(enter, "the console answers again")).toBe(204);
    expect(performance.now() - killedAt).toBeLessThan(2000);
  });

  test("Ctrl+C ends both", async () => {
    const inner = innerPid();
    outer.kill("SIGINT");
    expect(await once(outer, "exit")).toEqual([0, null]);
    expect(isAlive(inner)).toBe(false);
  });

  test("the inner one ends when the outer one is killed", async () => {
    const inner = innerPid();
    outer.kill("SIGKILL");
    await eventually(() => !isAlive(inner) || undefined, "the inner process is gone");
  });
});
