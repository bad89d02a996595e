import { expect, test } from "vitest";
import type { Frame } from "#shared/dashboards/data/frame";
import { type Heatmap, heatmapOf } from "#shared/dashboards/data/heatmap";
import { heatmapOptionsSchema } from "#shared/dashboards/options/heatmap";
import { series, table } from "../../../support/frames";

const of = (frames: readonly Frame[], options: object = {}) => heatmapOf(frames, heatmapOptionsSchema.parse(options));

/** Rows from above, as the panel draws them: label, then counts. */
const drawn = (heatmap: Heatmap | undefined) =>
  heatmap?.rows.map(({ label }, row) => [
    label,
    ...heatmap.counts.subarray(row * heatmap.times.length, (row + 1) * heatmap.times.length),
  ]);

const bucket = (le: string, values: (number | null)[], labels = {}) => ({ labels: { le, ...labels }, values });
// In the order in which Prometheus answers: by the text of the label.
const cumulative = [bucket("+Inf", [10, 12]), bucket("0.5", [4, 5]), bucket("10", [9, 12]), bucket("2.5", [4, 9])];
const perBucket = [
  ["0.5", 4, 5],
  ["2.5", 0, 4],
  ["10", 5, 3],
  ["∞", 1, 0],
];

test("cumulative buckets become what fell into each, in the order of their bounds", () => {
  expect(drawn(of(series(cumulative, { format: "heatmap" })))).toEqual(perBucket);
});

test("the same buckets as plain series are seen to be cumulative", () => {
  expect(drawn(of(series(cumulative, { legendFormat: "{{le}}" })))).toEqual(perBucket);
});

test("rows span from one bound to the next", () => {
  const heatmap = of(series(cumulative, { format: "heatmap" }));
  expect(heatmap?.rows.map(({ low, high }) => [low, high])).toEqual([
    [0, 0.5],
    [0.5, 2.5],
    [2.5, 10],
    [10, Number.POSITIVE_INFINITY],
  ]);
  expect(heatmap).toMatchObject({ stepMs: 10_000, min: 0, max: 5 });
});

test("a column ends at the time that its counts are said of", () => {
  const heatmap = of(series(cumulative, { format: "heatmap" }));
  expect(Array.from(heatmap?.times ?? [], (start) => start + (heatmap?.stepMs ?? 0))).toEqual([0, 10_000]);
});

test("buckets that are not cumulative stay as they are", () => {
  const separate = [bucket("1", [5, 0]), bucket("2", [3, 7])];
  expect(drawn(of(series(separate, { legendFormat: "{{le}}" })))).toEqual([
    ["1", 5, 0],
    ["2", 3, 7],
  ]);
});

test("rates of buckets that were not scraped at one instant fall no lower than zero", () => {
  const rates = [bucket("1", [0.5]), bucket("2", [0.4999999]), bucket("+Inf", [0.75])];
  expect(drawn(of(series(rates, { format: "heatmap" })))).toEqual([
    ["1", 0.5],
    ["2", 0],
    ["∞", 0.75 - 0.4999999],
  ]);
});

test("buckets of several series are those of one histogram together", () => {
  const two = ["a", "b"].flatMap((pod) => [bucket("1", [1, null], { pod }), bucket("+Inf", [3, 2], { pod })]);
  expect(drawn(of(series(two, { format: "heatmap" })))).toEqual([
    ["1", 2, NaN],
    ["∞", 4, 4],
  ]);
});

test("columns named by their bounds are rows, lower ones where the panel says so", () => {
  const frame = table("A", [
    ["Time", "1", "5"],
    [0, 2, 3],
    [10, 4, 4],
  ]);
  const heatmap = of([{ ...frame, shape: "heatmap-rows" }], { rowsFrame: { layout: "ge" } });
  expect(heatmap?.rows.map(({ low, high }) => [low, high])).toEqual([
    [1, 5],
    [5, Number.POSITIVE_INFINITY],
  ]);
});

test("rows with names keep them", () => {
  const frame = table("A", [
    ["Time", "small", "large"],
    [0, 2, 3],
  ]);
  expect(drawn(of([{ ...frame, shape: "heatmap-rows" }]))).toEqual([
    ["small", 2],
    ["large", 3],
  ]);
});

test("several lines that are no buckets are a row each, coloured by their values", () => {
  const hosts = ["a", "b"].map((host, index) => ({ labels: { host }, values: [index, 5] }));
  expect(drawn(of(series(hosts, { legendFormat: "{{host}}" })))).toEqual([
    ["a", 0, 5],
    ["b", 1, 5],
  ]);
});

// The guide's heatmap panel asks for histogram_quantile(0.95, …): one line, and no bucket in it.
test("one line is counted here: how many of its points lie where", () => {
  const heatmap = of(series([{ labels: {}, values: [0.1, 0.1, 0.9, 0.9] }], { expr: "histogram_quantile(0.95, x)" }));
  expect(heatmap?.counts.reduce((sum, count) => sum + count, 0)).toBe(4);
  const used = heatmap?.rows.filter((_, row) =>
    heatmap.counts.subarray(row * heatmap.times.length, (row + 1) * heatmap.times.length).some((count) => count > 0),
  );
  expect(used?.map(({ low, high }) => (0.1 >= low && 0.1 < high ? "0.1" : 0.9 >= low && 0.9 < high ? "0.9" : "?"))).toEqual([
    "0.1",
    "0.9",
  ]);
});

test.each([
  {
    name: "a size",
    yBuckets: { mode: "size", value: "10" },
    expected: [
      [0, 10],
      [10, 20],
      [20, 30],
    ],
  },
  {
    name: "a number of them",
    yBuckets: { mode: "count", value: "2" },
    expected: [
      [0, 20],
      [20, 40],
    ],
  },
  {
    name: "powers of ten",
    yBuckets: { mode: "size", value: "", scale: { type: "log", log: 10 } },
    expected: [
      [1, 10],
      [10, 100],
    ],
  },
])("the rows that are counted into have $name", ({ yBuckets, expected }) => {
  const heatmap = of(series([{ labels: {}, values: [1, 12, 29] }]), { calculate: true, calculation: { yBuckets } });
  expect(heatmap?.rows.map(({ low, high }) => [low, high])).toEqual(expected);
  expect(heatmap?.counts.reduce((sum, count) => sum + count, 0)).toBe(3);
});

test("columns that are counted into have the width that was asked for", () => {
  const heatmap = of(series([{ labels: {}, values: [1, 2, 3, 4] }]), {
    calculate: true,
    calculation: { xBuckets: { mode: "size", value: "20s" } },
  });
  expect(heatmap).toMatchObject({ stepMs: 20_000, times: Float64Array.of(0, 20_000) });
});

test("nothing is no heatmap", () => {
  expect(of([])).toBeUndefined();
  expect(of(series([{ labels: {}, values: [] }]))).toBeUndefined();
});

test("values that never change, and a bucket size of a millionth, are no endless work", () => {
  const heatmap = of(series([{ labels: {}, values: [5, 5, 1e9] }]), {
    calculate: true,
    calculation: { yBuckets: { mode: "size", value: "0.000001" } },
  });
  expect(heatmap?.rows.length).toBeLessThan(1100);
  expect(of(series([{ labels: {}, values: [5, 5] }]), { calculate: true })?.rows.length).toBeGreaterThan(0);
});
