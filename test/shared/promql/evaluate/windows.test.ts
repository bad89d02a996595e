import { expect, test } from "vitest";
import { findNewest, findWindows, rememberingLast } from "#shared/promql/evaluate/windows";
import { createRandom } from "../../../support/random-numbers";

const column = (...numbers: number[]) => Float64Array.from(numbers);

test("a window is open on its left and closed on its right", () => {
  const { first, end } = findWindows(column(10, 20, 30, 40), column(5, 10, 30, 100), 20);
  expect({ first: [...first], end: [...end] }).toEqual({ first: [0, 0, 1, 4], end: [0, 1, 3, 4] });
});

test("the newest sample is seen up to, not including, the lookback after it", () => {
  expect([...findNewest(column(10, 20), column(9, 10, 19, 20, 69, 70), 50).indices]).toEqual([-1, 0, 0, 1, 1, -1]);
});

test("windows and newest samples are those that looking at every sample finds", () => {
  const random = createRandom(7);
  for (let round = 0; round < 200; round++) {
    const rising = (count: number, most: number) => {
      let at = random.whole(-20, 20);
      return Float64Array.from({ length: count }, () => (at += random.whole(1, most)));
    };
    const times = rising(random.whole(0, 60), 5);
    // Moments may stand still, as under `@`.
    const moments = random.chance(0.2) ? new Float64Array(5).fill(30) : rising(random.whole(1, 20), random.pick([2, 40]));
    const range = random.whole(1, 50);
    const expected = [...moments].map((moment) => [...times.keys()].filter((at) => inside(times[at] ?? 0, moment, range)));
    const { first, end } = findWindows(times, moments, range);
    expect(expected.map((_, step) => [...times.keys()].slice(first[step], end[step]))).toEqual(expected);
    const newest = expected.map((indices) => indices.at(-1) ?? -1);
    const isRun = newest.every((index, step) => index >= 0 && index === (newest[0] ?? 0) + step);
    expect(findNewest(times, moments, range)).toEqual({ indices: Int32Array.from(newest), isRun });
  }
});

const inside = (time: number, moment: number, range: number): boolean => time > moment - range && time <= moment;

test("series that share their column of times share the search", () => {
  let searches = 0;
  const find = rememberingLast((times) => {
    searches++;
    return times.length;
  });
  const [one, other] = [column(1, 2), column(1)];
  expect([find(one), find(one), find(other), searches]).toEqual([2, 2, 1, 2]);
});
