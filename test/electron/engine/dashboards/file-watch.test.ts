// With a real folder: that the system tells of changes is what is tested.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFileWatch, type FileWatch } from "../../../../electron/engine/dashboards/file-watch";
import { newFolder } from "../../../support/engine-parts";
import { eventually } from "../../../support/eventually";
import { createFakeClock, type FakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

let folder: string;
let clock: FakeClock;
let watch: FileWatch;
let isWanted: boolean;
let changes: number;

beforeEach(() => {
  folder = newFolder();
  clock = createFakeClock();
  isWanted = true;
  changes = 0;
  watch = createFileWatch({ clock, log: createFakeLog(), isWanted: () => isWanted, onChange: () => changes++ });
});
afterEach(async () => {
  await watch.close();
  rmSync(folder, { recursive: true });
});

/** Writes until it is told: when the system begins to watch is its own affair. Time moves only here. */
async function writeUntilTold(name: string): Promise<void> {
  const before = changes;
  let count = 0;
  await eventually(async () => {
    writeFileSync(join(folder, name), `${count++}`);
    await clock.advance(1000);
    return changes > before ? true : undefined;
  }, `a change of ${name}`);
}

test("changes are told, those in folders too", async () => {
  mkdirSync(join(folder, "team"));
  watch.want([folder]);
  await writeUntilTold("a.json");
  await writeUntilTold(join("team", "b.json"));
});

test("nothing is watched while nobody wants to know", async () => {
  isWanted = false;
  watch.want([folder]);
  expect(clock.pendingTimers).toBe(0);
});

test("watching ends by itself when nobody wants to know any more", async () => {
  watch.want([folder]);
  await writeUntilTold("a.json");
  isWanted = false;
  await clock.advance(60_000);
  expect(clock.pendingTimers).toBe(0);
  isWanted = true;
  watch.want([folder]);
  await writeUntilTold("b.json");
});

test("a folder that is not there is no error", async () => {
  watch.want([join(folder, "gone")]);
  await watch.close();
});
