import { describe, expect, test } from "vitest";
import { type Column, DamagedChunk } from "../../../../../electron/engine/store/codec/column";
import { holds, sealFrame } from "../../../../../electron/engine/store/codec/frame";
import { encodeTimes } from "../../../../../electron/engine/store/codec/times";
import { decodeColumn, encodeColumn } from "../../../../../electron/engine/store/codec/values";
import { createRandom, type Random } from "../../../../support/random-numbers";

const column = (values: readonly number[], flags?: readonly number[]): Column => ({
  values: Float64Array.from(values),
  ...(flags && { flags: Uint8Array.from(flags) }),
});

/** What a column says: values where it has some, else the flag as a word. */
const rowsOf = ({ values, flags }: Column): (number | string)[] =>
  Array.from(values, (value, at) =>
    flags && flags[at] !== 1 ? (["absent", "", "stale"][flags[at] as number] as string) : value,
  );

function expectBack(written: Column): number {
  const bytes = encodeColumn(written, written.values.length);
  expect(rowsOf(decodeColumn(bytes, written.values.length))).toEqual(rowsOf(written));
  return bytes.length;
}

const range = (length: number, value: (at: number) => number): number[] => Array.from({ length }, (_, at) => value(at));

test.each([
  { name: "no rows", values: [] },
  { name: "one row", values: [42] },
  { name: "whole numbers", values: [1, 5, -3, 1_000_000, 0] },
  { name: "hundredths", values: [0.01, 1.25, 3.07, 1e6 + 0.13] },
  { name: "nanoseconds as seconds", values: [4207.123456789, 4208.123456901, 4209.000000001] },
  { name: "milliseconds times a thousandth", values: range(500, (at) => (at * 37 + 1) * 0.001) },
  { name: "pages", values: [4096, 8192, 4096 * 7777] },
  { name: "counts with steps of 2^49 and more", values: [2 ** 52, -(2 ** 52), 2 ** 52] },
  { name: "whole numbers beyond 2^53", values: [2 ** 53, 2 ** 53 + 2, 2 ** 60, 2 ** 70 + 2 ** 20] },
  { name: "thirds", values: range(100, (at) => at / 3) },
  { name: "sums that are not quite decimal", values: [0.1 + 0.2, 0.3, 0.1, 0.7 + 0.1] },
  {
    name: "the ends of what a double holds",
    values: [1e300, -1e300, 5e-324, -5e-324, Number.MAX_VALUE, Number.MIN_VALUE, 2.2250738585072014e-308],
  },
  { name: "both zeros", values: [0, -0, 0, -0] },
  { name: "minus zero only", values: [-0, -0, -0] },
  { name: "NaN and infinities", values: [Number.NaN, Number.POSITIVE_INFINITY, 1, Number.NEGATIVE_INFINITY, Number.NaN] },
  { name: "NaN only", values: [Number.NaN, Number.NaN] },
  { name: "a counter that was reset", values: [1e9, 1e9 + 5, 3, 9] },
])("a column comes back as it was: $name", ({ values }) => void expectBack(column(values)));

test.each([
  { name: "a series that came late", values: [0, 0, 5, 6], flags: [0, 0, 1, 1] },
  { name: "a series that ended", values: [5, 6, 0, 0], flags: [1, 1, 2, 0] },
  { name: "nothing but a stale marker", values: [0, 0], flags: [2, 0] },
  { name: "holes that mean nothing", values: [9, Number.NaN, 9, 0.1], flags: [1, 0, 1, 2] },
  { name: "flags that say that every row has a value", values: [1, 2], flags: [1, 1] },
])("holes and stale markers come back: $name", ({ values, flags }) => void expectBack(column(values, flags)));

test.each([
  { name: "a constant", most: 10, values: range(600, () => 12_345) },
  { name: "a constant fraction", most: 14, values: range(600, () => 1 / 3) },
  { name: "an even counter", most: 13, values: range(600, (at) => 5_000_000 + 100 * at) },
  { name: "a bit that flips now and then", most: 30, values: range(600, (at) => (at % 150 < 75 ? 1 : 0)) },
  {
    name: "a counter of hundredths with noise of 8 values",
    most: 260,
    values: range(600, (at) => (at * 90 + ((at * at * 31) % 8)) / 100),
  },
])("600 rows of $name take $most bytes at most", ({ values, most }) =>
  expect(expectBack(column(values))).toBeLessThanOrEqual(most),
);

test("a series that was away for a while costs a few bytes more than one that was not", () => {
  const values = range(600, (at) => at * at);
  const flags = range(600, (at) => (at === 300 ? 2 : at > 300 && at < 400 ? 0 : 1));
  expect(expectBack(column(values, flags))).toBeLessThan(expectBack(column(values)) + 10);
});

test("rows beyond those asked for are not written", () => {
  const written = column([1, 2, 3, 4], [1, 0, 1, 2]);
  expect(rowsOf(decodeColumn(encodeColumn(written, 3), 3))).toEqual([1, "absent", 3]);
});

/** Values with the habits of real series, and of the worst. */
const habits: ((random: Random, before: number) => number)[] = [
  (_, before) => before,
  (random, before) => before + random.whole(0, 3),
  (random, before) => before + random.whole(-1000, 1000),
  (random) => random.whole(0, 100) / 100,
  (random) => random.whole(0, 1e9) * 4096,
  (random) => random.fraction() * 10 ** random.whole(-300, 300),
  (random) => random.pick([0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, 5e-324, 0.1 + 0.2]),
  (random) => random.whole(-1e15, 1e15) / 10 ** random.whole(0, 12),
  (random) => (random.chance(0.5) ? 2 ** 53 : -1) * random.whole(1, 9),
];

