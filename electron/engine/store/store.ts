// The interface behind which samples are kept.
import type { Labels } from "#shared/model/labels";
import type { MetricKind, Reading } from "#shared/model/sample";
import type { Matcher } from "#shared/promql/storage";
import type { EpochMs } from "#shared/units/time";
import type { StoreAnswer } from "./reading/pieces";
import type { ReadLimits, StoreSelection } from "./reading/read";

export interface SampleStore {
  /**
   * Adds what one run of `writer` read at `time`. A series that the same writer wrote in its last run and not in this one
   * gets a stale marker. Runs not after the writer's newest are dropped whole and the answer is false: the
   * clock was corrected by some seconds. After a longer step back time is taken as it is said now, and hides what was there.
   * `labels` go onto every series, as a scrape's `instance` and `job` do; a writer's are always the same. The values are
   * copied, so the readings may be used again. With `gone` the writer says itself which series ended: these get a marker and
   * no others, as where one of several rules could not be evaluated and nothing is known of its series.
   */
  append(writer: string, time: EpochMs, readings: readonly Reading[], labels?: Labels, gone?: readonly Reading[]): boolean;
  /** Marks every series of a writer stale, as when its collector starts failing. */
  endWriter(writer: string, time: EpochMs): void;
  /**
   * What the selections of a query need, in their order: at once where all of it lies in memory, else when it has been read from
   * disk. Rows in memory are views: not to be changed, and not to be kept over an `await`.
   */
  read(selections: readonly StoreSelection[], limits?: ReadLimits): StoreAnswer | Promise<StoreAnswer>;
  /** The label sets that match all matchers and have points in the time. */
  series(matchers: readonly Matcher[], from: EpochMs, to: EpochMs): Promise<Labels[]>;
  /** Of the series that match, or of all; sorted. */
  labelNames(matchers?: readonly Matcher[]): string[];
  labelValues(label: string, matchers?: readonly Matcher[]): string[];
  /** The kind of each metric, by name. */
  kinds(): ReadonlyMap<string, MetricKind>;
  stats(): { series: number; samplesAppended: number; bytes: number };
}
