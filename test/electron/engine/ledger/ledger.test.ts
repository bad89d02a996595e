import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ClassicLevel } from "classic-level";
import { MemoryLevel } from "memory-level";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { LedgerEntry } from "#shared/contract/alerts";
import { createLedger, type LedgerDisk } from "../../../../electron/engine/ledger/ledger";
import { createMemoryLedger } from "../../../../electron/engine/ledger/memory-ledger";
import { openLedger } from "../../../../electron/engine/ledger/open-ledger";
import { forgetOld } from "../../../../electron/engine/ledger/retention";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

const entry = (at: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  at,
  alertId: "a",
  alertName: "A",
  kind: "firing",
  text: `entry ${at}`,
  ...more,
});
const clock = createFakeClock();
const texts = (page: { entries: LedgerEntry[] }) => page.entries.map(({ text }) => text);

test("entries come back newest first, whatever the order in which they were added", async () => {
  const ledger = createMemoryLedger({ clock });
  for (const at of [20, 10, 30]) ledger.add(entry(at));
  expect(texts(await ledger.list({ limit: 2 }))).toEqual(["entry 30", "entry 20"]);
});

test("entries of one moment keep the order in which they were added", async () => {
  const ledger = createMemoryLedger({ clock });
  for (const text of ["first", "second", "third"]) ledger.add(entry(5, { text }));
  expect(texts(await ledger.list({ limit: 9 }))).toEqual(["third", "second", "first"]);
});

test.each([
  { name: "of one alert", request: { alertId: "b/%" }, expected: ["b 2"] },
  { name: "of some kinds", request: { kinds: ["resolved" as const] }, expected: ["resolved 3"] },
  { name: "of some kinds of one alert", request: { alertId: "a", kinds: ["firing" as const] }, expected: ["entry 1"] },
  { name: "from a time on", request: { fromMs: 2 }, expected: ["resolved 3", "b 2"] },
  { name: "up to a time", request: { toMs: 2 }, expected: ["b 2", "entry 1"] },
])("entries can be asked for: $name", async ({ request, expected }) => {
  const ledger = createMemoryLedger({ clock });
  ledger.add(entry(1));
  ledger.add(entry(2, { alertId: "b/%", text: "b 2" }));
  ledger.add(entry(3, { kind: "resolved", text: "resolved 3" }));
  expect(texts(await ledger.list({ limit: 10, ...request }))).toEqual(expected);
});

test.each([{}, { alertId: "a" }, { kinds: ["firing" as const] }, { alertId: "a", kinds: ["firing" as const] }])(
  "pages join without loss or repetition: %j",
  async (request) => {
    const ledger = createMemoryLedger({ clock });
    for (let at = 0; at < 25; at++) ledger.add(entry(at, { kind: at % 5 === 0 ? "resolved" : "firing" }));
    const read: string[] = [];
    let before: string | undefined;
    do {
      const page = await ledger.list({ limit: 4, ...request, ...(before !== undefined && { before }) });
      read.push(...texts(page));
      before = page.next;
    } while (before !== undefined);
    const whole = texts(await ledger.list({ limit: 100, ...request }));
    expect(read).toEqual(whole);
    expect(whole.length).toBeGreaterThan(15);
  },
);

test("listeners hear once of what one turn added", async () => {
  const ledger = createMemoryLedger({ clock });
  let heard = 0;
  ledger.onChange(() => heard++);
  ledger.add(entry(1));
  ledger.add(entry(2));
  await ledger.written();
  expect(heard).toBe(1);
});

test("kept values are found by prefix, and forgotten", async () => {
  const ledger = createMemoryLedger({ clock });
  ledger.keep("rules/a", { n: 1 });
  ledger.keep("rules/b", [2]);
  ledger.keep("router/a", 3);
  ledger.keep("rules/a", undefined);
  expect(await ledger.kept("rules/")).toEqual(new Map([["rules/b", [2]]]));
});

