// The store against a plain model of it: runs, deletions, restarts, kills and steps of the clock in random order.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { gauge } from "#shared/model/sample";
import type { Selection } from "#shared/promql/storage";
import { hours } from "#shared/units/time";
import { type EmbeddedStore, openEmbeddedStore } from "../../../../electron/engine/store/embedded-store";
import { createUnpacker } from "../../../../electron/engine/store/reading/unpack";
import type { KeepRules } from "../../../../electron/engine/store/retention";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";
import { createRandom, type Random } from "../../../support/random-numbers";

const start = Date.UTC(2026, 10, 21, 10, 0, 1);
const rules: KeepRules = { keep: [hours(1000), hours(2000), hours(3000)], mostBytes: 1e9 };
const writers = ["fast", "slow"] as const;
const metrics = ["a", "b", "c"];

/** What a metric must have, and what it may have: samples that were not in the log yet when the process was killed. */
interface Expected {
  must: Map<number, number>;
  may: Map<number, number>;
}

let folders: string[] = [];
const open: EmbeddedStore[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  folders = [];
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-store-"));
  folders.push(folder);
  return folder;
}

async function live(random: Random, rounds: number): Promise<void> {
  const clock = createFakeClock(start);
  const model = new Map<string, Expected>();
  const remarks: string[] = [];
  let value = 0;
  let folder = newFolder();
  let store = await begin(folder);

  async function begin(at: string): Promise<EmbeddedStore> {
    const opened = await openEmbeddedStore({
      folder: at,
      clock,
      log: createFakeLog(),
      rules: () => rules,
      onRemark: (remark) => remarks.push(remark),
    });
    open.push(opened);
    return opened;
  }

  const nameOf = (writer: string, metric: string) => `${writer}_${metric}`;
  const of = (name: string): Expected => {
    const known = model.get(name) ?? { must: new Map(), may: new Map() };
    model.set(name, known);
    return known;
  };

  /** When each writer wrote last, and when at the latest. */
  const last = new Map<string, number>();
  const latest = new Map<string, number>();

  /** What a writer had at this time before the clock stepped back is hidden from now on; what it had since its run before may be. */
  function hide(writer: string, isCertain: boolean): void {
    const [before, most, now] = [last.get(writer) ?? 0, latest.get(writer) ?? 0, clock.now()];
    last.set(writer, now);
    latest.set(writer, Math.max(most, now));
    const after = now < before ? now - 1 : before;
    if (after >= most) return;
    for (const metric of metrics) {
      const { must, may } = of(nameOf(writer, metric));
      for (const [time, sample] of [...must, ...may]) {
        if (time <= after || time > now) continue;
        must.delete(time);
        if (isCertain && time === now) may.delete(time);
        else may.set(time, sample);
      }
    }
  }

  function run(writer: string, isCertain = true): void {
    clock.stepWall(clock.now() + 1000);
    const present = metrics.filter(() => random.chance(0.9));
    const isTaken = store.append(
      writer,
      clock.now(),
      present.map((metric) => gauge(nameOf(writer, metric), ++value)),
    );
    if (!isTaken) return;
    hide(writer, isCertain);
    for (const [index, metric] of present.entries()) {
      const { must, may } = of(nameOf(writer, metric));
      (isCertain ? must : may).set(clock.now(), value - present.length + 1 + index);
    }
  }

  async function remove(name: string): Promise<void> {
    let isDone = false;
    const { must, may } = of(name);
    must.clear();
    may.clear();
    const removing = store.deleteSeries([{ label: "__name__", operator: "=", value: name }]).then(() => {
      isDone = true;
    });
    while (!isDone) {
      for (const writer of writers) run(writer);
      // Of the series itself it is open whether these still go with it.
      for (const [time, sample] of must) may.set(time, sample);
      must.clear();
      await nextTurn();
    }
    await removing;
  }

  async function kill(): Promise<void> {
    await store.flush();
    // Of what they hide it would be open which of the two is seen.
    const isAhead = writers.every((writer) => (last.get(writer) ?? 0) === (latest.get(writer) ?? 0));
    const unlogged = isAhead ? random.whole(0, 3) : 0;
    for (let count = 0; count < unlogged; count++) run(random.pick([...writers]), false);
    const copy = newFolder();
    cpSync(folder, copy, { recursive: true });
    folder = copy;
    await end();
    store = await begin(folder);
  }

  async function end(): Promise<void> {
    open.splice(open.indexOf(store), 1);
    await store.close();
  }

  async function check(): Promise<void> {
    const selection: Selection = { matchers: [], from: start - hours(1000), to: clock.now() + hours(1000), step: 0 };
    const { selections } = await store.read([selection]);
    const { unpack } = createUnpacker();
    const found = new Map<string, Map<number, number>>();
    for (const series of selections[0] ?? []) {
      const { labels, times, values, stale } = unpack(series, selection);
      const name = labels.__name__ ?? "";
      expect(found.has(name)).toBe(false);
      const points = new Map<number, number>();
      for (const [index, time] of times.entries()) if (!stale?.[index]) points.set(time, values[index] as number);
      found.set(name, points);
    }
    for (const [name, { must, may }] of model) {
      const points = found.get(name) ?? new Map<number, number>();
      const missing = [...must].filter(([time, sample]) => points.get(time) !== sample);
      const strange = [...points].filter(([time, sample]) => must.get(time) !== sample && may.get(time) !== sample);
      expect({ name, missing: missing.slice(0, 3), strange: strange.slice(0, 3) }).toEqual({ name, missing: [], strange: [] });
    }
    expect(remarks).toEqual([]);
  }

  for (let round = 0; round < rounds; round++) {
    const choice = random.whole(0, 99);
    if (choice < 50) {
      for (let left = random.whole(1, 400); left > 0; left--) run("fast");
    } else if (choice < 60) {
      clock.stepWall(clock.now() + random.whole(1, 3000) * 1000);
      run("slow");
    } else if (choice < 75) await Promise.all([store.flush(), store.maintain()]);
    else if (choice < 82) await store.maintain();
    else if (choice < 88) await kill();
    else if (choice < 93) {
      await end();
      store = await begin(folder);
    } else if (choice < 96) {
      clock.stepWall(clock.now() - random.whole(5, 5000) * 1000);
      for (const writer of writers) run(writer);
      // What lay in memory only is told again as soon as it lies on disk.
      await store.maintain();
    } else await remove(nameOf(random.pick([...writers]), random.pick(metrics)));
    if (random.chance(0.2)) await check();
  }
  await check();
}

test.each([1, 2, 3, 4, 5, 6])(
  "whatever happens to it, nothing that was written down is lost or made up (seed %i)",
  (seed) => live(createRandom(seed), 60),
  60_000,
);
