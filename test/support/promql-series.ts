// Series for tests of the query language, and a store over them that any query can select from.
import { type Labels, labelsKey } from "#shared/model/labels";
import { compileMatcher } from "#shared/promql/matchers";
import type { Selectable, StoredSeries } from "#shared/promql/storage";

export interface TestPoint {
  time: number;
  value: number;
  /** The series ended here; the value means nothing. */
  stale?: boolean;
}

export interface TestSeries {
  labels: Labels;
  /** Oldest first, one for each time. */
  points: TestPoint[];
}

export function storageOf(series: readonly TestSeries[]): Selectable {
  const columns = series.map(({ labels, points }) => ({
    labels,
    times: Float64Array.from(points, ({ time }) => time),
    values: Float64Array.from(points, ({ value }) => value),
    stale: Uint8Array.from(points, ({ stale }) => (stale ? 1 : 0)),
  }));
  return {
    select({ matchers, from, to }) {
      const tests = matchers.map((matcher) => ({ label: matcher.label, test: compileMatcher(matcher) }));
      const found: StoredSeries[] = [];
      for (const { labels, times, values, stale } of columns) {
        if (!tests.every(({ label, test }) => test(Object.hasOwn(labels, label) ? (labels[label] ?? "") : ""))) continue;
        const first = countUpTo(times, from);
        const end = countUpTo(times, to);
        if (first >= end) continue;
        const inside = { times: times.subarray(first, end), values: values.subarray(first, end) };
        found.push({ labels, ...inside, stale: stale.subarray(first, end) });
      }
      return found;
    },
  };
}

/** How many of the rising times are not later than `limit`. */
function countUpTo(times: Float64Array, limit: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The series of both lists; where both have one, its points together, those of the second list winning. */
export function mergeSeries(before: readonly TestSeries[], added: readonly TestSeries[]): TestSeries[] {
  const merged = new Map(before.map((series) => [labelsKey(series.labels), series]));
  for (const { labels, points } of added) {
    const key = labelsKey(labels);
    const byTime = new Map((merged.get(key)?.points ?? []).map((point) => [point.time, point]));
    for (const point of points) byTime.set(point.time, point);
    merged.set(key, { labels, points: [...byTime.values()].sort((a, b) => a.time - b.time) });
  }
  return [...merged.values()];
}
