// The interface behind which samples are kept. Today `memory-store.ts` keeps the last hour; the embedded store comes
// behind the same interface.
import type { Labels } from "#shared/model/labels";
import type { MetricKind, Reading } from "#shared/model/sample";
import type { EpochMs } from "#shared/units/time";

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

export interface SampleStore {
  /**
   * Adds what one run of `writer` read at `time`. A series that the same writer wrote in its last run and not in this one
   * gets a stale marker. Runs not after the writer's newest are dropped whole (a clock that stepped back): returns false.
   */
  append(writer: string, time: EpochMs, readings: readonly Reading[]): boolean;
  /** Marks every series of a writer stale, as when its collector starts failing. */
  endWriter(writer: string, time: EpochMs): void;
  /** Series that match all matchers and have a point (or stale marker) in `from < t <= to`; views or copies, not to be changed. */
  select(matchers: readonly Matcher[], from: EpochMs, to: EpochMs): StoredSeries[];
  labelNames(metric?: string): string[];
  labelValues(label: string, metric?: string): string[];
  /** The kind of each metric, by name. */
  kinds(): ReadonlyMap<string, MetricKind>;
  stats(): { series: number; samplesAppended: number; bytes: number };
}
