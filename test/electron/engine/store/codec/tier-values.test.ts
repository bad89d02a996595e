import { describe, expect, test } from "vitest";
import { DamagedChunk, type TierColumn } from "../../../../../electron/engine/store/codec/column";
import { holds, sealFrame } from "../../../../../electron/engine/store/codec/frame";
import { decodeTierColumn, encodeTierColumn } from "../../../../../electron/engine/store/codec/tier-values";
import { createDownsampling } from "../../../../../electron/engine/store/tiers/downsample";
import { createRandom, type Random } from "../../../../support/random-numbers";

const range = (length: number, value: (at: number) => number): number[] => Array.from({ length }, (_, at) => value(at));
const times = Float64Array.from(range(3600, (at) => 1000 * (at + 1)));
const buckets = createDownsampling(times, 10_000);

/** The buckets of 10 s of an hour's samples. */
const bucketsOf = (value: (at: number) => number, flag?: (at: number) => number): TierColumn =>
  buckets.fromRaw({
    values: Float64Array.from(range(3600, value)),
    ...(flag && { flags: Uint8Array.from(range(3600, flag)) }),
  });

/** The rows that have samples; what stands in the others means nothing. */
function rowsOf({ min, max, sum, count, last, flags, endsStale }: TierColumn) {
  const rows = Array.from(last, (_, at) =>
    flags && flags[at] !== 1 ? flags[at] : [min[at], max[at], sum[at], count[at], last[at]],
  );
  return { rows, endsStale: endsStale ?? false };
}

function expectBack(column: TierColumn): number {
  const bytes = encodeTierColumn(column, column.last.length);
  expect(rowsOf(decodeTierColumn(bytes, column.last.length))).toEqual(rowsOf(column));
  return bytes.length;
}

test.each([
  { name: "a constant", most: 40, value: () => 5 },
  { name: "a constant fraction", most: 60, value: () => 1 / 3 },
  { name: "a counter", most: 450, value: (at: number) => 100 * at + ((at * 7) % 5) },
  { name: "hundredths of seconds", most: 1000, value: (at: number) => (95 * at + ((at * at) % 11)) / 100 },
  { name: "milliseconds times a thousandth", most: 900, value: (at: number) => 3 * at * 0.001 },
  { name: "a gauge of pages", most: 2700, value: (at: number) => 4096 * (1_000_000 + ((at * at * 31) % 977)) },
  { name: "thirds", most: 9000, value: (at: number) => at / 3 },
  { name: "bytes by the petabyte", most: 5000, value: (at: number) => 3e15 + 1e6 * at },
  {
    name: "doubles that are no numbers",
    most: 1000,
    value: (at: number) => [Number.NaN, 1, Number.POSITIVE_INFINITY][Math.floor(at / 25) % 3] as number,
  },
  { name: "both zeros", most: 400, value: (at: number) => (at % 20 < 10 ? -0 : 0) },
])("buckets come back as they were: $name, in $most bytes at most", ({ value, most }) => {
  expect(expectBack(bucketsOf(value))).toBeLessThanOrEqual(most);
});

test.each([
  { name: "a series that ended in the middle", flag: (at: number) => (at < 1800 ? 1 : at === 1800 ? 2 : 0) },
  { name: "a series that ended with the block", flag: (at: number) => (at === 3599 ? 2 : 1) },
  { name: "nothing at all", flag: () => 0 },
  { name: "stale markers only", flag: (at: number) => (at === 5 ? 2 : 0) },
  { name: "a sample here and there", flag: (at: number) => (at % 37 === 0 ? 1 : 0) },
])("gaps and markers come back: $name", ({ flag }) => void expectBack(bucketsOf((at) => at, flag)));

test("sums that have nothing to do with the values come back as well", () => {
  const whole = Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
  const sum = Float64Array.of(0.3, Number.NaN, Number.POSITIVE_INFINITY, -0, 1e300, 2 ** 60, 5e-324, -1e-7);
  for (const sums of [sum, ...Array.from(sum, (value) => whole.map((own, at) => (at === 3 ? value : own)))]) {
    expectBack({ min: whole, max: whole, sum: sums, count: whole, last: whole });
  }
});

const habits: ((random: Random, before: number) => number)[] = [
  (_, before) => before,
  (random, before) => before + random.whole(0, 30),
  (random) => random.whole(0, 100) / 100,
  (random) => random.fraction() * 10 ** random.whole(-10, 20),
  (random) => random.pick([0, -0, Number.NaN, Number.NEGATIVE_INFINITY, 1e308, 5e-324]),
  (random, before) => (random.chance(0.02) ? 0 : before + random.whole(0, 9) * 0.001),
];

test.each(range(12, (at) => at))("random buckets come back exactly (seed %i)", (seed) => {
  const random = createRandom(seed);
  const habit = random.pick(habits);
  let value = 0;
  const next = () => {
    value = habit(random, Number.isFinite(value) ? value : 0);
    return value;
  };
  const holes = random.pick([0, 0.01, 0.6]);
  expectBack(bucketsOf(next, holes > 0 ? () => (random.chance(holes) ? random.whole(0, 2) : 1) : undefined));
});

describe("damage", () => {
  test("any byte that is not what was written is found out", () => {
    const bytes = encodeTierColumn(
      bucketsOf((at) => at * at),
      360,
    );
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] as number) ^ 0x40;
      expect(() => decodeTierColumn(damaged, 360)).toThrow(DamagedChunk);
    }
  });

  test.each([
    { name: "columns of a kind that is not known", payload: [7], say: "it has columns of a kind that is not known" },
    { name: "a unit that is not known", payload: [0, 200], say: "it counts in a unit that is not known" },
    {
      name: "a least value told from nothing known",
      payload: [0, 0, 0, 2, 0, 2, 0, 0, 5],
      say: "it has columns of a kind that is not known",
    },
    { name: "columns that are missing", payload: [0, 0, 0, 2, 0, 2], say: "it ends too early" },
    {
      name: "related columns of a kind that is not known",
      payload: [1, 0, 0, 2, 0, 0, 2, 9],
      say: "it has columns of a kind that is not known",
    },
  ])("with the checksum right, $name: $say", ({ payload, say }) => {
    const bytes = sealFrame({ holds: holds.buckets, how: 0, payload: Uint8Array.from(payload) }, 3);
    expect(() => decodeTierColumn(bytes, 3)).toThrow(new DamagedChunk(say));
  });
});
