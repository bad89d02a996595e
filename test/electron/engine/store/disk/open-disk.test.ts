import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Disk, SeriesRecord } from "../../../../../electron/engine/store/disk/disk";
import { openDisk } from "../../../../../electron/engine/store/disk/open-disk";
import { blockOf, chunkOf, chunksOf, hex, numbersTo, readBlock, timesOf, wholeBlock } from "../../../../support/blocks";
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

/** Closes what is open, so that what follows is read from files. */
async function reopen(): Promise<Disk> {
  await disk?.close();
  const opened = await openDisk({ folder: join(folder, "blocks"), log: createFakeLog(), reserve: 0 });
  expect(opened.remarks).toEqual([]);
  disk = opened.disk;
  return opened.disk;
}

async function inOrder<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe("blocks", () => {
  const ids = numbersTo(70);

  test("a block reads back as it was written, before and after closing", async () => {
    const first = await reopen();
    const written = await first.writeBlock(blockOf(0), timesOf(0), chunksOf(0, ids));
    expect(await readBlock(first, written)).toEqual(wholeBlock(0, ids));
    const second = await reopen();
    expect(second.blocks(0)).toEqual([written]);
    expect(await readBlock(second, written)).toEqual(wholeBlock(0, ids));
  });

  test("chunks may come in any order and be asked for in any order, and are absent where there is none", async () => {
    const opened = await reopen();
    const block = await opened.writeBlock(blockOf(0), timesOf(0), chunksOf(0, [900, 3, 17, 16, 15]));
    const asked = [17, 4, 900, 15, 70_000, 16, 17];
    const expected = asked.map((id) => ([900, 3, 17, 16, 15].includes(id) ? hex(chunkOf(0, id)) : ""));
    expect((await opened.readChunks(block, asked)).map(hex)).toEqual(expected);
  });

  test("many blocks of several tiers are read at once, in the order asked for; of one that is gone there is nothing", async () => {
    const opened = await reopen();
    const written = [
      await opened.writeBlock(blockOf(0), timesOf(0), chunksOf(0, [1, 17])),
      await opened.writeBlock({ ...blockOf(1), tier: 1 }, timesOf(1), chunksOf(1, [17])),
      await opened.writeBlock(blockOf(2), timesOf(2), chunksOf(2, [17])),
      await opened.writeBlock(blockOf(3), timesOf(3), chunksOf(3, [17])),
    ];
    await opened.dropBlocks(written.splice(2, 1));
    const wanted = [...written, { ...(written[0] as (typeof written)[0]), sequence: 99 }].reverse();
    const read = await opened.readBlocks(wanted.map((block) => ({ block, ids: [17, 1] })));
    expect(read.map((found) => found && { times: hex(found.times), chunks: found.chunks.map(hex) })).toEqual([
      undefined,
      { times: hex(timesOf(3)), chunks: [hex(chunkOf(3, 17)), ""] },
      { times: hex(timesOf(1)), chunks: [hex(chunkOf(1, 17)), ""] },
      { times: hex(timesOf(0)), chunks: [hex(chunkOf(0, 17)), hex(chunkOf(0, 1))] },
    ]);
  });

  test("the bytes of a block are those of its chunks and times", async () => {
    const opened = await reopen();
    const { bytes } = await opened.writeBlock(blockOf(0), timesOf(0), chunksOf(0, [1, 2]));
    expect(bytes).toBe(timesOf(0).length + chunkOf(0, 1).length + chunkOf(0, 2).length);
  });

  test("blocks of all tiers are numbered in the order in which they were written, across a reopening", async () => {
    const first = await reopen();
    const written = [
      await first.writeBlock(blockOf(0), timesOf(0), chunksOf(0, ids)),
      await first.writeBlock(blockOf(0, { tier: 1, writer: "memory" }), timesOf(0), chunksOf(0, ids)),
    ];
    const second = await reopen();
    written.push(await second.writeBlock(blockOf(1), timesOf(1), chunksOf(1, ids)));
    expect(written.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect([second.blocks(0), second.blocks(1), second.blocks(2)]).toEqual([[written[0], written[2]], [written[1]], []]);
  });

  test("a number is not given again after its block was dropped", async () => {
    const first = await reopen();
    const gone = await first.writeBlock(blockOf(0), timesOf(0), chunksOf(0, ids));
    await first.dropBlocks([gone]);
    const second = await reopen();
    const next = await second.writeBlock(blockOf(1), timesOf(1), []);
    expect(next.sequence).toBeGreaterThan(gone.sequence);
    expect(await readBlock(second, next)).toEqual(wholeBlock(1, []));
  });

  test("what a block replaces is gone in the same stroke", async () => {
    const first = await reopen();
    const old = [
      await first.writeBlock(blockOf(0), timesOf(0), chunksOf(0, ids)),
      await first.writeBlock(blockOf(1), timesOf(1), chunksOf(1, ids)),
    ];
    const joined = await first.writeBlock(blockOf(2), timesOf(2), chunksOf(2, ids), old);
    expect(first.blocks(0)).toEqual([joined]);
    expect((await reopen()).blocks(0)).toEqual([joined]);
  });

  test("dropped blocks are gone, their neighbours stay, and their room comes back", async () => {
    const first = await reopen();
    const large = (number: number) => numbersTo(200).map((id) => ({ id, bytes: new Uint8Array(2000).fill(number + id) }));
    for (let number = 0; number < 12; number++) await first.writeBlock(blockOf(number), timesOf(number), large(number));
    const before = await first.bytes();
    await first.dropBlocks(first.blocks(0).slice(0, 10));
    await first.compact();
    expect(await first.bytes()).toBeLessThan(before / 3);
    const left = [...first.blocks(0)];
    expect(left.map(({ start }) => start)).toEqual([10, 11].map((number) => blockOf(number).start));
    const second = await reopen();
    expect(second.blocks(0)).toEqual(left);
    expect((await inOrder(second.chunksOf(left[1] as never))).length).toBe(200);
  });

  test("a block that was dropped while it is read reads as empty", async () => {
    const opened = await reopen();
    const block = await opened.writeBlock(blockOf(0), timesOf(0), chunksOf(0, ids));
    await opened.dropBlocks([block]);
    await opened.compact();
    expect(await opened.readTimes(block)).toBeUndefined();
    expect(await opened.readChunks(block, [1])).toEqual([undefined]);
  });
});

describe("series", () => {
  const series: SeriesRecord[] = [
    { id: 1, labels: { __name__: "up", job: "local" }, writers: ["cpu"], lastDay: 20_000 },
    {
      id: 2,
      labels: { __name__: "node_load1", constructor: "x", "weird label\n": 'va"lue' },
      writers: ["load", "import"],
      lastDay: 20_001,
    },
    { id: 300, labels: { __name__: "temperatur_°C", ort: "Küche" }, writers: ["load"], lastDay: 0 },
  ];

  test("series read back, rising, as they were saved last", async () => {
    const first = await reopen();
    await first.saveSeries([series[2], series[0], series[1]] as SeriesRecord[]);
    const changed = { ...(series[0] as SeriesRecord), writers: ["cpu", "import"] };
    await first.saveSeries([changed]);
    const expected = [changed, series[1], series[2]];
    expect(await inOrder((await reopen()).loadSeries())).toEqual(expected);
    // Asked a second time, as verification does.
    expect(await inOrder((disk as Disk).loadSeries())).toEqual(expected);
  });

  test("a dropped series is gone from all blocks of all tiers and from the list, and others stay", async () => {
    const first = await reopen();
    await first.saveSeries(series);
    const blocks = [
      await first.writeBlock(blockOf(0), timesOf(0), chunksOf(0, [1, 2, 300])),
      await first.writeBlock(blockOf(0, { tier: 2 }), timesOf(0), chunksOf(5, [1, 300])),
    ];
    await first.dropSeries([1, 300]);
    for (const open of [async () => first, reopen]) {
      const opened = await open();
      expect(await readBlock(opened, blocks[0] as never)).toEqual(wholeBlock(0, [2]));
      expect(await readBlock(opened, blocks[1] as never)).toEqual(wholeBlock(0, []));
      expect(await inOrder(opened.loadSeries())).toEqual([series[1]]);
      expect(opened.blocks(0)[0]?.bytes).toBe(timesOf(0).length + chunkOf(0, 2).length);
    }
  });

  test("the highest number is remembered after its series was dropped", async () => {
    const first = await reopen();
    expect(first.newestSeries()).toBe(0);
    await first.saveSeries(series);
    await first.dropSeries([300]);
    expect(first.newestSeries()).toBe(300);
    expect((await reopen()).newestSeries()).toBe(300);
  });
});

test("kinds read back", async () => {
  const kinds = new Map([
    ["up", "gauge"],
    ["__proto__", "counter"],
  ] as const);
  expect(await (await reopen()).loadKinds()).toEqual(new Map());
  await disk?.saveKinds(kinds);
  expect(await (await reopen()).loadKinds()).toEqual(kinds);
});

test("the bytes are those of all files in the folder", async () => {
  const opened = await reopen();
  const before = await opened.bytes();
  await opened.writeBlock(blockOf(0), timesOf(0), [{ id: 1, bytes: new Uint8Array(100_000) }]);
  expect(await opened.bytes()).toBeGreaterThan(before + 100_000);
});
