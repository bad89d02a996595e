import { expect, test } from "vitest";
import type { Labels } from "#shared/model/labels";
import { createImportBatch } from "../../../../../electron/engine/store/open-metrics/import-batch";
import type { ParsedSeries } from "../../../../../electron/engine/store/open-metrics/parse";

const hour = 3_600_000;
const noon = Date.UTC(2026, 10, 21, 12);

const seriesOf = (labels: Labels): ParsedSeries => ({ labels: { __name__: "a", ...labels }, kind: "gauge", newest: 0 });

type Samples = [series: ParsedSeries, times: readonly number[]];

/** Each block as its writer, its times after noon and the rows of its series, where `_` is none. */
async function blocksOf(samples: readonly Samples[]): Promise<string[]> {
  const batch = createImportBatch();
  for (const [series, times] of samples) for (const time of times) batch.add(series, noon + time, time);
  const blocks: string[] = [];
  const store = {
    async addBlock(
      writer: string,
      times: Float64Array,
      columns: readonly { labels: Labels; column: { values: Float64Array; flags?: Uint8Array } }[],
    ) {
      const rows = columns.map(({ column: { values, flags } }) =>
        Array.from(values, (value, at) => (flags?.[at] === 0 ? "_" : value)).join(","),
      );
      blocks.push(`${writer}: ${Array.from(times, (time) => time - noon).join(",")}: ${rows.join(" | ")}`);
    },
  };
  const writers = await batch.write(store, (index) => `w${index}`);
  return [`${writers} writers`, ...blocks];
}

test("series of the same times share a block", async () => {
  expect(
    await blocksOf([
      [seriesOf({ x: "1" }), [1000, 2000]],
      [seriesOf({ x: "2" }), [1000, 2000]],
    ]),
  ).toEqual(["1 writers", "w0: 1000,2000: 1000,2000 | 1000,2000"]);
});

test("a series that was away for a while has gaps in the block of the others", async () => {
  expect(
    await blocksOf([
      [seriesOf({ x: "1" }), [1000, 2000, 3000]],
      [seriesOf({ x: "2" }), [2000, 2500]],
    ]),
  ).toEqual(["1 writers", "w0: 1000,2000,2500,3000: 1000,2000,_,3000 | _,2000,2500,_"]);
});

test("blocks end with whole hours, and an hour's last sample may be right at its end", async () => {
  expect(await blocksOf([[seriesOf({}), [-1000, 0, 1, hour, hour + 1]]])).toEqual([
    "1 writers",
    "w0: -1000,0: -1000,0",
    `w0: 1,${hour}: 1,${hour}`,
    `w0: ${hour + 1}: ${hour + 1}`,
  ]);
});

test("targets that are read at other times have blocks of their own, each under another writer", async () => {
  const every15 = (offset: number) => Array.from({ length: 200 }, (_, at) => 15_000 * at + offset);
  const targets = Array.from({ length: 4 }, (_, target) => target);
  const samples = targets.flatMap((target) =>
    ["1", "2"].map((x): Samples => [seriesOf({ instance: `t${target}`, x }), every15(1000 * target + 1)]),
  );
  const [writers, ...blocks] = await blocksOf(samples);
  expect(writers).toBe("2 writers");
  // Two targets fit into one block; with a third it would be too long for each of them.
  expect(blocks.map((block) => block.split(": ")[0])).toEqual(["w0", "w1"]);
  expect(blocks.map((block) => block.split(" | ").length)).toEqual([4, 4]);
});

test("an hour of very many samples lies in several blocks of one writer, each with the series that are in it", async () => {
  const [dense, late] = [seriesOf({ x: "1" }), seriesOf({ x: "2" })];
  const batch = createImportBatch();
  for (let at = 1; at <= 250_000; at++) batch.add(dense, noon + at, at);
  for (let at = 249_000; at <= 250_000; at++) batch.add(late, noon + at, -at);
  const blocks: { writer: string; first: number; last: number; series: (string | undefined)[]; values: number }[] = [];
  await batch.write(
    {
      async addBlock(writer, times, columns) {
        const series = columns.map(({ labels }) => labels.x);
        const values = columns.reduce(
          (sum, { column }) => sum + (column.flags ?? column.values.map(() => 1)).filter(Boolean).length,
          0,
        );
        blocks.push({ writer, first: (times[0] ?? 0) - noon, last: (times.at(-1) ?? 0) - noon, series, values });
      },
    },
    (index) => `w${index}`,
  );
  expect(blocks.filter(({ series }) => series.includes("1"))).toEqual([
    { writer: "w0", first: 1, last: 100_000, series: ["1"], values: 100_000 },
    { writer: "w0", first: 100_001, last: 200_000, series: ["1"], values: 100_000 },
    { writer: "w0", first: 200_001, last: 250_000, series: ["1", "2"], values: 51_001 },
  ]);
});
