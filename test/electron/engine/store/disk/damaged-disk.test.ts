// What a damaged store gives back: everything that can be read, nothing that is wrong, and a sentence about the rest.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { encodeTimes } from "../../../../../electron/engine/store/codec/times";
import { encodeColumn } from "../../../../../electron/engine/store/codec/values";
import type { BlockInfo, Disk } from "../../../../../electron/engine/store/disk/disk";
import { openDisk } from "../../../../../electron/engine/store/disk/open-disk";
import { repairDisk, verifyDisk } from "../../../../../electron/engine/store/disk/verify";
import { blockOf, numbersTo } from "../../../../support/blocks";
import { newFolder } from "../../../../support/engine-parts";
import { createFakeLog } from "../../../../support/fake-log";
import { createRandom } from "../../../../support/random-numbers";

const rows = 60;
const ids = numbersTo(100);
const blockCount = 8;
const asideName = "blocks.damaged-2026-11-21T00-00-00.000Z";

let folder: string;
const opened = new Set<Disk>();
beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  for (const disk of opened) await disk.close();
  opened.clear();
  rmSync(folder, { recursive: true, force: true });
});

const data = () => join(folder, "blocks");

async function open(): Promise<{ disk: Disk; remarks: string[] }> {
  const found = await openDisk({ folder: data(), log: createFakeLog(), reserve: 0, now: () => Date.UTC(2026, 10, 21) });
  opened.add(found.disk);
  return found;
}

async function close(disk: Disk): Promise<void> {
  opened.delete(disk);
  await disk.close();
}

const columnOf = (number: number, id: number) => ({
  values: Float64Array.from({ length: rows }, (_, row) => number * 1000 + id * ((row * 31) % 17)),
});
const timesOf = (number: number) => Float64Array.from({ length: rows }, (_, row) => blockOf(number).start + row * 1000);

/** Blocks and series in table files, as after some hours. */
async function fill(): Promise<void> {
  const { disk } = await open();
  await disk.saveSeries(
    ids.map((id) => ({ id, labels: { __name__: "known", id: String(id) }, writers: ["cpu"], lastDay: 20_000 })),
  );
  await disk.saveKinds(new Map([["known", "gauge"]]));
  for (let number = 0; number < blockCount; number++) {
    const chunks = ids.map((id) => ({ id, bytes: encodeColumn(columnOf(number, id), rows) }));
    await disk.writeBlock(blockOf(number, { rows }), encodeTimes(timesOf(number)), chunks);
  }
  await close(disk);
  // LevelDB makes tables of its log when it opens.
  await close((await open()).disk);
}

/** How many blocks, series and chunks there are; fails on any that is not as it was written. */
async function contents(disk: Disk): Promise<{ series: number; blocks: number; chunks: number }> {
  const count = { series: 0, blocks: disk.blocks(0).length, chunks: 0 };
  for await (const { id, labels } of disk.loadSeries()) {
    expect(labels).toEqual({ __name__: "known", id: String(id) });
    count.series++;
  }
  for (const block of disk.blocks(0)) {
    const number = (block.start - blockOf(0).start) / 600_000;
    const times = await disk.readTimes(block);
    if (times) expect(Buffer.from(times)).toEqual(Buffer.from(encodeTimes(timesOf(number))));
    for (const [at, bytes] of (await disk.readChunks(block, ids)).entries()) {
      if (!bytes || isDamaged(bytes, number, ids[at] as number)) continue;
      count.chunks++;
    }
  }
  return count;
}

/** Bytes that changed within a chunk are its own checksum's business, which is tested with the codec. */
const isDamaged = (bytes: Uint8Array, number: number, id: number) =>
  !Buffer.from(encodeColumn(columnOf(number, id), rows)).equals(bytes);

const everything = { series: ids.length, blocks: blockCount, chunks: blockCount * ids.length };
const levels = ["index", "raw", "ten-seconds", "minutes"];
const filesOf = (level: string, pattern: RegExp) =>
  readdirSync(join(data(), level))
    .filter((name) => pattern.test(name))
    .map((name) => join(data(), level, name));
const repaired = (level: string) => `The part "${level}" of the history was damaged and has been repaired.`;

