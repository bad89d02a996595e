// What a result says in words.
import { formatAge } from "#shared/format/age";
import { formatDay, formatMoment, formatSecond } from "#shared/format/clock-time";
import { formatQuantity } from "#shared/format/quantity";
import type { Nanoseconds } from "#shared/model/trace";
import type { EpochMs } from "#shared/units/time";

export const durationWords = (length: Nanoseconds): string => formatQuantity(length / 1e9, "seconds");

/** The same beside an axis, of a round length: `10 ms`, not `10.0 ms`. */
export const tickWords = (length: Nanoseconds): string => durationWords(length).replace(/\.0+(?!\d)/, "");

/** `12:14:31.204`; on another day `20 Nov 12:14:31.204`. */
export function startWords(at: EpochMs, now: EpochMs): string {
  const time = `${formatSecond(at)}.${String(Math.floor(((at % 1000) + 1000) % 1000)).padStart(3, "0")}`;
  return formatDay(at) === formatDay(now) ? time : `${formatDay(at)} ${time}`;
}

/** The tooltip of a start: `3 m ago, 21 Nov 12:14:31`. */
export const agoWords = (at: EpochMs, now: EpochMs): string => `${formatAge(at, now)}, ${formatMoment(at)}`;
