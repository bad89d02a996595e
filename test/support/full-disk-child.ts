// Runs inside a small file system of its own, fills it up and tells on its standard output what the store made of that.
import { closeSync, openSync, readFileSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";
import { isDiskFull } from "../../electron/engine/store/disk/disk-full";
import { openDisk } from "../../electron/engine/store/disk/open-disk";
import { openSampleLog } from "../../electron/engine/store/log/open-sample-log";
import { blockOf, numbersTo, readBlock, timesOf } from "./blocks";
import { createFakeLog } from "./fake-log";
import { createStoppedClock, knownReadings, openKnownStore, readKnown, step, writer } from "./known-samples";
import { createRandom } from "./random-numbers";
import { plainRuns, runsOf } from "./runs";

const [folder = ""] = process.argv.slice(2);
const filler = join(folder, "filler");
const mebibyte = 1024 * 1024;

/** Leaves so much room. */
function fillUpTo(left: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const file = openSync(filler, "a");
  for (let rest = bavail * bsize - left; rest > 0; rest -= mebibyte) writeSync(file, new Uint8Array(Math.min(mebibyte, rest)));
  closeSync(file);
}

const random = createRandom(1);
const noise = (length: number) => Uint8Array.from({ length }, () => random.whole(0, 255));
const ids = numbersTo(32);

/** Calls until it is refused; what was not refused is in the list. */
async function untilRefused<T>(run: (number: number) => Promise<T>): Promise<{ done: T[]; isFull: boolean; say: string }> {
  const done: T[] = [];
  for (;;) {
    try {
      done.push(await run(done.length));
    } catch (error) {
      return { done, isFull: isDiskFull(error), say: (error as Error).message };
    }
  }
}

/** Down to the last byte, as if nobody had thought of leaving some. */
async function parts() {
  const store = join(folder, "parts");
  const open = () => openDisk({ folder: store, log: createFakeLog(), reserve: 0 });
  const { disk } = await open();
  const { log } = await openSampleLog({ folder: store, reserve: 0 });
  const write = (number: number) =>
    disk.writeBlock(
      blockOf(number),
      timesOf(number),
      ids.map((id) => ({ id, bytes: noise(8_000) })),
    );
  const record = (number: number) => ({
    writer,
    firstRun: number + 1,
    times: [number],
    series: { 1: [number + random.fraction()] },
  });
  const first = await write(0);
  fillUpTo(6 * mebibyte);
  const blocks = await untilRefused((at) => write(at + 1));
  fillUpTo(0);
  const records = await untilRefused(async (number) => {
    const runs = record(number);
    await log.write([runsOf(runs)]);
    return runs;
  });
  const written = [first, ...blocks.done];
  const before = await Promise.all(written.map((block) => readBlock(disk, block)));
  rmSync(filler);
  const after = await write(written.length);
  const late = record(records.done.length);
  await log.write([runsOf(late)]);
  const afterwards = await readBlock(disk, after);
  await disk.close();
  await log.close();

  const again = await open();
  const againLog = await openSampleLog({ folder: store, reserve: 0 });
  const result = {
    blocks: { isFull: blocks.isFull, some: blocks.done.length > 0, say: blocks.say },
    records: { isFull: records.isFull, say: records.say },
    remarks: [...again.remarks, ...againLog.remarks],
    hasAllBlocks: same(again.disk.blocks(0), [...written, after]),
    hasAllChunks: same(await Promise.all([...written, after].map((block) => readBlock(again.disk, block))), [
      ...before,
      afterwards,
    ]),
    hasAllRecords: same(againLog.recovered.map(plainRuns), [...records.done, late]),
    logIsOne: readFileSync(join(store, "samples.log")).length === againLog.log.bytes,
  };
  await again.disk.close();
  await againLog.log.close();
  rmSync(store, { recursive: true });
  return result;
}

/** The whole store, which leaves some room to others. */
async function whole() {
  const start = Date.UTC(2026, 10, 21);
  const clock = createStoppedClock(start);
  const remarks: string[] = [];
  const store = await openKnownStore(join(folder, "whole"), clock, remarks);
  const states: string[] = [];
  const work = async (runs: number) => {
    for (let run = 1; run <= runs; run++) {
      clock.set(clock.now() + step);
      store.append(writer, clock.now(), knownReadings(clock.now()));
      if (run % 4 === 0) await store.flush();
      if (run % 12 === 0) await store.maintain();
    }
    states.push((await store.history()).state.kind);
  };
  await work(60);
  fillUpTo(30 * mebibyte);
  await work(60);
  rmSync(filler);
  await work(60);
  const { times, wrong } = await readKnown(store, start, clock.now());
  await store.close();
  const again = await openKnownStore(join(folder, "whole"), clock, remarks);
  const reread = await readKnown(again, start, clock.now());
  await again.close();
  return { states, remarks, samples: times.length, wrong, rereadSamples: reread.times.length, rereadWrong: reread.wrong };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

process.stdout.write(JSON.stringify({ parts: await parts(), whole: await whole() }));
