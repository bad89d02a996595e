import { appendFileSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSampleLog } from "../../../../../electron/engine/store/log/open-sample-log";
import type { SampleLog } from "../../../../../electron/engine/store/log/sample-log";
import { newFolder } from "../../../../support/engine-parts";
import { type PlainRuns, plainRuns, runsOf } from "../../../../support/runs";

let folder: string;
let log: SampleLog | undefined;
beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  await log?.close();
  log = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const path = () => join(folder, "samples.log");

async function reopen(): Promise<{ log: SampleLog; recovered: PlainRuns[]; remarks: string[] }> {
  await log?.close();
  log = undefined;
  const opened = await openSampleLog({ folder, reserve: 0, now: () => Date.UTC(2026, 10, 21) });
  log = opened.log;
  return { log, recovered: opened.recovered.map(plainRuns), remarks: opened.remarks };
}

/** A few runs of two series, one with a hole and a stale marker; different for each number. */
const stretch = (number: number, writer = "cpu"): PlainRuns => ({
  writer,
  firstRun: number * 3 + 1,
  times: [0, 1, 2].map((second) => 1_760_000_000_000 + (number * 3 + second) * 1000),
  series: { 4: [number, number + 0.5, -number], 9: [undefined, number * 1e9, "stale"] },
});

const write = (opened: SampleLog, ...stretches: PlainRuns[]) => opened.write(stretches.map(runsOf));

test("a new log is empty", async () => {
  const { recovered, remarks } = await reopen();
  expect({ recovered, remarks }).toEqual({ recovered: [], remarks: [] });
});

test("what was written is read back in order, over several openings", async () => {
  const first = await reopen();
  await write(first.log, stretch(0), stretch(0, "disk"));
  await write(first.log, stretch(1));
  const second = await reopen();
  expect(second.recovered).toEqual([stretch(0), stretch(0, "disk"), stretch(1)]);
  await write(second.log, stretch(2), stretch(1, "disk"));
  const third = await reopen();
  expect(third.recovered).toEqual([stretch(0), stretch(0, "disk"), stretch(1), stretch(2), stretch(1, "disk")]);
  expect(third.remarks).toEqual([]);
});

test("writes that are asked for at once are written one after another", async () => {
  const { log: opened } = await reopen();
  await Promise.all([0, 1, 2, 3].map((number) => write(opened, stretch(number))));
  expect((await reopen()).recovered).toEqual([0, 1, 2, 3].map((number) => stretch(number)));
});

test("nothing to write leaves the file as it is", async () => {
  const { log: opened } = await reopen();
  const before = opened.bytes;
  await opened.write([]);
  expect(opened.bytes).toBe(before);
});

test("a restart leaves what is still only in memory, and later writes follow it", async () => {
  const { log: opened } = await reopen();
  for (const number of [0, 1, 2]) await write(opened, stretch(number));
  const before = opened.bytes;
  await opened.restart([runsOf(stretch(2))]);
  expect(opened.bytes).toBeLessThan(before);
  expect(opened.bytes).toBe(readFileSync(path()).length);
  await write(opened, stretch(3));
  expect((await reopen()).recovered).toEqual([stretch(2), stretch(3)]);
});

test("what is written while the log begins anew is not lost", async () => {
  const { log: opened } = await reopen();
  await write(opened, stretch(0));
  await Promise.all([opened.restart([runsOf(stretch(0))]), write(opened, stretch(1)), write(opened, stretch(2))]);
  expect((await reopen()).recovered).toEqual([stretch(0), stretch(1), stretch(2)]);
});

test("a restart that was killed half way leaves the old log", async () => {
  const { log: opened } = await reopen();
  await write(opened, stretch(0));
  writeFileSync(`${path()}.new`, readFileSync(path()).subarray(0, 20));
  const { recovered, remarks } = await reopen();
  expect({ recovered, remarks }).toEqual({ recovered: [stretch(0)], remarks: [] });
  expect(readdirSync(folder)).toEqual(["samples.log"]);
});

test("many rows are cut into parts and read back as one stretch after another", async () => {
  const rows = 500;
  const ids = Array.from({ length: 90 }, (_, at) => at + 1);
  const long: PlainRuns = {
    writer: "cpu",
    firstRun: 7,
    times: Array.from({ length: rows }, (_, at) => at * 1000),
    series: Object.fromEntries(
      ids.map((id) => [id, Array.from({ length: rows }, (_, at) => (at % 50 === id ? undefined : at * id))]),
    ),
  };
  const { log: opened } = await reopen();
  await write(opened, long);
  await opened.restart([runsOf(long)]);
  const { recovered } = await reopen();
  expect(recovered.length).toBeGreaterThan(1);
  expect(recovered.flatMap(({ times }) => times)).toEqual(long.times);
  expect(recovered.map(({ firstRun, times }) => firstRun + times.length)).toEqual([
    ...recovered.slice(1).map(({ firstRun }) => firstRun),
    7 + rows,
  ]);
  for (const id of ids) expect(recovered.flatMap(({ series }) => series[id])).toEqual(long.series[id]);
});

