import { expect, test } from "vitest";
import { createHeaps } from "#shared/promql/evaluate/heaps";

const unlimited = { work: () => {} };

import { createRandom } from "../../../support/random-numbers";

/** The indices that are kept of the values, best first. */
function best(values: readonly number[], wanted: number): number[] {
  const heaps = createHeaps(wanted, 2, unlimited);
  for (const [index, value] of values.entries()) heaps.offer(1, index, value, wanted);
  return [...heaps.sorted(1)];
}

test.each([
  { name: "the greatest, greatest first", values: [3, 1, 5, 2, 4], wanted: 3, kept: [2, 4, 0] },
  { name: "all where there are fewer", values: [1, 2], wanted: 5, kept: [1, 0] },
  { name: "NaN only where nothing better is", values: [Number.NaN, 1, Number.NaN, 2], wanted: 3, kept: [3, 1, 0] },
  { name: "of equal values the first", values: [1, 1, 1], wanted: 2, kept: [0, 1] },
  { name: "several NaN in the order in which Go leaves them", values: [Number.NaN, Number.NaN, 1], wanted: 3, kept: [2, 0, 1] },
  { name: "infinities", values: [Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY], wanted: 2, kept: [2, 1] },
])("a heap keeps $name", ({ values, wanted, kept }) => expect(best(values, wanted)).toEqual(kept));

test("a heap keeps what sorting all of the values would put first", () => {
  const random = createRandom(3);
  for (let round = 0; round < 100; round++) {
    const values = Array.from({ length: random.whole(1, 60) }, () => (random.chance(0.1) ? Number.NaN : random.whole(-9, 9)));
    const wanted = random.whole(1, 30);
    const sorted = [...values].sort((a, b) => Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || b - a);
    expect(best(values, wanted).map((index) => values[index])).toEqual(sorted.slice(0, wanted));
  }
});

test("slots do not touch each other, and are empty again when cleared", () => {
  const heaps = createHeaps(1, 2, unlimited);
  heaps.offer(0, 7, 1, 1);
  heaps.offer(1, 8, 2, 1);
  expect([[...heaps.entries(0)], [...heaps.entries(1)]]).toEqual([[7], [8]]);
  heaps.clear();
  expect([...heaps.entries(0)]).toEqual([]);
});
