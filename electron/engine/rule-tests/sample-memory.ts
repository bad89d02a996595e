// The samples of a unit test: what its series give, and what recording rules and alerts write between them.
import { type Labels, labelsKey } from "#shared/model/labels";
import { compileMatcher } from "#shared/promql/matchers";
import type { Selectable, Selection, StoredSeries } from "#shared/promql/storage";
import type { EpochMs } from "#shared/units/time";

interface Column {
  labels: Labels;
  times: number[];
  values: number[];
  stale: number[];
}

export class SampleMemory implements Selectable {
  private readonly columns = new Map<string, Column>();

  /** Appends a sample, or the mark that the series ended. False where it has a newer one, or another one of the same time. */
  append(labels: Labels, time: EpochMs, value: number | "stale"): boolean {
    const key = labelsKey(labels);
    let column = this.columns.get(key);
    if (!column) {
      column = { labels, times: [], values: [], stale: [] };
      this.columns.set(key, column);
    }
    const last = column.times.length - 1;
    const newest = column.times[last];
    if (newest !== undefined && time <= newest) {
      const isStale = column.stale[last] === 1;
      return time === newest && (isStale ? value === "stale" : Object.is(column.values[last], value));
    }
    column.times.push(time);
    column.values.push(value === "stale" ? Number.NaN : value);
    column.stale.push(value === "stale" ? 1 : 0);
    return true;
  }

  select({ matchers, from, to }: Selection): StoredSeries[] {
    const tests = matchers.map((matcher) => ({ label: matcher.label, test: compileMatcher(matcher) }));
    const found: StoredSeries[] = [];
    for (const { labels, times, values, stale } of this.columns.values()) {
      if (!tests.every(({ label, test }) => test(Object.hasOwn(labels, label) ? (labels[label] ?? "") : ""))) continue;
      const first = countUpTo(times, from);
      const end = countUpTo(times, to);
      if (first >= end) continue;
      found.push({
        labels,
        times: Float64Array.from(times.slice(first, end)),
        values: Float64Array.from(values.slice(first, end)),
        stale: Uint8Array.from(stale.slice(first, end)),
      });
    }
    return found;
  }
}

/** How many of the rising times are not later than `limit`. */
function countUpTo(times: readonly number[], limit: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