describe("damage", () => {
  /** Three records; where each ends. */
  async function threeRecords(): Promise<number[]> {
    const { log: opened } = await reopen();
    const ends: number[] = [];
    for (const number of [0, 1, 2]) {
      await write(opened, stretch(number));
      ends.push(opened.bytes);
    }
    await opened.close();
    log = undefined;
    return ends;
  }

  test("a record that a kill tore is left out without a word, wherever it was torn, and writing goes on", async () => {
    const [, second = 0, third = 0] = await threeRecords();
    const whole = readFileSync(path());
    for (let length = second; length < third; length++) {
      writeFileSync(path(), whole.subarray(0, length));
      const { log: opened, recovered, remarks } = await reopen();
      expect({ recovered, remarks }).toEqual({ recovered: [stretch(0), stretch(1)], remarks: [] });
      await write(opened, stretch(5));
      expect((await reopen()).recovered).toEqual([stretch(0), stretch(1), stretch(5)]);
    }
  });

  test.each([0, 1, 3, 5])("a header of which only %i bytes were written is a new log", async (bytes) => {
    await threeRecords();
    truncateSync(path(), bytes);
    const { log: opened, remarks } = await reopen();
    expect(remarks).toEqual([]);
    await write(opened, stretch(1));
    expect((await reopen()).recovered).toEqual([stretch(1)]);
  });

  test("zeros at the end, as after a power cut, are left out without a word", async () => {
    await threeRecords();
    appendFileSync(path(), Buffer.alloc(5000));
    const { recovered, remarks } = await reopen();
    expect({ recovered, remarks }).toEqual({ recovered: [0, 1, 2].map((number) => stretch(number)), remarks: [] });
  });

  test("a byte that changed ends the reading there; the file is kept and the user is told", async () => {
    const [first = 0] = await threeRecords();
    const bytes = readFileSync(path());
    bytes[first + 12] = (bytes[first + 12] as number) ^ 1;
    writeFileSync(path(), bytes);
    const { recovered, remarks, log: opened } = await reopen();
    expect(recovered).toEqual([stretch(0)]);
    expect(remarks).toEqual([
      "The log of the newest samples was damaged: they could be read up to 2025-10-09T08:53:22.000Z. " +
        "The file as it was is kept as samples.log.damaged-2026-11-21T00-00-00.000Z.",
    ]);
    expect(readFileSync(join(folder, "samples.log.damaged-2026-11-21T00-00-00.000Z"))).toEqual(bytes);
    await write(opened, stretch(7));
    expect((await reopen()).recovered).toEqual([stretch(0), stretch(7)]);
  });

  test("another file under its name is kept, and the user is told", async () => {
    writeFileSync(path(), "not a log at all");
    const { recovered, remarks } = await reopen();
    expect(recovered).toEqual([]);
    expect(remarks).toEqual([
      "The log of the newest samples was damaged: none of them could be read. " +
        "The file as it was is kept as samples.log.damaged-2026-11-21T00-00-00.000Z.",
    ]);
  });

  test("every byte of the file may change without anything but a shorter answer", async () => {
    await threeRecords();
    copyFileSync(path(), `${path()}.whole`);
    const whole = readFileSync(`${path()}.whole`);
    const promises = [[], [stretch(0)], [stretch(0), stretch(1)], [0, 1, 2].map((number) => stretch(number))];
    for (let at = 6; at < whole.length; at++) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] as number) ^ (1 << (at % 8));
      writeFileSync(path(), bytes);
      const { recovered } = await reopen();
      expect(promises[recovered.length]).toEqual(recovered);
    }
  });

  test("a newer format is refused and left alone", async () => {
    await threeRecords();
    const bytes = readFileSync(path());
    bytes[5] = 2;
    writeFileSync(path(), bytes);
    await expect(reopen()).rejects.toThrow(`${path()} was written by a newer Watchdeck: use that one, or choose another folder.`);
    expect(readFileSync(path())).toEqual(bytes);
  });
});

test("a folder that lies where the log should be is set aside", async () => {
  mkdirSync(join(path(), "other"), { recursive: true });
  const { log: opened, remarks } = await reopen();
  expect(remarks).toEqual([
    "A folder lay where the log of the newest samples should be. It is kept as samples.log.damaged-2026-11-21T00-00-00.000Z.",
  ]);
  await write(opened, stretch(0));
  expect(await reopen()).toMatchObject({ recovered: [stretch(0)], remarks: [] });
});
