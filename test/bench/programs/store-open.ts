// Run by the bench: `build` makes a store with ninety days of history of some hundred series, as retention would have left it;
// `open` opens it and says how long that took.
import { gauge } from "#shared/model/sample";
import { hours, minutes, seconds } from "#shared/units/time";
import { systemClock } from "../../../electron/engine/clock";
import { createLog } from "../../../electron/engine/log";
import { encodeTierColumn } from "../../../electron/engine/store/codec/tier-values";
import { encodeTimes } from "../../../electron/engine/store/codec/times";
import { encodeColumn } from "../../../electron/engine/store/codec/values";
import type { Disk, TierId } from "../../../electron/engine/store/disk/disk";
import { openEmbeddedStore } from "../../../electron/engine/store/embedded-store";
import { createDownsampling } from "../../../electron/engine/store/tiers/downsample";

const [what = "", folder = "", writerCount = "12", perWriter = "50"] = process.argv.slice(2);

const open = () =>
  openEmbeddedStore({
    folder,
    clock: systemClock,
    log: createLog(console.error),
    rules: () => ({ keep: [hours(24), hours(24 * 7), hours(24 * 90)], mostBytes: 1e9 }),
  });

if (what === "open") {
  const began = performance.now();
  const store = await open();
  const openMs = performance.now() - began;
  const { tiers } = await store.history();
  console.log(
    JSON.stringify({ openMs, series: store.stats().series, blocks: tiers.reduce((sum, { blocks }) => sum + blocks, 0) }),
  );
  await store.close();
} else await build();

async function build(): Promise<void> {
  const store = await open();
  const now = Math.floor(Date.now() / hours(1)) * hours(1);
  const writers = Array.from({ length: Number(writerCount) }, (_, index) => `writer ${index}`);
  // The newest minutes make the series; the older blocks are laid down beside them.
  for (const [index, writer] of writers.entries()) {
    const readings = Array.from({ length: Number(perWriter) }, (_, place) =>
      gauge(`metric_${place % 20}`, 1, { device: `device-${index}-${place}`, instance: "bench", job: "local" }),
    );
    for (let time = now; time < now + minutes(9); time += 1000) store.append(writer, time, readings);
  }
  await store.flush();
  const disk = store.disk as Disk;
  const ids = Array.from({ length: Number(perWriter) }, (_, place) => place);
  for (const [index, writer] of writers.entries()) {
    const own = ids.map((place) => index * ids.length + place + 1);
    await layDown(disk, writer, own, 0, { span: minutes(10), every: seconds(1), since: now - hours(24), until: now });
    await layDown(disk, writer, own, 1, { span: hours(1), every: seconds(10), since: now - hours(24 * 7), until: now });
    await layDown(disk, writer, own, 2, { span: hours(24), every: minutes(1), since: now - hours(24 * 90), until: now });
  }
  await store.close();
}

interface Stretch {
  span: number;
  every: number;
  since: number;
  until: number;
}

async function layDown(
  disk: Disk,
  writer: string,
  ids: number[],
  tier: TierId,
  { span, every, since, until }: Stretch,
): Promise<void> {
  for (let start = since; start < until; start += span) {
    const times = Float64Array.from({ length: span / every }, (_, row) => start + (row + 1) * every);
    const values = times.map((time) => ((time / 1000) * 7919) % 1000);
    const bytes =
      tier === 0
        ? encodeColumn({ values }, times.length)
        : encodeTierColumn(createDownsampling(times, every).fromRaw({ values }), times.length);
    const info = {
      tier,
      writer,
      start: times[0] ?? 0,
      end: times.at(-1) ?? 0,
      rows: times.length,
      lastRun: (start - since) / span + 1,
    };
    await disk.writeBlock(
      info,
      encodeTimes(times),
      ids.map((id) => ({ id, bytes })),
    );
  }
}
