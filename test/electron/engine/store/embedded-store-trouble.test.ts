// What happens to the store in the middle of something else: deleting while it is written, kills, a clock that is set back.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { counter, gauge } from "#shared/model/sample";
import type { Matcher, Selection } from "#shared/promql/storage";
import { hours, minutes } from "#shared/units/time";
import type { Disk } from "../../../../electron/engine/store/disk/disk";
import { WriteFailed } from "../../../../electron/engine/store/disk/disk-full";
import { openDisk } from "../../../../electron/engine/store/disk/open-disk";
import { createEmbeddedStore, type EmbeddedStore, openEmbeddedStore } from "../../../../electron/engine/store/embedded-store";
import { openSampleLog } from "../../../../electron/engine/store/log/open-sample-log";
import { createUnpacker } from "../../../../electron/engine/store/reading/unpack";
import type { KeepRules } from "../../../../electron/engine/store/retention";
import { deferred } from "../../../support/deferred";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

const folders: string[] = [];
const stores: EmbeddedStore[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-store-"));
  folders.push(folder);
  return folder;
}

const start = Date.UTC(2026, 10, 21, 10, 0, 0);
const day = hours(24);
const usualRules: KeepRules = { keep: [day, 7 * day, 90 * day], mostBytes: 1e9 };
const named = (value: string): Matcher => ({ label: "__name__", operator: "=", value });

async function open(folder: string, now: number = start, rules = usualRules) {
  const clock = createFakeClock(now);
  const remarks: string[] = [];
  const onRemark = (remark: string) => remarks.push(remark);
  const store = await openEmbeddedStore({ folder, clock, log: createFakeLog(), rules: () => rules, onRemark });
  stores.push(store);
  return { store, clock, remarks };
}

type Opened = Awaited<ReturnType<typeof open>>;

/** A new store over a real disk, some of whose doings are others. */
async function openOver(folder: string, change: (disk: Disk) => Partial<Disk>, rules: () => KeepRules = () => usualRules) {
  const clock = createFakeClock(start);
  const { disk } = await openDisk({ folder: join(folder, "blocks"), log: createFakeLog() });
  const { log: sampleLog } = await openSampleLog({ folder });
  const changed = { ...disk, ...change(disk) };
  const store = createEmbeddedStore({ disk: changed, sampleLog, clock, log: createFakeLog(), rules, onRemark: () => undefined });
  stores.push(store);
  return { store, clock, remarks: [] };
}

/** One run a second; the gauges say how many seconds have gone by since `start`. */
async function run({ store, clock }: Opened, duration: number, metrics = ["a", "b"]): Promise<void> {
  const end = clock.now() + duration;
  while (clock.now() < end) {
    clock.stepWall(clock.now() + 1000);
    const second = (clock.now() - start) / 1000;
    store.append(
      "w",
      clock.now(),
      metrics.map((metric) => gauge(metric, second)),
    );
    if (second % 60 === 0) await work(store);
  }
}

/** Another writer from the clock's time on, so long that a block of it comes to disk: age is told by what was written last. */
async function writeOn({ store, clock }: Pick<Opened, "store" | "clock">): Promise<void> {
  for (let second = 1; second <= 660; second++) {
    clock.stepWall(clock.now() + 1000);
    store.append("another", clock.now(), [gauge("new", 1)]);
  }
  await work(store);
}

async function work(store: EmbeddedStore): Promise<void> {
  await store.flush();
  await store.maintain();
}

async function read(store: EmbeddedStore, metric: string, from: number, to: number, more: Partial<Selection> = {}) {
  const selection = { matchers: [named(metric)], from, to, step: 0, ...more };
  const { selections } = await store.read([selection]);
  return (selections[0] ?? []).flatMap((series) => [...createUnpacker().unpack(series, selection).values]);
}

