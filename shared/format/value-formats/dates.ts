// Instants as people write them: by a pattern, in any time zone, or by how long ago they were.
import { formatDate, isDrawable } from "../../dashboards/time/date-format";
import type { EpochMs } from "../../units/time";
import type { FormatContext } from "./value-format";

/** A date by a pattern, or by a shorter one when it is of today. What is no instant is written as the number it is. */
export function dateWords(at: EpochMs, context: FormatContext, pattern: string, todayPattern?: string): string {
  if (!isDrawable(at)) return Number.isNaN(at) ? "Invalid date" : String(at);
  const timeZone = context.timeZone || "browser";
  const day = (time: EpochMs) => formatDate(time, "YYYY-MM-DD", timeZone);
  const isToday = todayPattern !== undefined && day(at) === day(context.now ?? Date.now());
  return formatDate(at, isToday ? todayPattern : pattern, timeZone);
}

const ages = [
  { below: 45, size: 1, one: "a few seconds", many: "a few seconds" },
  { below: 90, size: 60, one: "a minute", many: "a minute" },
  { below: 45 * 60, size: 60, one: "a minute", many: "minutes" },
  { below: 90 * 60, size: 3600, one: "an hour", many: "an hour" },
  { below: 22 * 3600, size: 3600, one: "an hour", many: "hours" },
  { below: 36 * 3600, size: 86_400, one: "a day", many: "a day" },
  { below: 26 * 86_400, size: 86_400, one: "a day", many: "days" },
  { below: 45 * 86_400, size: 2_629_746, one: "a month", many: "a month" },
  { below: 320 * 86_400, size: 2_629_746, one: "a month", many: "months" },
  { below: 548 * 86_400, size: 31_556_952, one: "a year", many: "a year" },
  { below: Number.POSITIVE_INFINITY, size: 31_556_952, one: "a year", many: "years" },
] as const;

/** `3 minutes ago`, `in 2 days`. */
export function fromNow(at: EpochMs, now: EpochMs): string {
  if (!Number.isFinite(at)) return "Invalid date";
  const seconds = Math.abs(now - at) / 1000;
  const { size, one, many } = ages.find(({ below }) => seconds < below) ?? (ages[ages.length - 1] as (typeof ages)[number]);
  const count = Math.round(seconds / size);
  const length = one === many ? one : count <= 1 ? one : `${count} ${many}`;
  return at > now ? `in ${length}` : `${length} ago`;
}
