import { expect, test } from "vitest";
import { mergeWriters } from "../../../../../electron/engine/store/reading/merge-writers";

const points = (times: number[], values: number[], more: { stale?: number[]; counts?: number[] } = {}) => ({
  times: Float64Array.from(times),
  values: Float64Array.from(values),
  ...(more.stale && { stale: Uint8Array.from(more.stale) }),
  ...(more.counts && { counts: Float64Array.from(more.counts) }),
});
const plain = (merged: ReturnType<typeof mergeWriters>) => ({
  times: [...merged.times],
  values: [...merged.values],
  ...(merged.stale && { stale: [...merged.stale] }),
  ...(merged.counts && { counts: [...merged.counts] }),
});

test("points of several writers come in the order of time, and at the same time the later writer's stands", () => {
  const merged = mergeWriters([points([1, 2, 4], [10, 20, 40]), points([2, 3], [21, 30]), points([0, 4], [0, 42])]);
  expect(plain(merged)).toEqual({ times: [0, 1, 2, 3, 4], values: [0, 10, 21, 30, 42] });
});

test("stale markers and counts stay with their points", () => {
  const merged = mergeWriters([points([1, 3], [1, 0], { stale: [0, 1] }), points([2], [70], { counts: [10] })]);
  expect(plain(merged)).toEqual({ times: [1, 2, 3], values: [1, 70, 0], stale: [0, 0, 1], counts: [1, 10, 1] });
});

test("writers without points count for nothing", () => {
  expect(plain(mergeWriters([points([], []), points([5], [5])]))).toEqual({ times: [5], values: [5] });
  expect(plain(mergeWriters([]))).toEqual({ times: [], values: [] });
});
