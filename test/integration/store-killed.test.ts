// The writer of a store is killed two hundred times at random moments: while it opens, writes its log, seals blocks, makes tiers
// and drops what is too old. The store opens every time, and has everything that it said was safe.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EpochMs } from "#shared/units/time";
import { openDisk } from "../../electron/engine/store/disk/open-disk";
import { verifyDisk } from "../../electron/engine/store/disk/verify";
import { bundle } from "../support/bundle";
import { createFakeLog } from "../support/fake-log";
import { createStoppedClock, openKnownStore, readKnown, step } from "../support/known-samples";
import { chooseSeed, createRandom } from "../support/random-numbers";

const kills = 200;
/** Raw samples are kept for two hours, and all of those that are an hour old or younger can be expected. */
const window = 3_600_000;
const seed = chooseSeed();

/** What one life of the writer said: a time for each flush, and that it had opened. */
interface Life {
  start: EpochMs;
  hasOpened: boolean;
  safeTo: EpochMs | undefined;
  remarks: string[];
  said: string;
}

describe("a store whose writer is killed again and again", () => {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-store-killed-"));
  const data = join(folder, "data");
  let program: string;
  beforeAll(async () => {
    program = await bundle("test/support/store-child.ts", join(folder, "program"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function liveAndDie(start: EpochMs, killAfter: { openingMs: number } | { workingMs: number }): Promise<Life> {
    const life: Life = { start, hasOpened: false, safeTo: undefined, remarks: [], said: "" };
    const child = spawn(process.execPath, [program, data, String(start)], { stdio: ["ignore", "pipe", "pipe"] });
    child.stderr.on("data", (part) => {
      life.said += part;
    });
    const hasEnded = new Promise<void>((resolve) => child.once("close", () => resolve()));
    const hasOpened = new Promise<void>((resolve) => {
      createInterface({ input: child.stdout })
        .on("line", (line) => {
          if (line.startsWith("remark ")) life.remarks.push(line.slice("remark ".length));
          else if (line === "open") {
            life.hasOpened = true;
            resolve();
          } else life.safeTo = Number(line);
        })
        .once("close", resolve);
    });
    // Real time, for it is a real process that is to be caught at its work.
    if ("openingMs" in killAfter) await delay(killAfter.openingMs);
    else await hasOpened.then(() => delay(killAfter.workingMs));
    child.kill("SIGKILL");
    await hasEnded;
    return life;
  }

  test(`loses nothing that was safe, in ${kills} kills`, { timeout: 300_000 }, async () => {
    const random = createRandom(seed);
    const lives: Life[] = [];
    let start = Date.UTC(2026, 10, 21);
    let opened = 0;
    for (let kill = 0; kill < kills; kill++) {
      const life = await liveAndDie(
        start,
        random.chance(0.2) ? { openingMs: random.whole(0, 150) } : { workingMs: random.whole(0, 40) },
      );
      lives.push(life);
      const at = `seed ${seed}, kill ${kill + 1}`;
      expect(life.said, at).toBe("");
      if (life.hasOpened) opened++;
      const remarks = [...life.remarks];
      const newest = life.safeTo ?? start;
      const store = await openKnownStore(data, createStoppedClock(newest), remarks);
      const { times, wrong } = await readKnown(store, newest - window, Number.MAX_SAFE_INTEGER);
      await store.close();
      expect({ at, remarks, wrong }).toEqual({ at, remarks: [], wrong: [] });
      const there = new Set(times);
      const missing = safeTimes(lives, newest - window).filter((time) => !there.has(time));
      expect({ at, missing }).toEqual({ at, missing: [] });
      // Time that the writer may have got to without saying so lies before the next life.
      start = Math.max(newest, times.at(-1) ?? 0) + 12 * step;
    }
    expect(opened).toBeGreaterThan(kills / 2);
    const { disk, remarks } = await openDisk({ folder: join(data, "blocks"), log: createFakeLog() });
    const { faults, blocks, chunks } = await verifyDisk(disk);
    expect({ remarks, faults }).toEqual({ remarks: [], faults: [] });
    expect(disk.blocks(0).length).toBeGreaterThan(0);
    expect(disk.blocks(1).length).toBeGreaterThan(0);
    await disk.close();
    // So that a log of a run shows how much of the store was at work.
    console.info(`${opened} of ${kills} opened; ${blocks} blocks, ${chunks} chunks, up to ${new Date(start).toISOString()}`);
  });
});

function safeTimes(lives: readonly Life[], after: EpochMs): EpochMs[] {
  return lives.flatMap(({ start, safeTo = start }) =>
    Array.from({ length: (safeTo - start) / step }, (_, run) => start + (run + 1) * step).filter((time) => time > after),
  );
}
