// Run by the bench: puts a recorded hour of this machine into a store, as the scheduler would have, and says how many bytes that
// takes on disk: for the series that change alone, or for all. Also writes the same samples as OpenMetrics, for Prometheus's tools.
import { createWriteStream, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { brotliDecompressSync } from "node:zlib";
import type { Labels } from "#shared/model/labels";
import { gauge } from "#shared/model/sample";
import { hours, minutes } from "#shared/units/time";
import { systemClock } from "../../../electron/engine/clock";
import { createLog } from "../../../electron/engine/log";
import { openEmbeddedStore } from "../../../electron/engine/store/embedded-store";
import { exportOpenMetrics } from "../../../electron/engine/store/open-metrics/export";

interface Group {
  /** Whole milliseconds, the first one and then the distances. */
  times: number[];
  series: ({ labels: Labels } & ({ constant: string } | { scale: number; deltas: number[] } | { values: string[] }))[];
}

const [folder = "", recording = "", which = "all"] = process.argv.slice(2);
const { groups } = JSON.parse(brotliDecompressSync(readFileSync(recording)).toString()) as { groups: Group[] };

function valuesOf(series: Group["series"][number], length: number): Float64Array {
  if ("constant" in series) return new Float64Array(length).fill(Number(series.constant));
  if ("values" in series) return Float64Array.from(series.values, Number);
  let whole = 0;
  return Float64Array.from(series.deltas, (delta) => {
    whole += delta;
    return whole / 10 ** series.scale;
  });
}

/** All runs of all writers in the order of their times. */
const runs = groups
  .flatMap((group, index) => {
    const wanted = group.series.filter((series) => which === "all" || !("constant" in series));
    const columns = wanted.map((series) => valuesOf(series, group.times.length));
    const readings = wanted.map(({ labels: { __name__: name = "", ...labels } }) => gauge(name, 0, labels));
    let time = 0;
    return group.times.map((delta, row) => {
      time += delta;
      return { writer: `writer ${index}`, time, row, columns, readings };
    });
  })
  .filter(({ readings }) => readings.length > 0)
  .sort((a, b) => a.time - b.time);

const [first, last] = [runs[0]?.time ?? 0, runs.at(-1)?.time ?? 0];
let now = first;
const clock = { ...systemClock, now: () => now };
const store = await openEmbeddedStore({
  folder,
  clock,
  log: createLog(console.error),
  rules: () => ({ keep: [hours(48), hours(24 * 7), hours(24 * 90)], mostBytes: 1e9 }),
});
let samples = 0;
let flushedAt = first;
for (const { writer, time, row, columns, readings } of runs) {
  now = time;
  for (const [index, reading] of readings.entries()) reading.value = columns[index]?.[row] ?? 0;
  store.append(writer, time, readings);
  samples += readings.length;
  if (time - flushedAt < 4000) continue;
  flushedAt = time;
  await store.flush();
  if (Math.floor(time / minutes(1)) !== Math.floor((time - 4000) / minutes(1))) await store.maintain();
}
// What the last minutes left in memory is sealed when their hour is over.
now = last + hours(2);
await store.flush();
await store.maintain();
const series = store.matching([]).length;
await pipeline(exportOpenMetrics(store, { from: first, to: last }), createWriteStream(join(folder, "export.om")));
await store.disk?.compact();
const { tiers } = await store.history();
await store.close();

const sizeOf = (path: string): number => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  return stat.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : stat.size;
};
const blocks = join(folder, "blocks");
console.log(
  JSON.stringify({
    series,
    samples,
    // Raw samples, and the index with the label sets: what Prometheus has in a block. The tiers come on top.
    raw: sizeOf(join(blocks, "raw")) + sizeOf(join(blocks, "index")),
    tiers: sizeOf(join(blocks, "ten-seconds")) + sizeOf(join(blocks, "minutes")),
    payload: tiers[0]?.bytes,
  }),
);
