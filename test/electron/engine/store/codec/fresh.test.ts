import { describe, expect, test } from "vitest";
import type { Column } from "../../../../../electron/engine/store/codec/column";
import { createFreshDecoder } from "../../../../../electron/engine/store/codec/fresh-decoder";
import { createFreshEncoder } from "../../../../../electron/engine/store/codec/fresh-encoder";
import type { Runs } from "../../../../../electron/engine/store/head/head";
import { createRandom, type Random } from "../../../../support/random-numbers";

type Columns = Record<number, number[] | { values: number[]; flags: number[] }>;

function stretch(writer: string, firstRun: number, times: number[], columns: Columns): Runs {
  return {
    writer,
    firstRun,
    lastRun: firstRun + times.length - 1,
    times: Float64Array.from(times),
    series: Object.keys(columns).map(Number),
    column(id): Column {
      const rows = columns[id] as Columns[number];
      return Array.isArray(rows)
        ? { values: Float64Array.from(rows) }
        : { values: Float64Array.from(rows.values), flags: Uint8Array.from(rows.flags) };
    },
  };
}

/** Everything that a stretch says, in a shape that compares well: a row without a value is its flag as a word. */
function contents(runs: Runs) {
  const { column, times, series, ...rest } = runs;
  const rows = series.map((id) => {
    const { values, flags } = column(id);
    return [
      id,
      ...Array.from(values, (value, at) => (flags && flags[at] !== 1 ? ["absent", "", "stale"][flags[at] as number] : value)),
    ];
  });
  return { ...rest, times: [...times], rows };
}

function expectBack(records: Runs[][]): void {
  const encoder = createFreshEncoder();
  const decoder = createFreshDecoder();
  for (const record of records) {
    expect(decoder.decode(encoder.encode(record)).map(contents)).toEqual(record.map(contents));
  }
}

test.each<{ name: string; rows: Columns[] }>([
  { name: "whole numbers that rise", rows: [{ 1: [5, 6, 8, 9] }, { 1: [10, 12, 12, 15] }] },
  { name: "a series that does not change", rows: [{ 1: [7, 7, 7, 7] }, { 1: [7, 7, 7, 7] }] },
  { name: "hundredths", rows: [{ 1: [0.01, 0.02, 0.3, 1.25] }, { 1: [1.26, 1.27, 1.3, 2] }] },
  {
    name: "a unit that becomes finer",
    rows: [{ 1: [4096, 8192] }, { 1: [8192, 8193] }, { 1: [8193.5, 8193.25] }, { 1: [0.1, 1 / 3] }, { 1: [1, 2] }],
  },
  {
    name: "doubles",
    rows: [{ 1: [0.1 + 0.2, 1 / 3, Math.PI, 1e300] }, { 1: [1e-300, 5e-324, 1.7976931348623157e308, 2 ** 53 + 2] }],
  },
  {
    name: "what is no number",
    rows: [{ 1: [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1] }, { 1: [1, Number.NaN, 2, 3] }],
  },
  { name: "both zeros", rows: [{ 1: [0, -0, 0, -0] }, { 1: [-0, -0] }, { 1: [0, 1] }] },
  { name: "counts that jump from end to end", rows: [{ 1: [2 ** 52 - 1, 1 - 2 ** 52] }, { 1: [2 ** 52 - 1, 0] }] },
  {
    name: "holes and stale markers",
    rows: [{ 1: { values: [1, 0, 0, 3], flags: [1, 0, 2, 1] } }, { 1: { values: [0, 0], flags: [2, 0] } }, { 1: [3, 4] }],
  },
  { name: "series that come and go", rows: [{ 1: [1], 2: [2] }, { 2: [3] }, { 1: [1], 2: [3], 9: [9] }, {}] },
])("a record comes back as it was: $name", ({ rows }) => {
  expectBack(
    rows.map((columns, at) => [
      stretch("cpu", at * 10, Object.values(columns)[0] ? timesFor(columns, at) : [at * 10_000], columns),
    ]),
  );
});

