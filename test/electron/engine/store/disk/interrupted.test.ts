// What a kill leaves between two writes, made by hand: the next opening ends what was begun.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDatabase, type Database } from "../../../../../electron/engine/store/disk/database";
import type { Disk } from "../../../../../electron/engine/store/disk/disk";
import {
  blockGroupKey,
  droppingKey,
  garbageKey,
  pageKey,
  pageOf,
  seriesGroupKey,
} from "../../../../../electron/engine/store/disk/keys";
import { openDisk } from "../../../../../electron/engine/store/disk/open-disk";
import { sealNumbers } from "../../../../../electron/engine/store/disk/records";
import { seal } from "../../../../../electron/engine/store/disk/sealed";
import { blockOf, chunksOf, readBlock, timesOf, wholeBlock } from "../../../../support/blocks";
import { newFolder } from "../../../../support/engine-parts";
import { createFakeLog } from "../../../../support/fake-log";

let folder: string;
let disk: Disk | undefined;
beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  await disk?.close();
  disk = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function open(): Promise<{ disk: Disk; remarks: string[] }> {
  const opened = await openDisk({ folder, log: createFakeLog(), reserve: 0 });
  disk = opened.disk;
  return opened;
}

/** Closes the store and changes a part of it behind its back. */
async function change(part: string, run: (database: Database) => Promise<unknown>): Promise<void> {
  await disk?.close();
  disk = undefined;
  const database = createDatabase(join(folder, part));
  await database.open();
  await run(database);
  await database.close();
}

const ids = [1, 2, 40];
const series = ids.map((id) => ({ id, labels: { __name__: "known", id: String(id) }, writers: ["cpu"], lastDay: 1 }));

async function twoBlocks(): Promise<Disk> {
  const { disk: opened } = await open();
  await opened.saveSeries(series);
  await opened.writeBlock(blockOf(0), timesOf(0), chunksOf(0, ids));
  await opened.writeBlock(blockOf(1, { tier: 1 }), timesOf(1), chunksOf(1, ids));
  return opened;
}

test("a block whose pages were written and that the index does not name yet is there", async () => {
  await twoBlocks();
  await change("index", (index) => index.del(blockGroupKey(1, 0)));
  const { disk: opened, remarks } = await open();
  expect(remarks).toEqual([]);
  expect(await readBlock(opened, opened.blocks(1)[0] as never)).toEqual(wholeBlock(1, ids));
  expect(await opened.strayBlocks()).toEqual([]);
});

test("a dropped block whose pages are still there does not come back, and they go", async () => {
  await twoBlocks();
  await change("index", (index) =>
    index.batch([
      { type: "del", key: blockGroupKey(1, 0) },
      { type: "put", key: garbageKey(1, 2), value: seal(garbageKey(1, 2)) },
    ]),
  );
  const { disk: opened } = await open();
  expect(opened.blocks(1)).toEqual([]);
  await opened.compact();
  await change("ten-seconds", async (tier) => expect(await tier.keys().all()).toEqual([]));
  await change("index", async (index) => expect(await index.get(garbageKey(1, 2))).toBeUndefined());
});

test("a removal of series that was begun is ended", async () => {
  await twoBlocks();
  await change("index", (index) => index.put(droppingKey, sealNumbers(droppingKey, [2, 40])));
  const { disk: opened } = await open();
  expect(await readBlock(opened, opened.blocks(0)[0] as never)).toEqual(wholeBlock(0, [1]));
  expect(opened.newestSeries()).toBe(40);
  await change("index", async (index) => expect(await index.get(droppingKey)).toBeUndefined());
});

test("a damaged group of blocks in the index is made again from the blocks", async () => {
  await twoBlocks();
  await change("index", (index) => index.put(blockGroupKey(0, 0), Buffer.from("not what was written")));
  const { disk: opened, remarks } = await open();
  expect(remarks).toEqual(["The index of the history was damaged; 1 stretches of it were found again."]);
  expect(await readBlock(opened, opened.blocks(0)[0] as never)).toEqual(wholeBlock(0, ids));
  await opened.close();
  expect((await open()).remarks).toEqual([]);
});

test("a damaged group of series is made again from its copy", async () => {
  await twoBlocks();
  await change("index", (index) => index.put(seriesGroupKey(0), Buffer.from("not what was written")));
  const { disk: opened, remarks } = await open();
  expect(remarks).toEqual([]);
  const found: number[] = [];
  for await (const { id } of opened.loadSeries()) found.push(id);
  expect(found).toEqual(ids);
});

test("a group of series of which both copies are damaged is said to be lost, and its numbers are not given again", async () => {
  await twoBlocks();
  for (const part of ["index", "minutes"]) {
    await change(part, (level) => level.put(seriesGroupKey(1), Buffer.from("not what was written")));
  }
  const { disk: opened, remarks } = await open();
  expect(remarks).toEqual([
    "The names of some series of the history were damaged and are lost, and with them what was stored of them.",
  ]);
  expect(opened.newestSeries()).toBe(63);
});

test("pages of no block are found and go when they are dropped", async () => {
  await twoBlocks();
  const key = pageKey(1, pageOf(900));
  await change("minutes", (tier) => tier.put(key, Buffer.from("left over")));
  const { disk: opened } = await open();
  const stray = await opened.strayBlocks();
  expect(stray).toEqual([{ tier: 2, sequence: 1 }]);
  await opened.dropStrayBlocks(stray);
  expect(await opened.strayBlocks()).toEqual([]);
});