function countingDisk(): { disk: MemoryLevel<string, string>; batches: number[] } {
  const disk = new MemoryLevel<string, string>();
  const batches: number[] = [];
  const { batch } = disk;
  Object.assign(disk, {
    batch(operations: unknown[]) {
      batches.push(operations.length);
      return Reflect.apply(batch, disk, [operations]);
    },
  });
  return { disk, batches };
}

test("what one turn added is written in one piece, also when somebody waits for it in the middle of the turn", async () => {
  const { disk, batches } = countingDisk();
  const ledger = createLedger({ disk, clock, log: createFakeLog(), problems: { add: () => undefined } });
  ledger.add(entry(1));
  const isWritten = ledger.written();
  ledger.keep("rules/a", 1);
  await Promise.resolve();
  ledger.add(entry(2));
  await isWritten;
  expect(batches).toEqual([5]);
});

test("a disk that refuses is told of once, and gets everything when it takes it again", async () => {
  const ownClock = createFakeClock();
  const disk = new MemoryLevel<string, string>();
  const { batch } = disk;
  let isRefusing = true;
  Object.assign(disk, {
    batch: (operations: unknown[]) =>
      isRefusing
        ? Promise.reject(Object.assign(new Error("no space"), { code: "ENOSPC" }))
        : Reflect.apply(batch, disk, [operations]),
  });
  const told: string[] = [];
  const problems = { add: (_: string, text: string) => told.push(text) };
  const mendings: boolean[] = [];
  const mend = async (isDamaged: boolean) => void mendings.push(isDamaged);
  const ledger = createLedger({ disk, mend, clock: ownClock, log: createFakeLog(), problems });
  ledger.add(entry(1));
  await ledger.written();
  ledger.add(entry(2));
  await ledger.written();
  isRefusing = false;
  await ownClock.advance(5000);
  ledger.add(entry(3));
  expect(texts(await ledger.list({ limit: 9 }))).toEqual(["entry 3", "entry 2", "entry 1"]);
  expect(told).toEqual([expect.stringContaining("ENOSPC")]);
  // LevelDB would lose what is written after a hole in its log.
  expect(mendings).toEqual([false]);
});

