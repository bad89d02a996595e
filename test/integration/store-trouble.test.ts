// Trouble that only a real machine makes: a disk that is full, a folder that may not be written, a second process.
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDisk } from "../../electron/engine/store/disk/open-disk";
import { blockOf, timesOf } from "../support/blocks";
import { bundle } from "../support/bundle";
import { createFakeLog } from "../support/fake-log";
import { suite } from "../support/suite";

const folder = mkdtempSync(join(tmpdir(), "watchdeck-store-trouble-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const canMount =
  process.platform === "linux" && spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;

suite("a full disk", canMount ? [] : ["a mount namespace of its own, as root has"], () => {
  test("stops the writing with a sentence, loses nothing that was written, and writing goes on when there is room", async () => {
    const program = await bundle("test/support/full-disk-child.ts", join(folder, "full"));
    const mountPoint = join(folder, "mounted");
    mkdirSync(mountPoint);
    // Only the child sees the file system, and it goes with it.
    const script = 'mount -t tmpfs -o size=110m none "$1" && exec "$2" "$3" "$1"';
    const ran = spawnSync("unshare", ["-m", "sh", "-c", script, "sh", mountPoint, process.execPath, program], {
      encoding: "utf8",
    });
    expect(ran.stderr).toBe("");
    const full = (path: string) => `There is no room left on the disk of ${join(mountPoint, path)}: free some space.`;
    expect(JSON.parse(ran.stdout)).toEqual({
      parts: {
        blocks: { isFull: true, some: true, say: expect.stringContaining("There is no room left on the disk of") },
        records: { isFull: true, say: full("parts") },
        remarks: [],
        hasAllBlocks: true,
        hasAllChunks: true,
        hasAllRecords: true,
        logIsOne: true,
      },
      whole: {
        states: ["writing", "paused", "writing"],
        remarks: [expect.stringContaining("The disk is full"), "History is written to the disk again, as before."],
        samples: 180,
        wrong: [],
        rereadSamples: 180,
        rereadWrong: [],
      },
    });
  });
});

describe("a second process", () => {
  let program: string;
  beforeAll(async () => {
    program = await bundle("test/support/open-store-child.ts", join(folder, "open"));
  });

  test("is refused with a sentence, and the first one goes on", async () => {
    const store = join(folder, "shared");
    const first = await openDisk({ folder: store, log: createFakeLog(), reserve: 0 });
    await first.disk.writeBlock(blockOf(0), timesOf(0), []);
    const second = spawnSync(process.execPath, [program, store], { encoding: "utf8", input: "" });
    expect(second.stdout).toBe(`${join(store, "index")} is in use by another Watchdeck: close that one first.\n`);
    await first.disk.writeBlock(blockOf(1), timesOf(1), []);
    await first.disk.close();
    const again = await openDisk({ folder: store, log: createFakeLog(), reserve: 0 });
    expect(again.remarks).toEqual([]);
    expect(again.disk.blocks(0)).toHaveLength(2);
    await again.disk.close();
  });

  test("that is killed leaves the store free", async () => {
    const store = join(folder, "left");
    const child = spawn(process.execPath, [program, store], { stdio: ["pipe", "pipe", "inherit"] });
    const [line] = await new Promise<string[]>((resolve) => {
      createInterface({ input: child.stdout }).once("line", (said) => resolve([said]));
    });
    expect(line).toBe("open");
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
    const { disk, remarks } = await openDisk({ folder: store, log: createFakeLog(), reserve: 0 });
    expect(remarks).toEqual([]);
    await disk.close();
  });

  const isRoot = process.getuid?.() === 0;
  test.skipIf(!isRoot)("that may not write to the folder says so (needs root, to start it as nobody)", () => {
    const store = join(folder, "closed");
    mkdirSync(store, { mode: 0o755 });
    chmodSync(folder, 0o755);
    const nobody = 65_534;
    // It becomes nobody when it has been read: the program, or a folder above it, may be root's alone.
    const child = spawnSync(process.execPath, [program, store, String(nobody)], { encoding: "utf8", input: "" });
    expect({ said: child.stdout, error: child.stderr }).toEqual({
      said: `${store} could not be written (EACCES): check its owner and its disk.\n`,
      error: "",
    });
  });
});
