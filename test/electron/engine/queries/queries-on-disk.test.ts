// Queries over samples that lie on disk, raw and in coarser tiers, in place and in the worker.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { counter, gauge } from "#shared/model/sample";
import { parsePromql } from "#shared/promql/parse";
import { hours, minutes } from "#shared/units/time";
import { systemClock } from "../../../../electron/engine/clock";
import { createQueries } from "../../../../electron/engine/queries/queries";
import type { Queries } from "../../../../electron/engine/queries/query-answer";
import { startWorkerThread } from "../../../../electron/engine/queries/worker-thread";
import { type EmbeddedStore, openEmbeddedStore } from "../../../../electron/engine/store/embedded-store";
import { newFolder } from "../../../support/engine-parts";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";
import { type BundledWorker, bundleQueryWorker } from "../../../support/query-worker";

const start = Date.UTC(2026, 10, 21, 8);
const end = start + hours(2);
const { signal } = new AbortController();
const folder = newFolder();
let store: EmbeddedStore;
let worker: BundledWorker;
let inPlace: Queries;
let inThread: Queries;

beforeAll(async () => {
  const clock = createFakeClock(start);
  store = await openEmbeddedStore({
    folder: join(folder, "store"),
    clock,
    log: createFakeLog(),
    rules: () => ({ keep: [hours(24), hours(24), hours(24)], mostBytes: 1e9 }),
  });
  for (let second = 1; second <= hours(2) / 1000; second++) {
    clock.stepWall(start + second * 1000);
    store.append("w", clock.now(), [counter("c_total", second * 3), gauge("wave", Math.sin(second / 100), { instance: "a" })]);
    if (second % 60 === 0) {
      await store.flush();
      await store.maintain();
    }
  }
  worker = await bundleQueryWorker();
  inPlace = createQueries({ store, clock: systemClock });
  inThread = createQueries({
    store: {
      async read(selections, stop) {
        const found = await store.read(selections, stop);
        return { ...found, samples: 10_000_000 };
      },
    },
    clock: systemClock,
    startThread: () => startWorkerThread({ entry: worker.entry, clock: systemClock }),
  });
});

afterAll(async () => {
  await inThread?.close();
  await store?.close();
  worker?.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  { expr: "rate(c_total[1m])", step: 15_000, tiers: ["raw"] },
  { expr: "wave", step: 60_000, tiers: ["raw", "10s"] },
  { expr: "max_over_time(wave[5m])", step: minutes(5), tiers: ["raw", "10s"] },
  { expr: "sum_over_time(wave[10m]) / count_over_time(wave[10m])", step: minutes(10), tiers: ["raw", "10s"] },
])("$expr every $step ms", ({ expr, step, tiers }) => {
  test("is answered from disk and memory, and says of which tiers", async () => {
    const answer = await inPlace.range(parsePromql(expr), { start, end, step }, { signal });
    expect(answer.tiers).toEqual(tiers);
    expect(answer.series.at(-1)?.times.at(-1)).toBe(end);
  });

  test("is answered the same in a thread", async () => {
    const range = { start, end, step };
    expect(await inThread.range(parsePromql(expr), range, { signal })).toEqual(
      await inPlace.range(parsePromql(expr), range, { signal }),
    );
  });
});

test("the rate of a steady counter is the same at every step, from whichever chunk it comes", async () => {
  const { series } = await inPlace.range(
    parsePromql("rate(c_total[2m])"),
    { start: start + minutes(10), end, step: 15_000 },
    { signal },
  );
  for (const value of series[0]?.values ?? []) expect(value).toBeCloseTo(3, 9);
  expect(series[0]?.values).toHaveLength((110 * 60) / 15 + 1);
});