test("a year is kept, and of too much the newest", async () => {
  const disk: LedgerDisk = new MemoryLevel<string, string>();
  const ledger = createLedger({ disk, clock, log: createFakeLog(), problems: { add: () => undefined } });
  const now = 400 * 86_400_000;
  ledger.add(entry(now - 367 * 86_400_000, { text: "too old" }));
  for (let index = 5; index > 0; index--) ledger.add(entry(now - index, { text: `minus ${index}` }));
  await ledger.written();
  await forgetOld(disk, now);
  expect(texts(await ledger.list({ limit: 9 }))).toHaveLength(5);
  await forgetOld(disk, now, 3);
  expect(texts(await ledger.list({ limit: 9 }))).toEqual(["minus 1", "minus 2", "minus 3"]);
  expect(texts(await ledger.list({ limit: 9, alertId: "a" }))).toEqual(["minus 1", "minus 2", "minus 3"]);
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-ledger-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const openIn = (told: string[] = []) =>
  openLedger({ dataFolder: folder, clock, log: createFakeLog(), problems: { add: (_, text) => told.push(text) } });

test("it is there after a restart", async () => {
  const before = await openIn();
  before.add(entry(1));
  before.keep("x", "y");
  await before.close();
  const after = await openIn();
  expect(texts(await after.list({ limit: 9 }))).toEqual(["entry 1"]);
  expect(await after.kept("")).toEqual(new Map([["x", "y"]]));
  await after.close();
});

test("the lines of older versions are taken over, but for damaged ones", async () => {
  writeFileSync(join(folder, "ledger.jsonl"), `${JSON.stringify(entry(1))}\nnot JSON\n${JSON.stringify(entry(2))}\n{"at":3,`);
  const ledger = await openIn();
  expect(texts(await ledger.list({ limit: 9 }))).toEqual(["entry 2", "entry 1"]);
  await ledger.close();
  const again = await openIn();
  expect(texts(await again.list({ limit: 9 }))).toHaveLength(2);
  await again.close();
});

test("where the folder cannot be one, it works in memory and says so", async () => {
  writeFileSync(join(folder, "alerting"), "a file");
  const told: string[] = [];
  const ledger = await openIn(told);
  ledger.add(entry(1));
  expect(texts(await ledger.list({ limit: 9 }))).toEqual(["entry 1"]);
  expect(told).toEqual([expect.stringContaining("in memory only")]);
  await ledger.close();
});

/** Everything in tables, so that there are files to damage. */
async function fill(): Promise<string> {
  const ledger = await openIn();
  for (let index = 1; index <= 2000; index++) ledger.add(entry(index));
  for (let index = 0; index < 500; index++) ledger.keep(`x/${index}`, "y".repeat(index));
  await ledger.close();
  const alerting = join(folder, "alerting");
  const disk = new ClassicLevel(alerting);
  await disk.open();
  await disk.compactRange("a", "z");
  await disk.close();
  return alerting;
}

function change(alerting: string, which: RegExp, how: (path: string) => void): void {
  for (const name of readdirSync(alerting)) if (which.test(name)) how(join(alerting, name));
}

function flipBytes(path: string): void {
  const bytes = readFileSync(path);
  for (let at = 50; at < bytes.length; at += 97) bytes[at] = 0xff;
  writeFileSync(path, bytes);
}

const cutOff = (path: string) => truncateSync(path, 3);

test.each([
  { name: "tables with flipped bytes", which: /\.(ldb|log)$/, how: flipBytes },
  { name: "tables that are cut off", which: /\.ldb$/, how: cutOff },
  { name: "a manifest that is cut off", which: /^MANIFEST/, how: cutOff },
  { name: "a CURRENT that is cut off", which: /^CURRENT/, how: cutOff },
])("$name are mended at the start, it is said, and what comes then is kept", async ({ which, how }) => {
  change(await fill(), which, how);
  const told: string[] = [];
  const ledger = await openIn(told);
  await ledger.kept("");
  ledger.add(entry(5000));
  ledger.keep("new", 1);
  expect(texts(await ledger.list({ limit: 1 }))).toEqual(["entry 5000"]);
  await ledger.close();
  expect(told).toEqual([expect.stringContaining("was damaged")]);
  const again = await openIn(told);
  expect((await again.kept("new")).get("new")).toBe(1);
  expect(told).toHaveLength(1);
  await again.close();
});

test("without its CURRENT nothing is lost", async () => {
  change(await fill(), /^CURRENT/, (path) => rmSync(path));
  const ledger = await openIn();
  expect((await ledger.kept("x/")).size).toBe(500);
  expect((await ledger.list({ limit: 1000, kinds: ["firing"] })).entries).toHaveLength(1000);
  await ledger.close();
});

test("damage that shows only when something is read is mended then, once for all who are reading", async () => {
  const disk = new MemoryLevel<string, string>();
  const { iterator } = disk;
  let mendings = 0;
  Object.assign(disk, {
    iterator(range: object) {
      if (mendings === 0) throw Object.assign(new Error("corrupted block"), { code: "LEVEL_CORRUPTION" });
      return Reflect.apply(iterator, disk, [range]);
    },
  });
  const mend = async () => {
    mendings++;
  };
  const ledger = createLedger({ disk, mend, clock, log: createFakeLog(), problems: { add: () => undefined } });
  ledger.add(entry(1));
  const pages = await Promise.all([ledger.list({ limit: 9 }), ledger.list({ limit: 9 }), ledger.kept("")]);
  expect(pages.slice(0, 2).map((page) => texts(page as { entries: LedgerEntry[] }))).toEqual([["entry 1"], ["entry 1"]]);
  expect(mendings).toBe(1);
});
