// Which series there are: label sets by number, and numbers by label set and by matchers.
import type { Labels } from "#shared/model/labels";
import type { Matcher } from "#shared/promql/storage";

/** Counts from 1; a number that was given is never given to another label set. */
export type SeriesId = number;

export interface SeriesTable {
  /** The number of a label set, a new one where it was not known. Empty labels are to be left out by the caller. */
  take(labels: Labels): SeriesId;
  /** Puts back a series that was read from disk. */
  restore(id: SeriesId, labels: Labels): void;
  find(labels: Labels): SeriesId | undefined;
  has(id: SeriesId): boolean;
  /** The same frozen object at every call. */
  labels(id: SeriesId): Labels;
  /** Numbers that match all matchers, rising. */
  matching(matchers: readonly Matcher[]): SeriesId[];
  labelNames(matchers?: readonly Matcher[]): string[];
  labelValues(label: string, matchers?: readonly Matcher[]): string[];
  remove(ids: readonly SeriesId[]): void;
  readonly size: number;
  /** The highest number that was ever given; 0 at first. */
  newest(): SeriesId;
  /** About how much memory it takes, without the label sets themselves. */
  bytes(): number;
}
