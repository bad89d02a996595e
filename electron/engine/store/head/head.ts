// The newest runs of each writer, in memory.
import type { Labels } from "#shared/model/labels";
import type { Reading } from "#shared/model/sample";
import type { EpochMs } from "#shared/units/time";
import type { Column } from "../codec/column";
import type { SeriesId } from "../series/series-table";

/**
 * A stretch of one writer's runs, whose times rise: it never reaches over a step back of the clock. Views or copies, not to be
 * changed; good until these runs are forgotten.
 */
export interface Runs {
  writer: string;
  /** Numbers of the first and last run; a writer's runs are numbered without gaps, across restarts too. */
  firstRun: number;
  lastRun: number;
  times: Float64Array;
  /** Series that have at least one row (value or stale marker) in the stretch. */
  series: SeriesId[];
  /** Exactly `times.length` rows. */
  column(id: SeriesId): Column;
}

export interface HeadRows {
  /** Rising; series without holes of one writer share one array. */
  times: Float64Array;
  values: Float64Array;
  stale?: Uint8Array;
}

/** Rows of several series, to be filled one by one. */
export interface NewestRows {
  times: Float64Array;
  values: Float64Array;
  stale: Uint8Array;
}

export interface Head {
  /**
   * Adds a run; see `SampleStore.append` for the rules (stale markers, order, reused readings). False: dropped.
   * After a step back of the clock by more than 30 s the run is taken, and `onStepBack(writer, lastRunBefore)` was called
   * before, so that what lies before it is sealed as a block of its own; `rowsOf` shows of the overlap what was written later.
   */
  append(writer: string, time: EpochMs, readings: readonly Reading[], labels?: Labels, gone?: readonly Reading[]): boolean;
  endWriter(writer: string, time: EpochMs): void;
  /** Puts back runs that were read from the log, or tells the newest run of a writer whose blocks are on disk (`times` empty). */
  restore(runs: Runs): void;
  writers(): string[];
  newest(writer: string): { run: number; time: EpochMs } | undefined;
  /** A writer's rows after a run, up to and with a time or up to a step back of the clock; undefined when there are none. */
  runsAfter(writer: string, run: number, upTo?: EpochMs): Runs | undefined;
  /** Forgets a writer's runs up to and with one, that lie on disk. */
  forget(writer: string, upToRun: number): void;
  /** Takes a series out of all rows, as when it is deleted. */
  forgetSeries(ids: readonly SeriesId[]): void;
  /**
   * Rows of a series in `from < t <= to`, one entry per writer that has some, in the order of the writers' first runs; of each
   * only the last row where that is enough.
   */
  rowsOf(id: SeriesId, from: EpochMs, to: EpochMs, onlyNewest?: boolean): { writer: string; rows: HeadRows }[];
  /** Puts the newest row of a series that has one writer, in `from < t <= to`, into a row of these; false when it has none. */
  putNewest(id: SeriesId, span: { from: EpochMs; to: EpochMs }, into: NewestRows, at: number): boolean;
  /** The first time of a writer's rows that is still here. */
  oldest(writer: string): EpochMs | undefined;
  bytes(): number;
}