describe("nothing is lost, and the user is told of the repair, when", () => {
  test.each(levels)("%s lacks its file CURRENT", async (level) => {
    await fill();
    rmSync(join(data(), level, "CURRENT"));
    const { disk, remarks } = await open();
    expect(remarks.filter((remark) => !remark.includes("found again"))).toEqual([repaired(level)]);
    expect(await contents(disk)).toEqual(everything);
    expect(disk.newestSeries()).toBeGreaterThanOrEqual(ids.length);
  });

  test.each([
    { name: "missing", damage: (path: string) => rmSync(path) },
    { name: "empty", damage: (path: string) => truncateSync(path, 0) },
    { name: "not what it was", damage: (path: string) => writeFileSync(path, Buffer.alloc(500, 0xa5)) },
  ])("the manifests are $name", async ({ damage }) => {
    await fill();
    for (const level of levels) for (const path of filesOf(level, /^MANIFEST/)) damage(path);
    const { disk, remarks } = await open();
    expect(remarks.filter((remark) => !remark.includes("found again"))).toEqual(levels.map(repaired));
    expect(await contents(disk)).toEqual(everything);
  });

  test("the index is gone: blocks are found again where they lie, and series in their copy", async () => {
    await fill();
    rmSync(join(data(), "index"), { recursive: true });
    const { disk, remarks } = await open();
    expect(remarks).toEqual([`The index of the history was damaged; ${blockCount} stretches of it were found again.`]);
    expect(await contents(disk)).toEqual(everything);
    await close(disk);
    const again = await open();
    expect(again.remarks).toEqual([]);
    expect(await contents(again.disk)).toEqual(everything);
  });

  test("the index lacks what was written last, as after a power cut", async () => {
    await fill();
    const before = await open();
    const more = numbersTo(200).slice(100);
    await before.disk.saveSeries(
      more.map((id) => ({ id, labels: { __name__: "known", id: String(id) }, writers: ["cpu"], lastDay: 20_000 })),
    );
    const chunks = [...ids, ...more].map((id) => ({ id, bytes: encodeColumn(columnOf(blockCount, id), rows) }));
    await before.disk.writeBlock(blockOf(blockCount, { rows }), encodeTimes(timesOf(blockCount)), chunks);
    await close(before.disk);
    for (const path of filesOf("index", /\.log$/)) rmSync(path);
    const { disk, remarks } = await open();
    expect(remarks).toEqual([]);
    expect(await contents(disk)).toEqual({ series: 200, blocks: blockCount + 1, chunks: (blockCount + 1) * ids.length });
    expect(disk.newestSeries()).toBeGreaterThanOrEqual(200);
  });

  test("the copy of the series is gone: it is made again", async () => {
    await fill();
    rmSync(join(data(), "minutes"), { recursive: true });
    const first = await open();
    expect(first.remarks).toEqual(['The part "minutes" of the history was missing and was begun anew.']);
    await close(first.disk);
    rmSync(join(data(), "index"), { recursive: true });
    expect(await contents((await open()).disk)).toEqual(everything);
  });

  test("the format file is missing", async () => {
    await fill();
    rmSync(join(data(), "format.json"));
    const { disk, remarks } = await open();
    expect(remarks).toEqual([`The file format.json of the history in ${data()} was missing or damaged, and was written anew.`]);
    expect(await contents(disk)).toEqual(everything);
  });
});

test("a folder where the format file should be is moved away", async () => {
  await fill();
  rmSync(join(data(), "format.json"));
  mkdirSync(join(data(), "format.json", "other"), { recursive: true });
  const { disk, remarks } = await open();
  expect(remarks).toEqual([`The file format.json of the history in ${data()} was missing or damaged, and was written anew.`]);
  expect(await contents(disk)).toEqual(everything);
});

describe("what is lost is said, and the rest is there, when", () => {
  test("a tier is gone", async () => {
    await fill();
    rmSync(join(data(), "raw"), { recursive: true });
    const { disk, remarks } = await open();
    expect(remarks).toEqual([
      'The part "raw" of the history was missing and was begun anew.',
      `${blockCount} stretches of the history were damaged and are lost.`,
    ]);
    expect(await contents(disk)).toEqual({ ...everything, blocks: 0, chunks: 0 });
    const written = await disk.writeBlock(blockOf(20, { rows }), encodeTimes(timesOf(20)), []);
    expect(written.sequence).toBeGreaterThan(blockCount);
  });

  test("a tier's folder is a file", async () => {
    await fill();
    rmSync(join(data(), "raw"), { recursive: true });
    writeFileSync(join(data(), "raw"), "what is this doing here");
    const { disk, remarks } = await open();
    expect(remarks).toEqual([
      `The part "raw" of the history was damaged and was begun anew; the old one is kept as ${asideName}.`,
      `${blockCount} stretches of the history were damaged and are lost.`,
    ]);
    expect(readFileSync(join(folder, asideName, "raw"), "utf8")).toBe("what is this doing here");
    expect((await contents(disk)).series).toBe(ids.length);
  });

  test.each([
    { name: "cut in half", damage: (path: string) => truncateSync(path, Math.floor(readFileSync(path).length / 2)) },
    { name: "empty", damage: (path: string) => truncateSync(path, 0) },
    { name: "missing", damage: (path: string) => rmSync(path) },
    { name: "other bytes", damage: (path: string) => writeFileSync(path, Buffer.alloc(5000, 0x5a)) },
  ])("a table is $name", async ({ damage }) => {
    await fill();
    for (const path of filesOf("raw", /\.ldb$/)) damage(path);
    const { disk } = await open();
    const found = await contents(disk);
    expect(found.series).toBe(ids.length);
    const { faults } = await verifyDisk(disk);
    await repairDisk(disk, faults);
    expect((await verifyDisk(disk)).faults).toEqual([]);
    const { sequence } = await disk.writeBlock(blockOf(20, { rows }), encodeTimes(timesOf(20)), []);
    await close(disk);
    expect((await open()).disk.blocks(0).map((block: BlockInfo) => block.sequence)).toContain(sequence);
  });
});