function randomColumn(random: Random): Column {
  const length = random.whole(0, 700);
  const some = random.some(habits);
  const changes = random.pick([0, 0.01, 1]);
  let value = random.whole(0, 1e6);
  let habit = random.pick(some);
  const values = range(length, () => {
    if (random.chance(changes)) habit = random.pick(some);
    value = habit(random, Number.isFinite(value) ? value : 0);
    return value;
  });
  const holes = random.pick([0, 0, 0.01, 0.5]);
  return column(values, holes > 0 ? range(length, () => (random.chance(holes) ? random.pick([0, 2]) : 1)) : undefined);
}

test.each(range(20, (at) => at))("random columns come back exactly (seed %i)", (seed) => {
  const random = createRandom(seed);
  for (let at = 0; at < 40; at++) expectBack(randomColumn(random));
});

describe("damage", () => {
  const samples = [
    column([7, 7, 7]),
    column(range(100, (at) => at * at)),
    column(
      range(40, Math.sqrt),
      range(40, (at) => (at % 9 ? 1 : 2)),
    ),
  ];

  test("any byte that is not what was written is found out", () => {
    for (const sample of samples) {
      const rows = sample.values.length;
      const bytes = encodeColumn(sample, rows);
      for (let at = 0; at < bytes.length; at++) {
        for (const change of [1, 0x80, 0xff]) {
          const damaged = bytes.slice();
          damaged[at] = (damaged[at] as number) ^ change;
          expect(() => decodeColumn(damaged, rows)).toThrow(DamagedChunk);
        }
      }
    }
  });

  test.each([
    { name: "nothing", of: () => new Uint8Array(0), say: "it ends too early" },
    { name: "one byte", of: () => Uint8Array.of(0x11), say: "it ends too early" },
    {
      name: "a chunk that is cut off",
      of: (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 1),
      say: "its checksum is wrong",
    },
    { name: "a chunk that has grown", of: (bytes: Uint8Array) => Uint8Array.of(...bytes, 0), say: "its checksum is wrong" },
    { name: "zeros", of: (bytes: Uint8Array) => new Uint8Array(bytes.length), say: "its checksum is wrong" },
  ])("$name is a damaged chunk: $say", ({ of, say }) => {
    const bytes = encodeColumn(samples[1] as Column, 100);
    expect(() => decodeColumn(of(bytes), 100)).toThrow(new DamagedChunk(say));
  });

  test("a chunk read with another number of rows is a damaged one", () => {
    const bytes = encodeColumn(samples[0] as Column, 3);
    for (const rows of [0, 2, 4, 600]) expect(() => decodeColumn(bytes, rows)).toThrow(new DamagedChunk("its checksum is wrong"));
  });

  // From here on the checksum is right: what a fault of the writer, or somebody with time, may have made.
  const seal = (payload: ArrayLike<number>, how = 0) =>
    sealFrame({ holds: holds.values, how, payload: Uint8Array.from(payload) }, 3);

  test.each([
    { name: "no rows where there should be some", payload: [], say: "it ends too early" },
    { name: "flags for more rows", how: 1, payload: [0x91, 6, 0, 0], say: "its rows do not add up" },
    {
      name: "flags for more rows in two stretches",
      how: 1,
      payload: [4 * 2 + 1, 4 * 2 + 2, 0, 0],
      say: "its rows do not add up",
    },
    { name: "a flag that is not known", how: 1, payload: [4 * 3 + 3], say: "its rows do not add up" },
    { name: "a stretch of no rows", how: 1, payload: [1], say: "its rows do not add up" },
    { name: "too few numbers", payload: [0, 2, 1, 0, 5], say: "it ends too early" },
    { name: "too many numbers", payload: [0, 0, 5, 5], say: "it is longer than it should be" },
    { name: "a unit that is not known", payload: [99, 0, 5], say: "it counts in a unit that is not known" },
    { name: "a number that does not end", payload: [0, 0, ...range(12, () => 0xff)], say: "a number in it is too long" },
    { name: "numbers of a kind that is not known", payload: [0, 9], say: "it has numbers of a kind that is not known" },
    { name: "doubles of a kind that is not known", payload: [255, 7], say: "it has doubles of a kind that is not known" },
    { name: "doubles that are missing", payload: [255, 0, 1, 2], say: "it ends too early" },
    { name: "a double that is missing", payload: [254, 0, 1, 2], say: "it ends too early" },
  ])("with the checksum right, $name: $say", ({ how, payload, say }) => {
    expect(() => decodeColumn(seal(payload, how), 3)).toThrow(new DamagedChunk(say));
  });

  test("a chunk that holds times or buckets is not one of values", () => {
    expect(() => decodeColumn(encodeTimes(Float64Array.of()), 0)).toThrow(new DamagedChunk("it holds something else"));
  });

  test("a chunk that would inflate to more than its rows can take is refused before it does", () => {
    const bomb = seal(new Uint8Array(50_000_000));
    expect(() => decodeColumn(bomb, 3)).toThrow(new DamagedChunk("it cannot be inflated"));
  });
});