function timesFor(columns: Columns, record: number): number[] {
  const rows = Object.values(columns)[0] as Columns[number];
  const length = Array.isArray(rows) ? rows.length : rows.values.length;
  return Array.from({ length }, (_, at) => 1_795_273_041_000 + record * 10_000 + at * 1000);
}

test("writers in one record are kept apart", () => {
  expectBack([
    [stretch("a", 0, [1000, 2000], { 1: [1, 2] }), stretch("b", 7, [1500], { 1: [100], 2: [0.5] })],
    [stretch("b", 8, [2500], { 1: [101], 2: [0.5] }), stretch("a", 2, [3000], { 1: [3] })],
  ]);
});

test.each([
  { name: "fractions of a millisecond", times: [1000.25, 2000.125] },
  { name: "times that go back", times: [5000, 4000, 4500] },
  { name: "no times at all", times: [] },
])("times come back: $name", ({ times }) => expectBack([[stretch("a", 0, times, {})]]));

test("after a reset of the encoder the same decoder goes on, whatever was lost before", () => {
  const encoder = createFreshEncoder();
  const decoder = createFreshDecoder();
  decoder.decode(encoder.encode([stretch("a", 0, [1000], { 1: [1] })]));
  encoder.encode([stretch("a", 1, [2000], { 1: [2] })]);
  encoder.reset();
  const third = [stretch("a", 2, [3000], { 1: [3] })];
  expect(decoder.decode(encoder.encode(third)).map(contents)).toEqual(third.map(contents));
});

describe("damage", () => {
  const whole = createFreshEncoder().encode([stretch("a", 0, [1000, 2000], { 1: [1, 2], 2: [0.1 + 0.2, 5] })]);

  test.each([
    { name: "nothing at all", bytes: new Uint8Array(0) },
    { name: "a record that is cut off", bytes: whole.subarray(0, whole.length - 3) },
    { name: "text", bytes: new TextEncoder().encode("this is no record") },
  ])("$name is a damaged chunk", ({ bytes }) =>
    expect(() => createFreshDecoder().decode(bytes)).toThrow(/it cannot be inflated/),
  );
});

/** A writer's series with the habits of real ones; each call gives the next few rows. */
function randomWriter(name: string, random: Random) {
  let run = 0;
  let time = 1_795_273_041_000;
  const last = new Map<number, number>();
  const habits = [
    (value: number) => value,
    (value: number) => value + random.whole(0, 100 - 1),
    (value: number) => Math.round(value) + random.whole(0, 1000 - 1) - 500,
    (value: number) => Math.round((value + random.fraction()) * 100) / 100,
    () => 4096 * random.whole(0, 100_000 - 1),
    () => random.fraction() * 10 ** (random.whole(0, 600 - 1) - 300),
    () => random.pick([0, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 2 ** 53, 0.1 + 0.2]),
  ];
  return (): Runs => {
    const rows = random.whole(0, 5 - 1) + 1;
    const times = Array.from({ length: rows }, () => (time += 1000 + random.whole(0, 3 - 1)));
    const columns: Columns = {};
    for (let id = 1; id <= 20; id++) {
      if (random.whole(0, 8 - 1) === 0) continue;
      const habit = habits[id % habits.length] as (value: number) => number;
      const values = Array.from({ length: rows }, () => {
        const value = habit(last.get(id) ?? 0);
        last.set(id, Number.isFinite(value) ? value : 0);
        return value;
      });
      const flags = Array.from({ length: rows }, () => random.whole(0, 3 - 1));
      columns[id] = random.whole(0, 6 - 1) === 0 ? { values, flags } : values;
    }
    const made = stretch(name, run, times, columns);
    run += rows;
    return made;
  };
}

test.each([1, 2, 3, 4, 5])("random writers come back exactly (seed %i)", (seed) => {
  const random = createRandom(seed);
  const writers = ["cpu", "disk", "net"].map((name) => randomWriter(name, random));
  expectBack(Array.from({ length: 100 }, () => writers.filter(() => random.whole(0, 3 - 1) > 0).map((next) => next())));
});
