import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { counter, gauge } from "#shared/model/sample";
import type { Matcher, Selection } from "#shared/promql/storage";
import { hours, minutes } from "#shared/units/time";
import { type EmbeddedStore, openEmbeddedStore } from "../../../../electron/engine/store/embedded-store";
import { createUnpacker } from "../../../../electron/engine/store/reading/unpack";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-store-"));
  folders.push(folder);
  return folder;
}

const start = Date.UTC(2026, 10, 21, 10, 0, 0);
const named = (value: string): Matcher => ({ label: "__name__", operator: "=", value });

async function open(folder: string, now = start) {
  const clock = createFakeClock(now);
  const remarks: string[] = [];
  const store = await openEmbeddedStore({
    folder: join(folder, "store"),
    clock,
    log: createFakeLog(),
    rules: () => ({ keep: [hours(24), hours(24 * 7), hours(24 * 90)], mostBytes: 1e9 }),
    onRemark: (remark) => remarks.push(remark),
  });
  return { store, clock, remarks };
}

type Opened = Awaited<ReturnType<typeof open>>;

/** One run a second of a gauge that counts the seconds since `start`, and of a counter that is reset every hour. */
async function run({ store, clock }: Opened, duration: number): Promise<void> {
  const end = clock.now() + duration;
  while (clock.now() < end) {
    clock.stepWall(clock.now() + 1000);
    const second = (clock.now() - start) / 1000;
    store.append("w", clock.now(), [gauge("seconds", second), counter("requests_total", (second % 3600) * 3, { code: "200" })]);
    if (second % 60 === 0) {
      await store.flush();
      await store.maintain();
    }
  }
}

/** The points of the one series that a selection finds. */
async function read(store: EmbeddedStore, metric: string, from: number, to: number, more: Partial<Selection> = {}) {
  const selection = { matchers: [named(metric)], from, to, step: 0, ...more };
  const { selections, tiers } = await store.read([selection]);
  const { unpack } = createUnpacker();
  const found = (selections[0] ?? []).map((series) => unpack(series, selection));
  return { tiers, found, times: [...(found[0]?.times ?? [])], values: [...(found[0]?.values ?? [])] };
}

/** The gauge of `run` in `from < t <= to`. */
function expectedSeconds(from: number, to: number): number[] {
  const values: number[] = [];
  for (let second = 1; second <= (to - start) / 1000; second++) if (start + second * 1000 > from) values.push(second);
  return values;
}

test("what was appended can be read at once, from memory", async () => {
  const opened = await open(newFolder());
  opened.store.append("w", start, [gauge("x", 5)]);
  const answer = opened.store.read([{ matchers: [named("x")], from: start - 1, to: start, step: 0 }]);
  expect(answer).not.toBeInstanceOf(Promise);
  expect((await answer).selections[0]?.[0]?.labels).toEqual({ __name__: "x" });
  await opened.store.close();
});

test("two hours are read as they were written, from memory, raw blocks and across them", async () => {
  const opened = await open(newFolder());
  await run(opened, hours(2) + minutes(7));
  const { store, clock } = opened;
  for (const [from, to] of [
    [start, clock.now()],
    [start + minutes(3), start + minutes(4)],
    [start + minutes(9) + 59_000, start + minutes(10) + 2000],
    [clock.now() - minutes(12), clock.now()],
  ] as const) {
    const { values, times, tiers } = await read(store, "seconds", from, to);
    expect(values).toEqual(expectedSeconds(from, to));
    expect(times.map((time) => (time - start) / 1000)).toEqual(values);
    expect(tiers).toEqual([0]);
  }
  await store.close();
});

test("closed and opened again, the store has everything, and goes on", async () => {
  const folder = newFolder();
  const first = await open(folder);
  await run(first, minutes(25));
  await first.store.close();
  const second = await open(folder, first.clock.now());
  await run(second, minutes(10));
  const to = second.clock.now();
  expect((await read(second.store, "seconds", start, to)).values).toEqual(expectedSeconds(start, to));
  expect(second.store.kinds().get("requests_total")).toBe("counter");
  expect(second.remarks).toEqual([]);
  await second.store.close();
});

test("a copy of the folder as a kill would leave it has all but what was not yet written down", async () => {
  const folder = newFolder();
  const first = await open(folder);
  await run(first, minutes(31));
  first.store.append("w", first.clock.now() + 1000, [gauge("seconds", -1)]);
  const copy = newFolder();
  cpSync(join(folder, "store"), join(copy, "store"), { recursive: true });
  const second = await open(copy, first.clock.now());
  expect((await read(second.store, "seconds", start, start + hours(1))).values).toEqual(
    expectedSeconds(start, first.clock.now()),
  );
  await Promise.all([first.store.close(), second.store.close()]);
});

