// The interface behind which samples are kept. Today `memory-store.ts` keeps the last hour; the embedded store comes
// behind the same interface.
import type { Labels } from "#shared/model/labels";
import type { MetricKind, Reading } from "#shared/model/sample";
import type { Matcher, Selectable, StoredSeries } from "#shared/promql/storage";
import type { EpochMs } from "#shared/units/time";

export type { Matcher, StoredSeries };

export interface SampleStore extends Selectable {
  /**
   * Adds what one run of `writer` read at `time`. A series that the same writer wrote in its last run and not in this one
   * gets a stale marker. Runs not after the writer's newest are dropped whole and the answer is false: the
   * clock was corrected by some seconds. After a longer step back, the writer's samples from its future are forgotten.
   * `labels` go onto every series, as a scrape's `instance` and `job` do; a writer's are always the same. The values are
   * copied, so the readings may be used again.
   */
  append(writer: string, time: EpochMs, readings: readonly Reading[], labels?: Labels): boolean;
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
