// Run by the bench: a store with known series on disk and in memory, behind our Prometheus API; the same series go into the real
// Prometheus whose URL is given. Prints where to ask, and for what time, as one line of JSON, and answers until it is ended.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Labels } from "#shared/model/labels";
import { counter, gauge, type Reading } from "#shared/model/sample";
import { hours, seconds } from "#shared/units/time";
import { systemClock } from "../../../electron/engine/clock";
import { createLog } from "../../../electron/engine/log";
import { createEndpoints } from "../../../electron/engine/prometheus-api/endpoints";
import { startApiServer } from "../../../electron/engine/prometheus-api/server";
import { createQueries } from "../../../electron/engine/queries/queries";
import { openEmbeddedStore } from "../../../electron/engine/store/embedded-store";
import type { TestSeries } from "../../support/promql-series";
import { writeSeries } from "../../support/remote-write";

const [folder = "", worker = "", prometheus = ""] = process.argv.slice(2);
const end = Math.floor(Date.now() / 60_000) * 60_000;

interface Load {
  writer: string;
  every: number;
  lasts: number;
  readings(second: number): Reading[];
}

const instances = (count: number): Labels[] =>
  Array.from({ length: count }, (_, index) => ({ instance: `host-${String(index).padStart(5, "0")}`, job: "bench" }));
/** Wobbles as measured things do, the same at every run. */
const wobble = (index: number, second: number) => ((index * 7919 + second * 104729) % 1000) / 1000;

const hundred = instances(100);
const fiveThousand = instances(5000);
const fiftyThousand = instances(50_000);
const bounds = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "+Inf"];
const buckets = hundred.flatMap((labels, index) => bounds.map((le, place) => ({ labels: { ...labels, le }, index, place })));

const loads: Load[] = [
  {
    writer: "day",
    every: seconds(1),
    lasts: hours(24),
    readings: (second) => [gauge("day_load", Math.round(wobble(1, second) * 400) / 100, hundred[0])],
  },
  {
    writer: "counters",
    every: seconds(1),
    lasts: hours(1),
    readings: (second) =>
      hundred.map((labels, index) => counter("hour_total", second * (index + 1) + Math.round(wobble(index, second) * 5), labels)),
  },
  {
    writer: "buckets",
    every: seconds(15),
    lasts: hours(1) + seconds(300),
    readings: (second) =>
      buckets.map(({ labels, index, place }) => counter("latency_bucket", second * (place + 1) * ((index % 9) + 1), labels)),
  },
  {
    writer: "many",
    every: seconds(15),
    lasts: seconds(300),
    readings: (second) => fiveThousand.map((labels, index) => gauge("many", wobble(index, second) * 1000, labels)),
  },
  {
    writer: "ids",
    every: seconds(15),
    lasts: seconds(15),
    readings: () => fiftyThousand.map((labels) => gauge("ids", 1, labels)),
  },
];

let now = end - hours(25);
const clock = { ...systemClock, now: () => now };
const store = await openEmbeddedStore({
  folder: join(folder, "store"),
  clock,
  log: createLog(console.error),
  rules: () => ({ keep: [hours(48), hours(24 * 7), hours(24 * 90)], mostBytes: 1e9 }),
});
for (now = end - hours(24) + 1000; now <= end; now += 1000) {
  for (const { writer, every, lasts, readings } of loads) {
    if (now <= end - lasts || (end - now) % every !== 0) continue;
    store.append(writer, now, readings((now - end) / 1000 + 100_000));
  }
  if (now % 600_000 !== 0) continue;
  await store.flush();
  await store.maintain();
}
now = end;
await store.flush();

for (const { every, lasts, readings } of loads) {
  const series = new Map<number, TestSeries>();
  const stepsAtOnce = Math.max(1, Math.floor(200_000 / readings(1).length));
  const send = async () => {
    await writeSeries(prometheus, [...series.values()]);
    series.clear();
  };
  let steps = 0;
  for (let time = end - lasts + every; time <= end; time += every) {
    for (const [index, { name, labels, value }] of readings((time - end) / 1000 + 100_000).entries()) {
      const one = series.get(index) ?? { labels: { __name__: name, ...labels }, points: [] };
      series.set(index, one);
      one.points.push({ time, value });
    }
    if (++steps % stepsAtOnce === 0) await send();
  }
  await send();
}

const token = "bench";
const queries = createQueries({ store, clock, worker: pathToFileURL(worker) });
const endpoints = createEndpoints({
  store,
  queries,
  clock,
  demand: { ask: () => {} },
  help: () => undefined,
  version: "bench",
});
const server = await startApiServer({ endpoints, token: () => token, port: 0, log: createLog(console.error) });
console.log(JSON.stringify({ url: `http://127.0.0.1:${server.port}`, token, end: end / 1000 }));
