// What a window's samples add up to, which is the least, the newest and so on.
import type { Evaluation } from "../calls";
import { overWindows, type SeriesReader } from "./over-windows";
import { meansOf, sumsOf } from "./sums";

/**
 * The place of the extreme sample of each window; of several equal ones the earliest, or the latest. NaN loses against every
 * number: -1 says that there was nothing else. Windows only move forward, so a queue of those that may still win answers all
 * of them in one walk over the samples.
 */
function extremes(values: Float64Array, isGreatest: boolean, isLatest: boolean): (first: number, end: number) => number {
  const queue = new Int32Array(values.length);
  let head = 0;
  let tail = 0;
  let read = 0;
  return (first, end) => {
    if (read < first) read = first;
    for (; read < end; read++) {
      const value = values[read] as number;
      if (Number.isNaN(value)) continue;
      while (tail > head) {
        const other = values[queue[tail - 1] as number] as number;
        const isBeaten = isGreatest ? other < value : other > value;
        if (!isBeaten && !(isLatest && other === value)) break;
        tail--;
      }
      queue[tail++] = read;
    }
    while (head < tail && (queue[head] as number) < first) head++;
    return head < tail ? (queue[head] as number) : -1;
  };
}

function extremeValue(isGreatest: boolean): SeriesReader {
  return ({ values }) => {
    const find = extremes(values, isGreatest, false);
    return (first, end) => {
      const found = find(first, end);
      return found < 0 ? Number.NaN : (values[found] as number);
    };
  };
}

/** The time of the extreme sample, the latest of equal ones, in seconds; of nothing but NaN, the newest's. */
function extremeTime(isGreatest: boolean): SeriesReader {
  return ({ values, times }) => {
    const find = extremes(values, isGreatest, true);
    return (first, end) => {
      const found = find(first, end);
      return (times[found < 0 ? end - 1 : found] as number) / 1000;
    };
  };
}

export const overTime: readonly [name: string, evaluation: Evaluation][] = [
  ["sum_over_time", overWindows(({ values }) => sumsOf(values))],
  ["avg_over_time", overWindows(({ values, counts }) => meansOf(values, counts))],
  ["count_over_time", overWindows(({ counts }) => (counts ? sumsOf(counts) : (first, end) => end - first))],
  ["min_over_time", overWindows(extremeValue(false))],
  ["max_over_time", overWindows(extremeValue(true))],
  // These give back a sample as it was, so it is still that metric; the others make something new.
  [
    "first_over_time",
    overWindows(
      ({ values }) =>
        (first) =>
          values[first],
      { keepsName: true },
    ),
  ],
  [
    "last_over_time",
    overWindows(
      ({ values }) =>
        (_first, end) =>
          values[end - 1],
      { keepsName: true },
    ),
  ],
  ["present_over_time", overWindows(() => () => 1)],
  ["ts_of_min_over_time", overWindows(extremeTime(false))],
  ["ts_of_max_over_time", overWindows(extremeTime(true))],
  [
    "ts_of_first_over_time",
    overWindows(
      ({ times }) =>
        (first) =>
          (times[first] as number) / 1000,
    ),
  ],
  [
    "ts_of_last_over_time",
    overWindows(
      ({ times }) =>
        (_first, end) =>
          (times[end - 1] as number) / 1000,
    ),
  ],
];
