import { describe, expect, test } from "vitest";
import { evaluateInstant } from "#shared/promql/evaluate";
import { parsePromql } from "#shared/promql/parse";
import type { Selectable, StoredSeries } from "#shared/promql/storage";
import type { TierColumn } from "../../../../../electron/engine/store/codec/column";
import { createDownsampling } from "../../../../../electron/engine/store/tiers/downsample";
import { project } from "../../../../../electron/engine/store/tiers/project";
import { createRandom, type Random } from "../../../../support/random-numbers";

const range = (length: number, value: (at: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, at) => value(at));

// Half an hour of samples, one a second, and their buckets of 10 s.
const times = range(1800, (at) => 1000 * (at + 1));
const downsampling = createDownsampling(times, 10_000);

type Points = Omit<StoredSeries, "labels">;

const storageOf = (points: (func: string | undefined) => Points): Selectable => ({
  select({ from, to, func }) {
    const { times, values, counts } = points(func);
    const isIn = (_: number, at: number) => (times[at] as number) > from && (times[at] as number) <= to;
    const cut = (column: Float64Array) => column.filter(isIn);
    return [{ labels: { __name__: "x" }, times: cut(times), values: cut(values), ...(counts && { counts: cut(counts) }) }];
  },
});

function answer(query: string, time: number, storage: Selectable): number | undefined {
  const result = evaluateInstant(parsePromql(query), time, { storage });
  return result.kind === "vector" ? result.values[0] : undefined;
}

function randomValues(random: Random): Float64Array {
  let value = 0;
  const jump = random.pick([1, 1000, 1e9]);
  return times.map(() => {
    if (random.chance(0.7)) value += random.whole(-jump, jump);
    return value;
  });
}

describe.each([1, 2, 3, 4, 5])("whatever the samples (seed %i)", (seed) => {
  const random = createRandom(seed);
  const values = randomValues(random);
  const flags = seed % 2 === 0 ? Uint8Array.from(times, () => (random.chance(0.9) ? 1 : 0)) : undefined;
  const column = downsampling.fromRaw({ values, ...(flags && { flags }) });
  const isThere = (_: number, at: number) => flags?.[at] !== 0;
  const raw = storageOf(() => ({ times: times.filter(isThere), values: values.filter(isThere) }));
  const tier = storageOf((func) => project(column, downsampling.times, func));

  test.each(["min_over_time", "max_over_time", "sum_over_time", "avg_over_time", "count_over_time", "last_over_time"])(
    "%s says of buckets what it says of samples",
    (name) => {
      for (const [window, time] of [
        ["1m", 60_000],
        ["5m", 1_200_000],
        ["30m", 1_800_000],
        ["10s", 70_000],
      ] as const) {
        expect(answer(`${name}(x[${window}])`, time, tier)).toBe(answer(`${name}(x[${window}])`, time, raw));
      }
    },
  );

  test("the newest value is the same at the end of a bucket", () => {
    expect(answer("x", 600_000, tier)).toBe(answer("x", 600_000, raw));
  });
});

test("averages of fractions differ by rounding at most", () => {
  const random = createRandom(7);
  const values = range(1800, () => random.whole(0, 1e6) / 100);
  const column = downsampling.fromRaw({ values });
  const ofTier = answer(
    "avg_over_time(x[30m])",
    1_800_000,
    storageOf((func) => project(column, downsampling.times, func)),
  );
  const ofRaw = answer(
    "avg_over_time(x[30m])",
    1_800_000,
    storageOf(() => ({ times, values })),
  );
  expect(Math.abs((ofTier ?? 0) - (ofRaw ?? 0))).toBeLessThanOrEqual(Number.EPSILON * (ofRaw ?? 0));
});

test.each([
  { name: "ts_of_max_over_time", extreme: 100 },
  { name: "ts_of_min_over_time", extreme: -100 },
])("$name tells the bucket in which a short extreme was", ({ name, extreme }) => {
  const column = downsampling.fromRaw({ values: range(1800, (at) => (at === 1232 ? extreme : at % 7)) });
  const storage = storageOf((func) => project(column, downsampling.times, func));
  expect(answer(`${name}(x[30m])`, 1_800_000, storage)).toBe(1240);
});

