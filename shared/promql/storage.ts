// What the evaluator needs of whatever keeps the samples. The local store implements it; tests hand in a few arrays.
import type { Labels } from "../model/labels";
import type { EpochMs } from "../units/time";

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
}

export interface Selectable {
  /** Series that match all matchers and have a point (or stale marker) in `from < t <= to`; views or copies, not to be changed. */
  select(matchers: readonly Matcher[], from: EpochMs, to: EpochMs): StoredSeries[];
}