describe("bytes that changed", () => {
  test.each(levels)("in the tables of %s cost what lies there, and nothing is ever wrong", { timeout: 30_000 }, async (level) => {
    await fill();
    cpSync(data(), join(folder, "whole"), { recursive: true });
    const random = createRandom(7);
    for (let attempt = 0; attempt < 8; attempt++) {
      rmSync(data(), { recursive: true, force: true });
      cpSync(join(folder, "whole"), data(), { recursive: true });
      for (const path of filesOf(level, /\.ldb$/)) {
        const bytes = readFileSync(path);
        for (let flip = 0; flip < 1 + 2 * attempt; flip++) {
          const at = random.whole(0, bytes.length - 1);
          bytes[at] = (bytes[at] as number) ^ (1 << random.whole(0, 7));
        }
        writeFileSync(path, bytes);
      }
      const { disk } = await open();
      const found = await contents(disk);
      if (level !== "raw") expect(found).toEqual(everything);
      else expect(found.chunks).toBeGreaterThan(0);
      const { faults } = await verifyDisk(disk);
      await repairDisk(disk, faults);
      expect((await verifyDisk(disk)).faults).toEqual([]);
      await close(disk);
    }
  });

  test("in one chunk cost that chunk", async () => {
    await fill();
    const path = filesOf("raw", /\.ldb$/)[0] as string;
    const bytes = readFileSync(path);
    const chunk = Buffer.from(encodeColumn(columnOf(3, 40), rows));
    const at = bytes.indexOf(chunk);
    bytes[at + 6] = (bytes[at + 6] as number) ^ 0x10;
    writeFileSync(path, bytes);
    const { disk, remarks } = await open();
    expect(remarks).toEqual([]);
    expect(await contents(disk)).toEqual({ ...everything, chunks: everything.chunks - 1 });
    const { faults, chunks } = await verifyDisk(disk);
    expect(faults).toMatchObject([{ kind: "damaged chunk", id: 40, block: { start: blockOf(3).start } }]);
    await repairDisk(disk, faults);
    expect(await verifyDisk(disk)).toMatchObject({ chunks: chunks - 1, faults: [] });
  });
});

describe("a folder is refused with a sentence and left as it is, when", () => {
  test.each([
    {
      name: "its format is newer",
      format: { kind: "watchdeck-history", version: 2 },
      say: (path: string) =>
        `The history in ${path} was written by a newer Watchdeck (format 2, this one knows 1): use that one, or choose another folder.`,
    },
    {
      name: "it is a store of another kind",
      format: { kind: "something-else", version: 1 },
      say: (path: string) => `${path} has other files in it and no history of Watchdeck's: choose another folder.`,
    },
  ])("$name", async ({ format, say }) => {
    await fill();
    writeFileSync(join(data(), "format.json"), JSON.stringify(format));
    const before = readdirSync(join(data(), "raw"));
    await expect(open()).rejects.toThrow(say(data()));
    expect(readdirSync(join(data(), "raw"))).toEqual(before);
  });

  test("it has other files in it", async () => {
    mkdirSync(data());
    writeFileSync(join(data(), "holiday.jpg"), "");
    await expect(open()).rejects.toThrow(`${data()} has other files in it and no history of Watchdeck's: choose another folder.`);
    expect(readdirSync(data())).toEqual(["holiday.jpg"]);
  });

  test("it is a file", async () => {
    writeFileSync(data(), "");
    await expect(open()).rejects.toThrow(
      `${data()} is a file where the history's folder should be: move it away or choose another folder.`,
    );
  });

  test("it is open already", async () => {
    const { disk } = await open();
    await expect(open()).rejects.toThrow(`${join(data(), "index")} is in use by another Watchdeck: close that one first.`);
    await disk.writeBlock(blockOf(0, { rows }), encodeTimes(timesOf(0)), []);
    expect(disk.blocks(0)).toHaveLength(1);
  });
});

test("an empty folder becomes a store", async () => {
  mkdirSync(data());
  const { remarks } = await open();
  expect(remarks).toEqual([]);
});