/** What a counter gained over its points; one that drops was reset. */
function gainOf(values: ArrayLike<number>): number {
  let gain = 0;
  for (let at = 1; at < values.length; at++) {
    const [before, after] = [values[at - 1] as number, values[at] as number];
    gain += after < before ? after : after - before;
  }
  return gain;
}

test.each([1, 2, 3, 4, 5, 6])("no increase of a counter is lost where it was reset (seed %i)", (seed) => {
  const random = createRandom(seed);
  let value = 0;
  const values = range(1800, () => {
    value = value > 100 && random.chance(0.05) ? random.whole(0, 3) : value + random.whole(0, 4);
    return value;
  });
  const points = project(downsampling.fromRaw({ values }), downsampling.times, "increase");
  expect(gainOf(points.values)).toBe(gainOf(values.subarray(9)));
});

const seconds = (...at: number[]): Float64Array => Float64Array.from(at, (second) => 1000 * second);
const tierOf = (rows: [min: number, max: number, sum: number, count: number, last: number][]): TierColumn => {
  const column = (at: number) => Float64Array.from(rows, (row) => row[at] as number);
  return { min: column(0), max: column(1), sum: column(2), count: column(3), last: column(4) };
};
const shown = ({ times, values, counts, stale }: Points): string =>
  Array.from(times, (time, at) => `${time}:${stale?.[at] ? "x" : `${values[at]}*${counts?.[at]}`}`).join(" ");

test.each([
  {
    name: "a counter that only rises",
    rows: [
      [1, 5, 30, 10, 5],
      [6, 9, 75, 10, 9],
    ] as const,
    expected: "10000:5*10 20000:9*10",
  },
  {
    name: "a reset after the peak",
    rows: [
      [1, 5, 30, 10, 5],
      [0, 9, 40, 10, 2],
    ] as const,
    expected: "10000:5*10 19999:9*0 20000:2*10",
  },
  {
    name: "a reset that was made up for",
    rows: [
      [1, 5, 30, 10, 5],
      [0, 7, 40, 10, 7],
    ] as const,
    expected: "10000:5*10 19999:0*0 20000:7*10",
  },
  {
    name: "a reset that shows anyway",
    rows: [
      [1, 5, 30, 10, 5],
      [0, 3, 20, 10, 3],
    ] as const,
    expected: "10000:5*10 20000:3*10",
  },
  {
    name: "a reset in the first bucket",
    rows: [
      [0, 8, 30, 10, 2],
      [3, 4, 35, 10, 4],
    ] as const,
    expected: "9999:8*0 10000:2*10 20000:4*10",
  },
])("what rate is given: $name", ({ rows, expected }) => {
  expect(shown(project(tierOf(rows.map((row) => [...row])), seconds(10, 20), "rate"))).toBe(expected);
});

test("irate looks at the last two buckets only, so it is given no more", () => {
  const column = tierOf([
    [1, 5, 30, 10, 5],
    [0, 9, 40, 10, 2],
  ]);
  expect(shown(project(column, seconds(10, 20), "irate"))).toBe("10000:5*10 20000:2*10");
});

test("columns without gaps are handed out as they are, with the times that all series share", () => {
  const column = tierOf([
    [1, 5, 30, 10, 5],
    [6, 9, 75, 10, 9],
  ]);
  const shared = seconds(10, 20);
  for (const func of ["rate", "avg_over_time", undefined]) expect(project(column, shared, func).times).toBe(shared);
});

test.each(["rate", "max_over_time", undefined])("gaps are left out, stale markers are told (%s)", (func) => {
  const column = {
    ...tierOf([
      [1, 5, 9, 2, 5],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 5, 9, 2, 5],
    ]),
    flags: Uint8Array.of(1, 2, 0, 1),
  };
  const { times, stale } = project({ ...column, endsStale: true }, seconds(10, 20, 30, 40), func);
  const extra = func === "rate" ? [39_999] : [];
  expect([...times]).toEqual([10_000, 20_000, ...extra, 40_000, 40_001]);
  expect([...(stale ?? [])]).toEqual([0, 1, ...extra.map(() => 0), 0, 1]);
});

test("no point is put where the bucket before has its own", () => {
  const column = tierOf([
    [1, 5, 30, 10, 5],
    [2, 9, 11, 2, 2],
  ]);
  const times = Float64Array.of(10_000, 10_001);
  expect(shown(project(column, times, "rate"))).toBe("10000:5*10 10001:2*2");
});
