import { expect, test } from "vitest";
import { histogramOf } from "#shared/dashboards/data/histogram";
import { series, table } from "../../../support/frames";

const frames = (...all: number[][]) =>
  series(
    all.map((values, index) => ({ labels: { n: String(index) }, values })),
    { legendFormat: "{{n}}" },
  );

const counted = (...given: Parameters<typeof histogramOf>) => {
  const found = histogramOf(...given);
  return found && { lows: [...found.lows], counts: found.series.map(({ field, counts }) => [field.display, ...counts]) };
};

test.each([
  {
    name: "the size that was asked for",
    options: { bucketSize: 10 },
    expected: {
      lows: [0, 10, 20],
      counts: [
        ["0", 2, 0, 1],
        ["1", 0, 1, 0],
      ],
    },
  },
  {
    name: "a beginning that was asked for",
    options: { bucketSize: 10, bucketOffset: 5 },
    expected: {
      lows: [-5, 5, 15, 25],
      counts: [
        ["0", 1, 1, 0, 1],
        ["1", 0, 1, 0, 0],
      ],
    },
  },
  {
    name: "all series in one",
    options: { bucketSize: 10, combine: true },
    expected: { lows: [0, 10, 20], counts: [["Count", 2, 1, 1]] },
  },
  {
    name: "as many as were asked for",
    options: { bucketCount: 2 },
    expected: {
      lows: [0, 20],
      counts: [
        ["0", 2, 1],
        ["1", 1, 0],
      ],
    },
  },
])("buckets have $name", ({ options, expected }) => {
  expect(counted(frames([0, 9, 29, NaN], [14]), options)).toEqual(expected);
});

test("a value on a bound is in the bucket that begins there, however it was reckoned", () => {
  expect(counted(frames([0.1, 0.1 + 0.2, 0.7]), { bucketSize: 0.1 })).toEqual({
    lows: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7],
    counts: [["0", 1, 0, 1, 0, 0, 0, 1]],
  });
});

test("whole numbers have no buckets of less than one", () => {
  expect(counted(frames([1, 2, 3]), {})?.lows).toEqual([1, 2, 3]);
});

test("what is no number is not counted, and nothing is no histogram", () => {
  expect(counted(frames([Infinity, 1]), { bucketSize: 1 })?.counts).toEqual([["0", 1]]);
  expect(histogramOf([table("A", [["x"], ["text"]])], {})).toBeUndefined();
  expect(histogramOf(frames([NaN]), {})).toBeUndefined();
});

test("a bucket size far too small makes a picture, not a million buckets", () => {
  expect(counted(frames([0, 1e6]), { bucketSize: 1e-9 })?.lows.length).toBeLessThanOrEqual(2001);
});
