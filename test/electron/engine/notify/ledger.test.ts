import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { LedgerEntry } from "#shared/contract/alerts";
import { createLedger } from "../../../../electron/engine/notify/ledger";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-ledger-"));
  path = join(folder, "ledger.jsonl");
  told = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const log = createFakeLog();
let told: string[] = [];
const parts = { clock: createFakeClock(), log, problems: { add: (_: string, text: string) => told.push(text) } };
const entry = (at: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  at,
  alertId: "a",
  alertName: "A",
  kind: "firing",
  text: `entry ${at}`,
  ...more,
});
const linesOnDisk = () => readFileSync(path, "utf8").trimEnd().split("\n");

test("entries come back newest first, after a restart too", async () => {
  const before = createLedger({ path, ...parts });
  await before.load();
  for (const at of [1, 2, 3]) before.add(entry(at));
  await before.close();
  const after = createLedger({ path, ...parts });
  await after.load();
  expect(after.list({ limit: 2 })).toEqual([entry(3), entry(2)]);
});

test("the entries of one alert can be asked for", async () => {
  const ledger = createLedger({ path, ...parts });
  ledger.add(entry(1));
  ledger.add(entry(2, { alertId: "b" }));
  ledger.add(entry(3));
  expect(ledger.list({ alertId: "a", limit: 10 })).toEqual([entry(3), entry(1)]);
  await ledger.close();
});

test.each([
  { name: "notified", kind: "notified" as const, text: "Firing: A", expected: { at: 2, isTold: true, outcome: "notified" } },
  {
    name: "not notified, with the reason",
    kind: "not-notified" as const,
    text: "no window is open",
    expected: { at: 2, isTold: false, outcome: "not notified: no window is open" },
  },
])("the latest attempt to tell is known: $name", async ({ kind, text, expected }) => {
  const ledger = createLedger({ path, ...parts });
  ledger.add(entry(1, { kind: "notified", text: "earlier" }));
  ledger.add(entry(2, { kind, text }));
  ledger.add(entry(3, { kind: "clicked" }));
  await ledger.close();
  const after = createLedger({ path, ...parts });
  await after.load();
  expect([ledger.told("a"), after.told("a")]).toEqual([expected, expected]);
});

test("a damaged line costs that line, is told once, and a cut-off last line does not spoil the next entry", async () => {
  writeFileSync(path, `${JSON.stringify(entry(1))}\n{"at": broken\n${JSON.stringify(entry(2))}\n{"at":3,"alertI`);
  const ledger = createLedger({ path, ...parts });
  await ledger.load();
  ledger.add(entry(4));
  await ledger.close();
  const after = createLedger({ path, ...parts });
  await after.load();
  expect(after.list({ limit: 10 }).map(({ at }) => at)).toEqual([4, 2, 1]);
  expect(told).toEqual([
    `A line of the alert history was damaged and left out of ${path}; the file as it was is kept as ${path}.before-repair-2026-11-21T08-00-00.000Z.`,
  ]);
});

test("an alert is open from when its firing was told until it ends, over a restart as well", async () => {
  const ledger = createLedger({ path, ...parts });
  const open: boolean[] = [];
  for (const [at, kind] of (
    ["firing", "notified", "pending", "firing", "resolved", "notified", "firing", "not-notified", "notified", "dropped"] as const
  ).entries()) {
    ledger.add(entry(at, { kind }));
    await ledger.close();
    const again = createLedger({ path, ...parts });
    await again.load();
    expect(again.isOpen("a")).toBe(ledger.isOpen("a"));
    open.push(ledger.isOpen("a"));
  }
  expect(open).toEqual([false, true, true, true, false, false, false, false, true, false]);
});

test("what is no readable file is set aside and told", async () => {
  mkdirSync(path);
  const ledger = createLedger({ path, ...parts });
  await ledger.load();
  ledger.add(entry(1));
  await ledger.close();
  expect(linesOnDisk()).toHaveLength(1);
  expect(told).toEqual([
    `The alert history ${path} could not be read (EISDIR); it is kept as ${path}.damaged-2026-11-21T08-00-00.000Z, and the history starts anew.`,
  ]);
});

test("the file stays bounded and keeps the newest entries", async () => {
  const ledger = createLedger({ path, ...parts, kept: 100 });
  for (let at = 1; at <= 1000; at++) {
    ledger.add(entry(at));
    if (at % 7 === 0) await ledger.close();
  }
  await ledger.close();
  expect(linesOnDisk().length).toBeLessThanOrEqual(110);
  const after = createLedger({ path, ...parts, kept: 100 });
  await after.load();
  const times = after.list({ limit: 1000 }).map(({ at }) => at);
  expect(times).toEqual(Array.from({ length: 100 }, (_, index) => 1000 - index));
});

test("entries that come in while the file is written are neither lost nor doubled", async () => {
  const ledger = createLedger({ path, ...parts, kept: 10 });
  for (let at = 1; at <= 12; at++) ledger.add(entry(at));
  const closed = ledger.close();
  ledger.add(entry(13));
  await closed;
  expect(linesOnDisk().filter((line) => JSON.parse(line).at === 13)).toHaveLength(1);
});

test("a ledger that cannot be written is logged once, goes on in memory, and is written whole once it can be", async () => {
  const place = join(folder, "place");
  appendFileSync(place, "a file where a folder should be");
  const log = createFakeLog();
  const ledger = createLedger({ ...parts, path: join(place, "ledger.jsonl"), log });
  for (const at of [1, 2]) {
    ledger.add(entry(at));
    await ledger.close();
  }
  expect(log.lines).toEqual([expect.stringMatching(/^error the alert history could not be written/)]);
  expect(ledger.list({ limit: 5 })).toEqual([entry(2), entry(1)]);
  rmSync(place);
  ledger.add(entry(3));
  await ledger.close();
  const after = createLedger({ ...parts, path: join(place, "ledger.jsonl"), log });
  await after.load();
  expect(after.list({ limit: 5 }).map(({ at }) => at)).toEqual([3, 2, 1]);
});
