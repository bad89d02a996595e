import { describe, expect, test } from "vitest";
import type { Column, TierColumn } from "../../../../../electron/engine/store/codec/column";
import { createDownsampling } from "../../../../../electron/engine/store/tiers/downsample";
import { createRandom } from "../../../../support/random-numbers";

const seconds = (...times: number[]): Float64Array => Float64Array.from(times, (time) => time * 1000);

/** `_` is an absent row, `x` a stale marker. */
function column(text: string): Column {
  const words = text.split(" ");
  const flags = words.map((word) => (word === "_" ? 0 : word === "x" ? 2 : 1));
  const values = Float64Array.from(words, (word) => (word === "_" || word === "x" ? 0 : Number(word)));
  return flags.every((flag) => flag === 1) ? { values } : { values, flags: Uint8Array.from(flags) };
}

/** Each bucket as `least greatest sum count last`, with `x` behind it for a marker that had no place. */
function bucketsOf({ min, max, sum, count, last, flags, endsStale }: TierColumn): string[] {
  const rows = Array.from(last, (_, at) =>
    flags && flags[at] !== 1
      ? (["_", "", "x"][flags[at] as number] as string)
      : [min, max, sum, count, last].map((each) => each[at]).join(" "),
  );
  return endsStale ? [...rows, "and x"] : rows;
}

test("a bucket takes its right end and not its left, and has the time of the writer's last run in it", () => {
  const { times, fromRaw } = createDownsampling(seconds(10, 11, 19, 20, 20.5, 41), 10_000);
  expect([...times]).toEqual([10_000, 20_000, 20_500, 41_000]);
  expect(bucketsOf(fromRaw(column("7 1 3 2 9 4")))).toEqual(["7 7 7 1 7", "1 3 6 3 2", "9 9 9 1 9", "4 4 4 1 4"]);
});

test("no rows give no buckets", () => {
  const { times, fromRaw } = createDownsampling(new Float64Array(), 10_000);
  expect([...times]).toEqual([]);
  expect(bucketsOf(fromRaw({ values: new Float64Array() }))).toEqual([]);
});

// Three buckets of three runs:          ------1------ ------2------ ------3------
const runs = createDownsampling(seconds(1, 2, 3, 11, 12, 13, 21, 22, 23), 10_000);
test.each([
  { name: "rows without a value are not samples", rows: "1 _ 3 _ _ _ 7 8 _", expected: ["1 3 4 2 3", "_", "7 8 15 2 8"] },
  {
    name: "the marker of a series that ended goes to the next bucket",
    rows: "1 2 x _ _ _ _ _ _",
    expected: ["1 2 3 2 2", "x", "_"],
  },
  { name: "a marker at a bucket's beginning stays there", rows: "1 2 3 x _ _ _ _ _", expected: ["1 3 6 3 3", "x", "_"] },
  {
    name: "a series that came back in the same bucket never ended",
    rows: "1 x 3 4 _ _ _ _ _",
    expected: ["1 3 4 2 3", "4 4 4 1 4", "_"],
  },
  {
    name: "a series that came back in the next bucket never ended",
    rows: "1 2 x _ 5 6 7 8 9",
    expected: ["1 2 3 2 2", "5 6 11 2 6", "7 9 24 3 9"],
  },
  {
    name: "a series that ended in the last bucket ends behind it",
    rows: "1 2 3 4 5 6 7 x _",
    expected: ["1 3 6 3 3", "4 6 15 3 6", "7 7 7 1 7", "and x"],
  },
  { name: "a series that ended and was seen ended again", rows: "1 2 x _ x _ _ _ _", expected: ["1 2 3 2 2", "x", "_"] },
  { name: "nothing but a marker", rows: "_ _ _ _ x _ _ _ _", expected: ["_", "x", "_"] },
  {
    name: "the least and greatest pass over NaN, the sum does not",
    rows: "NaN 2 1 NaN NaN NaN 1 2 NaN",
    expected: ["1 2 NaN 3 1", "NaN NaN NaN 3 NaN", "1 2 NaN 3 NaN"],
  },
  {
    name: "infinities add up",
    rows: "Infinity 1 2 -Infinity 1 1 Infinity -Infinity 0",
    expected: ["1 Infinity Infinity 3 2", "-Infinity 1 -Infinity 3 1", "-Infinity Infinity NaN 3 0"],
  },
  {
    name: "sums lose no digits",
    rows: "1e100 1 -1e100 0.1 0.1 0.1 1 1 1",
    expected: ["-1e+100 1e+100 1 3 -1e+100", "0.1 0.1 0.30000000000000004 3 0.1", "1 1 3 3 1"],
  },
])("from samples: $name", ({ rows, expected }) => expect(bucketsOf(runs.fromRaw(column(rows)))).toEqual(expected));

describe("from buckets", () => {
  const rawTimes = Float64Array.from({ length: 600 }, (_, at) => 1000 * (at + 1));
  const fine = createDownsampling(rawTimes, 10_000);
  const coarse = createDownsampling(fine.times, 60_000);
  const direct = createDownsampling(rawTimes, 60_000);

  test("the times are those of the samples' own coarser buckets", () => expect(coarse.times).toEqual(direct.times));

  test.each([1, 2, 3, 4, 5, 6, 7, 8])("in two strokes the same comes out as in one (seed %i)", (seed) => {
    const random = createRandom(seed);
    const present = random.pick([1, 0.9, 0.02]);
    const values = Float64Array.from(rawTimes, () => random.whole(-1000, 1000));
    const flags = Uint8Array.from(rawTimes, () => (random.chance(present) ? 1 : 0));
    const raw = present < 1 ? { values, flags } : { values };
    expect(bucketsOf(coarse.fromBuckets(fine.fromRaw(raw)))).toEqual(bucketsOf(direct.fromRaw(raw)));
  });

  test.each([
    { name: "in the middle of a minute", at: 200, expected: [3, "x"] },
    { name: "at the end of a minute", at: 239, expected: [3, "x"] },
    { name: "at the end of the block", at: 599, expected: [9, "and x"] },
  ])("a series that ended $name has its marker after the minute", ({ at, expected }) => {
    const flags = Uint8Array.from(rawTimes, (_, index) => (index < at ? 1 : index === at ? 2 : 0));
    const rows = bucketsOf(coarse.fromBuckets(fine.fromRaw({ values: rawTimes, flags })));
    const [bucket, marker] = expected as [number, string];
    expect(rows[bucket + 1]).toBe(marker);
    expect(rows[bucket]).toMatch(/^\d/);
  });
});
