// What a time range means for a query at an instant, and what is tried when there is nothing in it.
import type { NsTime } from "#shared/model/log";
import { type EpochMs, hours, type Milliseconds } from "#shared/units/time";
import type { TimeRange } from "../../../components/range-picker/time-range";

export interface Span {
  startNs: NsTime;
  endNs: NsTime;
}

export const toNs = (at: EpochMs): NsTime => `${Math.max(0, Math.trunc(at))}000000`;

export function spanOf(range: TimeRange, now: EpochMs): Span {
  return range.kind === "last"
    ? { startNs: toNs(now - range.forMs), endNs: toNs(now) }
    : { startNs: toNs(range.startMs), endNs: toNs(range.endMs) };
}

const widerChoices: readonly Milliseconds[] = [hours(6), hours(24), hours(24 * 7), hours(24 * 30)];

/** How much further back one can look from a range that is empty. */
export const widerThan = (length: Milliseconds): readonly Milliseconds[] =>
  widerChoices.filter((wider) => wider > length).slice(0, 3);

/** What is tried unasked: a day, once. Who chose longer than that knows where to look. */
export const widenedLength = (range: TimeRange): Milliseconds | undefined =>
  range.kind === "last" && range.forMs < hours(24) ? hours(24) : undefined;

/** Reading more than this for nothing is for the user to decide. */
export const mostUnaskedBytes = 1024 ** 3;
