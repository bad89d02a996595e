// Run by the bench: the embedded store as the engine runs it, with a clock that is turned by hand, so that hours pass in seconds.
//   ingest <folder> <share of the series that change>   a thousand series at 1 Hz: what a second costs, and what is written
//   ingest <folder> idle                                fifty thousand series that nobody writes any more: what each takes
import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { counter, gauge, type Reading } from "#shared/model/sample";
import { hours, minutes, seconds } from "#shared/units/time";
import { systemClock } from "../../../electron/engine/clock";
import { createLog } from "../../../electron/engine/log";
import { type EmbeddedStore, openEmbeddedStore } from "../../../electron/engine/store/embedded-store";
import { createRandom } from "../../support/random-numbers";

const [folder = "", mode = ""] = process.argv.slice(2);
const random = createRandom(1);
let now = Date.UTC(2026, 10, 21, 8);

const open = (): Promise<EmbeddedStore> =>
  openEmbeddedStore({
    folder,
    clock: { ...systemClock, now: () => now },
    log: createLog(console.error),
    rules: () => ({ keep: [hours(24), hours(24 * 7), hours(24 * 90)], mostBytes: 1e9 }),
  });

/** As hosts have them: most counters count bytes or ticks, gauges are pages of memory or have a decimal or two. */
function createReadings(count: number, changing: number): { readings: Reading[]; turn(): void } {
  const readings = Array.from({ length: count }, (_, index) => {
    const labels = { device: `device-${index % 25}`, mode: `mode-${Math.floor(index / 25) % 8}` };
    const make = index % 2 === 0 ? counter : gauge;
    return make(`bench_metric_${Math.floor(index / 200)}`, random.whole(0, 1e6), labels);
  });
  function turn(): void {
    for (let index = 0; index < changing; index++) {
      const reading = readings[index] as Reading;
      if (index % 2 === 0) reading.value += random.chance(0.3) ? 0 : random.whole(0, index % 4 === 0 ? 100 : 50_000);
      else if (index % 3 === 0) reading.value = Math.round(reading.value * 100 + random.whole(-20, 20)) / 100;
      else reading.value = Math.max(0, reading.value + 4096 * random.whole(-20, 20));
    }
  }
  return { readings, turn };
}

function bytesWritten(): { handedOver: number; toDisk: number } {
  const text = readFileSync("/proc/self/io", "utf8");
  const field = (name: string) => Number(new RegExp(`^${name}: (\\d+)$`, "m").exec(text)?.[1] ?? Number.NaN);
  return { handedOver: field("wchar"), toDisk: field("write_bytes") };
}

const payload = (store: EmbeddedStore): number =>
  ([0, 1, 2] as const).flatMap((tier) => store.disk?.blocks(tier) ?? []).reduce((sum, { bytes }) => sum + bytes, 0);

async function ingest(changing: number): Promise<void> {
  const store = await open();
  const { readings, turn } = createReadings(1000, changing);
  let appendMs = 0;

  async function pass(length: number): Promise<void> {
    for (const end = now + length; now < end; ) {
      now += seconds(1);
      turn();
      const began = performance.now();
      store.append("bench", now, readings, { instance: "bench", job: "local" });
      appendMs += performance.now() - began;
      if (now % seconds(4) === 0) await store.flush();
      if (now % minutes(1) === 0) await store.maintain();
      await setImmediate();
    }
  }

  await pass(hours(1));
  const before = { cpu: process.cpuUsage(), written: bytesWritten(), payload: payload(store), appendMs };
  const measured = hours(3);
  await pass(measured);
  const cpu = process.cpuUsage(before.cpu);
  const written = bytesWritten();
  const turnBegan = process.cpuUsage();
  for (let second = 0; second < 3600; second++) turn();
  const turns = process.cpuUsage(turnBegan);
  const perSecond = (ms: number) => ms / (measured / 1000);
  console.log(
    JSON.stringify({
      // Without what it costs to think up the values.
      cpuMs: perSecond((cpu.user + cpu.system) / 1000) - (turns.user + turns.system) / 1000 / 3600,
      appendMs: perSecond(appendMs - before.appendMs),
      payload: payload(store) - before.payload,
      handedOver: written.handedOver - before.written.handedOver,
      toDisk: written.toDisk - before.written.toDisk,
      samples: (measured / 1000) * readings.length,
    }),
  );
  await store.close();
}

async function heapBytes(): Promise<number> {
  for (let round = 0; round < 5; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function idle(): Promise<void> {
  const count = 50_000;
  const write = await open();
  const readings = Array.from({ length: count }, (_, index) =>
    gauge(`container_metric_${index % 200}`, index, {
      pod: `app-${Math.floor(index / 200)}`,
      node: `node-${index % 40}`,
      zone: `zone-${index % 3}`,
    }),
  );
  write.append("bench", now, readings, { instance: "bench", job: "cadvisor" });
  write.endWriter("bench", now + 1000);
  now += hours(2);
  await write.flush();
  await write.maintain();
  await write.close();
  // Opened once before, so that what the first opening costs is not counted.
  await (await open()).close();
  const before = await heapBytes();
  const began = performance.now();
  const store = await open();
  const openMs = performance.now() - began;
  const after = await heapBytes();
  // Their texts are the labels themselves; what is counted is all else.
  const texts = new Set(readings.flatMap(({ name, labels }) => [name, ...Object.values(labels)]));
  const textBytes = [...texts].reduce((sum, text) => sum + 24 + Math.ceil(text.length / 8) * 8, 0);
  console.log(
    JSON.stringify({ count, openMs, bytesPerSeries: (after - before - textBytes) / count, series: store.stats().series }),
  );
  await store.close();
}

if (mode === "idle") await idle();
else await ingest(1000 * Number(mode));