/** The folder as a kill would leave it now. */
function killed(folder: string): string {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

test("a series that is measured while it is deleted begins anew, and the log goes on", async () => {
  const folder = newFolder();
  const opened = await open(folder);
  const { store, clock } = opened;
  await run(opened, minutes(12));
  let isDone = false;
  const deleting = store.deleteSeries([named("a")]).then((count) => {
    isDone = true;
    return count;
  });
  while (!isDone) {
    clock.stepWall(clock.now() + 1000);
    store.append("w", clock.now(), [gauge("a", -1), gauge("b", -1)]);
    await nextTurn();
  }
  expect(await deleting).toBe(1);
  clock.stepWall(clock.now() + 1000);
  store.append("w", clock.now(), [gauge("a", -2), gauge("b", -2)]);
  await work(store);
  expect(await read(store, "a", start, start + minutes(12))).toEqual([]);
  expect((await read(store, "a", start, clock.now())).at(-1)).toBe(-2);
  const reopened = await open(killed(folder), clock.now());
  expect((await read(reopened.store, "a", start, clock.now())).at(-1)).toBe(-2);
  expect(await read(reopened.store, "b", start, clock.now())).toEqual(await read(store, "b", start, clock.now()));
});

test("a kill between a deletion's removal from disk and its removal from the log does not stop the store", async () => {
  const folder = newFolder();
  const opened = await open(folder);
  await run(opened, minutes(2));
  const copy = killed(folder);
  const { disk } = await openDisk({ folder: join(copy, "blocks"), log: createFakeLog() });
  for await (const { id, labels } of disk.loadSeries()) if (labels.__name__ === "a") await disk.dropSeries([id]);
  await disk.close();
  const reopened = await open(copy, opened.clock.now());
  await run(reopened, minutes(21), ["b", "c"]);
  expect(await read(reopened.store, "a", start, reopened.clock.now())).toEqual([]);
  expect(await read(reopened.store, "b", start, reopened.clock.now())).toHaveLength(23 * 60);
});

test("a clock that was a day ahead before a restart does not keep anything from being written to disk", async () => {
  const folder = newFolder();
  const opened = await open(folder, start + day);
  await run(opened, minutes(5));
  opened.clock.stepWall(start);
  await run(opened, 30_000);
  await opened.store.flush();
  const reopened = await open(killed(folder), opened.clock.now());
  await run(reopened, minutes(25));
  const history = await reopened.store.history();
  // What was ahead, and two times ten minutes.
  expect(history.tiers[0]?.blocks).toBe(3);
  expect(await read(reopened.store, "a", start, start + minutes(30))).toHaveLength(25 * 60 + 30);
});

test("a writer that comes back after its raw samples have gone finds its way into the tiers again", async () => {
  const folder = newFolder();
  const rules: KeepRules = { keep: [hours(1), 7 * day, 90 * day], mostBytes: 1e9 };
  const first = await open(folder, start, rules);
  await run(first, hours(1) + minutes(5));
  first.clock.stepWall(start + hours(5) + minutes(49));
  await writeOn(first);
  const { tiers } = await first.store.history();
  // The one raw block is the other writer's.
  expect(tiers.map(({ blocks }) => blocks)).toEqual([1, 2, 0]);

  const second = await open(killed(folder), start + hours(6), rules);
  await run(second, hours(2) + minutes(5));
  const [from, to] = [start + hours(6), start + hours(8)];
  const most = await read(second.store, "a", from, to, { step: minutes(1), range: minutes(5), func: "max_over_time" });
  expect(Math.max(...most)).toBe(hours(8) / 1000);
  expect(most.filter((second) => second % 10 === 0)).toHaveLength(720);
});

test("series that nobody has written for as long as anything is kept are forgotten at the next start", async () => {
  const folder = newFolder();
  const first = await open(folder);
  await run(first, minutes(1), ["old"]);
  await first.store.close();
  stores.pop();
  const second = await open(folder, start + 92 * day);
  expect(second.store.matching([])).toHaveLength(1);
  await writeOn(second);
  expect(second.store.matching([])).toEqual([{ __name__: "new" }]);
});

test("what is on disk can be read by name, though a kill comes before the next writing of the log", async () => {
  const folder = newFolder();
  const { store, clock } = await open(folder);
  for (let second = 1; second <= 601; second++) {
    clock.stepWall(start + second * 1000);
    store.append("w", clock.now(), [gauge("a", second)]);
  }
  clock.stepWall(start + minutes(11));
  await store.maintain();
  const reopened = await open(killed(folder), clock.now());
  expect(await read(reopened.store, "a", start, clock.now())).toHaveLength(601);
});

test("the log is written while the work on blocks takes long", async () => {
  const folder = newFolder();
  const slow = deferred<void>();
  const opened = await openOver(folder, (disk) => ({
    async writeBlock(...block) {
      await slow.promise;
      return disk.writeBlock(...block);
    },
  }));
  const { store, clock } = opened;
  for (let second = 1; second <= 610; second++) store.append("w", start + second * 1000, [gauge("a", second)]);
  clock.stepWall(start + 610_000);
  const maintaining = store.maintain();
  store.append("w", start + 611_000, [gauge("a", 611)]);
  await store.flush();
  const reopened = await open(killed(folder), clock.now());
  expect(await read(reopened.store, "a", start, start + minutes(11))).toHaveLength(611);
  slow.resolve();
  await maintaining;
});

test("where the disk is full, giving the store less makes room", async () => {
  let isFull = false;
  let rules = usualRules;
  const opened = await openOver(
    newFolder(),
    (disk) => ({
      async writeBlock(...block) {
        if (isFull) throw new WriteFailed("ENOSPC", "the folder");
        return disk.writeBlock(...block);
      },
    }),
    () => rules,
  );
  await run(opened, hours(2) + minutes(5));
  const { store } = opened;
  isFull = true;
  await run(opened, minutes(10));
  const blocks = async () => (await store.history()).tiers[0]?.blocks;
  expect(await blocks()).toBe(12);
  rules = { ...usualRules, keep: [hours(1), 7 * day, 90 * day] };
  await store.maintain();
  expect(await blocks()).toBe(5);
});

test("a kind that becomes known while others are saved is saved as well", async () => {
  const folder = newFolder();
  const slow = deferred<void>();
  let saved: string[] = [];
  const { store } = await openOver(folder, () => ({
    async saveKinds(kinds) {
      saved = [...kinds.keys()];
      await slow.promise;
    },
  }));
  store.append("w", start + 1000, [gauge("a", 1)]);
  const flushing = store.flush();
  await nextTurn();
  while (saved.length === 0) await nextTurn();
  store.append("w", start + 2000, [gauge("a", 1), counter("b_total", 1)]);
  slow.resolve();
  await flushing;
  await store.flush();
  expect(saved).toEqual(["a", "b_total"]);
});

test("the kind of a metric goes with the last of its series, and comes back with the next", async () => {
  const { store, clock } = await open(newFolder());
  const append = (after: number, hosts: string[]) => {
    clock.stepWall(start + after);
    store.append("w", clock.now(), [gauge("b", 1), ...hosts.map((host) => counter("a_total", 1, { host }))]);
  };
  append(1000, ["x", "y"]);
  await store.deleteSeries([named("a_total"), { label: "host", operator: "=", value: "x" }]);
  expect([...store.kinds().keys()]).toEqual(["b", "a_total"]);
  await store.deleteSeries([named("a_total")]);
  expect([...store.kinds().keys()]).toEqual(["b"]);
  append(2000, ["x"]);
  expect([...store.kinds()]).toEqual([
    ["b", "gauge"],
    ["a_total", "counter"],
  ]);
});

test("a query that waits for the disk while memory forgets what lies there now misses nothing", async () => {
  let meanwhile: (() => Promise<void>) | undefined;
  const opened = await openOver(newFolder(), (disk) => ({
    async readBlocks(wanted) {
      const found = await disk.readBlocks(wanted);
      await meanwhile?.();
      meanwhile = undefined;
      return found;
    },
  }));
  const { store, clock } = opened;
  await run(opened, minutes(45));
  for (let second = 1; second <= 900; second++) {
    clock.stepWall(clock.now() + 1000);
    store.append("w", clock.now(), [gauge("a", (clock.now() - start) / 1000)]);
  }
  meanwhile = () => store.maintain();
  expect(await read(store, "a", start, clock.now())).toHaveLength(hours(1) / 1000);
  expect(meanwhile).toBeUndefined();
});

test("no more is read from disk than a query may look at", async () => {
  let blocks = 0;
  const opened = await openOver(newFolder(), (disk) => ({
    readBlocks(wanted) {
      blocks += wanted.length;
      return disk.readBlocks(wanted);
    },
  }));
  const metrics = Array.from({ length: 600 }, (_, index) => `m${index}`);
  await run(opened, hours(1), metrics);
  const all: Selection = { matchers: [], from: start, to: opened.clock.now(), step: 0 };
  const { samples } = await opened.store.read([all], { mostSamples: 100_000 });
  expect(samples).toBeGreaterThan(100_000);
  // One stroke of the four that lie on disk alone.
  expect(blocks).toBe(2);
});

test("a clock that is years ahead for some minutes costs nothing", async () => {
  const opened = await open(newFolder());
  const { store, clock } = opened;
  await run(opened, hours(1) + minutes(10));
  const now = clock.now();
  clock.stepWall(now + 3000 * day);
  await run(opened, minutes(5));
  clock.stepWall(now);
  await run(opened, minutes(20));
  expect(await read(store, "a", start, clock.now())).toHaveLength((clock.now() - start) / 1000);
  expect(store.matching([])).toHaveLength(2);
});

test("blocks that are there and cannot be read are told with the answer, those that were dropped are not", async () => {
  const folder = newFolder();
  const unreadable = () => ({ readBlocks: async (wanted: readonly unknown[]) => wanted.map(() => undefined) });
  const { store, clock } = await openOver(folder, unreadable);
  for (let second = 1; second <= 7200; second++) {
    clock.stepWall(start + second * 1000);
    store.append("w", clock.now(), [gauge("wave", second)]);
  }
  await store.maintain();
  const selection = { matchers: [named("wave")], from: start - 1, to: start + minutes(5), step: 0 };
  expect(await store.read([selection])).toMatchObject({ selections: [[]], lost: 1 });
  clock.stepWall(start + 100 * day);
  await writeOn({ store, clock });
  expect(await store.read([selection])).not.toHaveProperty("lost");
});