test("a long step reads buckets of 10 s once their hour is over, and no extreme or increase is lost in them", async () => {
  const opened = await open(newFolder());
  await run(opened, hours(2) + minutes(40));
  const { store } = opened;
  const [from, to] = [start, start + hours(2)];
  const wide = { step: minutes(1), range: hours(2) };
  const most = await read(store, "seconds", from, to, { ...wide, func: "max_over_time" });
  expect(most.tiers).toEqual([1]);
  expect(Math.max(...most.values)).toBe(7200);
  const least = await read(store, "seconds", from, to, { ...wide, func: "min_over_time" });
  expect(Math.min(...least.values)).toBe(1);
  const sums = await read(store, "seconds", from, to, { ...wide, func: "avg_over_time" });
  expect(sums.values.reduce((sum, value) => sum + value, 0)).toBe((7200 * 7201) / 2);
  expect([...(sums.found[0]?.counts ?? [])].reduce((sum, count) => sum + count, 0)).toBe(7200);
  const increases = await read(store, "requests_total", from, to, { ...wide, func: "increase" });
  let gained = 0;
  for (const [index, value] of increases.values.entries()) {
    const before = increases.values[index - 1];
    if (before !== undefined) gained += value < before ? value : value - before;
  }
  // From the tenth second on: the first bucket's last value is where the increase begins.
  expect(gained).toBeGreaterThanOrEqual(2 * 3599 * 3 - 30);
  expect(gained).toBeLessThanOrEqual(2 * 3599 * 3);
  await store.close();
});

test("a clock that steps back by an hour costs nothing that was written, and what is written now is what counts", async () => {
  const folder = newFolder();
  const opened = await open(folder);
  await run(opened, minutes(90));
  const { store, clock } = opened;
  clock.stepWall(start + minutes(30));
  for (let second = 1; second <= 300; second++) {
    clock.stepWall(clock.now() + 1000);
    store.append("w", clock.now(), [gauge("seconds", -second)]);
  }
  await store.flush();
  await store.maintain();
  const before = await read(store, "seconds", start, start + minutes(30));
  expect(before.values).toEqual(expectedSeconds(start, start + minutes(30)));
  const again = await read(store, "seconds", start + minutes(30), start + minutes(35));
  expect(again.values).toEqual(Array.from({ length: 300 }, (_, index) => -index - 1));
  await store.close();
  const reopened = await open(folder, clock.now());
  expect((await read(reopened.store, "seconds", start + minutes(30), start + minutes(35))).values).toEqual(again.values);
  expect((await read(reopened.store, "seconds", start + minutes(35), start + minutes(90))).values).toEqual(
    expectedSeconds(start + minutes(35), start + minutes(90)),
  );
  await reopened.store.close();
});

test("deleted series are gone from memory, from disk and after a restart; what is still measured begins anew", async () => {
  const folder = newFolder();
  const opened = await open(folder);
  await run(opened, minutes(25));
  expect(await opened.store.deleteSeries([named("seconds")])).toBe(1);
  expect((await read(opened.store, "seconds", start, opened.clock.now())).found).toEqual([]);
  const deletedAt = opened.clock.now();
  await run(opened, minutes(1));
  expect((await read(opened.store, "seconds", start, opened.clock.now())).values).toEqual(
    expectedSeconds(deletedAt, opened.clock.now()),
  );
  await opened.store.close();
  const reopened = await open(folder, opened.clock.now());
  expect((await read(reopened.store, "seconds", start, opened.clock.now())).values).toEqual(
    expectedSeconds(deletedAt, opened.clock.now()),
  );
  expect((await read(reopened.store, "requests_total", start, deletedAt)).values).toHaveLength(1500);
  await reopened.store.close();
});

test("a series that ended has its marker on disk too", async () => {
  const opened = await open(newFolder());
  const { store, clock } = opened;
  for (let second = 0; second < 1500; second++) {
    clock.stepWall(clock.now() + 1000);
    store.append("w", clock.now(), second < 100 ? [gauge("stays", 1), gauge("ends", 2)] : [gauge("stays", 1)]);
  }
  await store.flush();
  await store.maintain();
  const { found } = await read(store, "ends", start, clock.now());
  expect([...(found[0]?.stale ?? [])].indexOf(1)).toBe(100);
  expect(found[0]?.times).toHaveLength(101);
  await store.close();
});

test("an import beside the collector is merged with it, and finds its way into the tiers", async () => {
  const opened = await open(newFolder());
  await run(opened, minutes(12));
  const times = Float64Array.from({ length: 60 }, (_, index) => start - hours(3) + index * 15_000);
  const labels = { __name__: "seconds" };
  await opened.store.addBlock("import 1", times, [{ labels, column: { values: times.map((_, index) => -index) } }]);
  const both = await read(opened.store, "seconds", start - hours(4), opened.clock.now());
  expect(both.values.slice(0, 3)).toEqual([-0, -1, -2]);
  expect(both.values).toHaveLength(60 + 720);
  await opened.store.maintain();
  const coarse = await read(opened.store, "seconds", start - hours(4), start - hours(2), {
    step: minutes(1),
    range: minutes(5),
    func: "min_over_time",
  });
  expect(coarse.tiers).toEqual([1]);
  expect(Math.min(...coarse.values)).toBe(-59);
  await opened.store.close();
});

test("the history says what there is", async () => {
  const opened = await open(newFolder());
  await run(opened, minutes(25));
  const history = await opened.store.history();
  expect(history).toMatchObject({ state: { kind: "writing" }, series: 2, mostBytes: 1e9 });
  expect(history.bytes).toBeGreaterThan(0);
  expect(history.tiers.map(({ resolutionMs, blocks }) => [resolutionMs, blocks])).toEqual([
    [0, 2],
    [10_000, 0],
    [60_000, 0],
  ]);
  expect(history.tiers[0]).toMatchObject({ from: start + 1000, to: start + minutes(20) });
  await opened.store.close();
});
