// What the evaluator needs of whatever keeps the samples. The local store implements it; tests hand in a few arrays.
import type { Labels } from "../model/labels";
import type { EpochMs, Milliseconds } from "../units/time";

/** `=`, `!=`, `=~`, `!~`; regular expressions have RE2's meaning and must match the whole value. */
export interface Matcher {
  label: string;
  operator: "=" | "!=" | "=~" | "!~";
  value: string;
}

/**
 * One stored series over a time range, as columns. `stale[i]` is 1 where the series was seen to have ended at `times[i]`
 * (its value there means nothing); it is kept apart because JavaScript cannot rely on a NaN's payload. Absent: no such point.
 */
export interface StoredSeries {
  labels: Labels;
  times: Float64Array;
  values: Float64Array;
  stale?: Uint8Array;
  /**
   * Where values come from a coarser tier, how many samples each stands for (1 beside raw ones); absent: one each. The store
   * hands out the column that the selection's function asks for: the least, the greatest, the sum (also for averages), else the last.
   */
  counts?: Float64Array;
}

/** What one selector of a query needs: the series that match all matchers, and their points in `from < t <= to`. */
export interface Selection {
  matchers: readonly Matcher[];
  from: EpochMs;
  to: EpochMs;
  /** The distance of the steps that will look at them; 0 for one moment. */
  step: Milliseconds;
  /** Only the newest point of each series is looked at, whatever it is: a selector at one moment. */
  onlyNewest?: boolean;
  /** The window of a range selector; absent for the newest sample at each step. */
  range?: Milliseconds;
  /** The function directly around a range selector, as `rate` or `max_over_time`. */
  func?: string;
}

/** The newest points of many series, in columns: a row for each series. */
export interface NewestPoints {
  labels: readonly Labels[];
  times: Float64Array;
  values: Float64Array;
  /** As in a stored series; absent where none has ended. */
  stale?: Uint8Array;
}

export interface Selectable {
  /** Series that match and have a point (or stale marker) in the selection's time; views or copies, not to be changed. */
  select(selection: Selection): StoredSeries[];
  /**
   * The same for a selection with `onlyNewest`, at a fifth of the cost; undefined where the storage has to be asked for whole
   * series all the same.
   */
  newest?(selection: Selection): NewestPoints | undefined;
}
