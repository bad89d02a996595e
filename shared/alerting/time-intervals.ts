// When a time interval applies. https://prometheus.io/docs/alerting/latest/configuration/#time_interval
import type { TimeInterval, TimeIntervalPart } from "../model/routing";
import type { EpochMs } from "../units/time";

/** What the calendar and the clock on the wall say somewhere. */
export interface WallTime {
  year: number;
  /** 1 is January. */
  month: number;
  day: number;
  /** 0 is Sunday. */
  weekday: number;
  /** Since midnight, whole. */
  minute: number;
}

export const isInInterval = (interval: TimeInterval, at: EpochMs): boolean => interval.parts.some((part) => isInPart(part, at));

export function isInPart(part: TimeIntervalPart, at: EpochMs): boolean {
  const now = wallTimeAt(at, part.location);
  return (
    // An hour that ends at 17:00 does not hold it any more; a day, a month or a year that is named at the end still counts.
    any(part.times, ({ from, to }) => now.minute >= from && now.minute < to) &&
    any(part.weekdays, includes(now.weekday)) &&
    any(part.daysOfMonth, (range) => isDayIn(range, now)) &&
    any(part.months, includes(now.month)) &&
    any(part.years, includes(now.year))
  );
}

interface Range {
  from: number;
  to: number;
}

/** What is not given does not restrict. */
const any = (ranges: readonly Range[] | undefined, holds: (range: Range) => boolean) =>
  ranges === undefined || ranges.some(holds);

const includes =
  (value: number) =>
  ({ from, to }: Range) =>
    value >= from && value <= to;

/** Negative days count from the end; what would lie in another month is cut off at this one's ends. */
function isDayIn({ from, to }: Range, { year, month, day }: WallTime): boolean {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const first = from < 0 ? last + from + 1 : from;
  const end = to < 0 ? last + to + 1 : to;
  return first <= last && day >= first && day <= end;
}

/** An instant's wall clock in a place: an IANA name, `Local` for this machine's, absent for UTC. */
export function wallTimeAt(at: EpochMs, location?: string): WallTime {
  const offset = location === undefined || location === "UTC" ? 0 : offsetAt(at, location);
  const shifted = new Date(at + offset);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: shifted.getUTCDay(),
    minute: shifted.getUTCHours() * 60 + shifted.getUTCMinutes(),
  };
}

/** Whether a place's clock is known here. */
export function isLocation(location: string): boolean {
  if (location === "Local") return true;
  // Offsets such as +02:00 are no places: the clock there is never put forward, and Alertmanager does not know them.
  if (!/^[A-Za-z]/.test(location)) return false;
  try {
    formatterOf(location);
    return true;
  } catch {
    // A RangeError: no such zone.
    return false;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(location: string): Intl.DateTimeFormat {
  let formatter = formatters.get(location);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-GB", {
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      ...(location !== "Local" && { timeZone: location }),
    });
    formatters.set(location, formatter);
  }
  return formatter;
}

/** Clocks are put forward and back at full minutes, and one place is asked again and again about the same one. */
const lastOffsets = new Map<string, { minute: number; offset: number }>();

function offsetAt(at: EpochMs, location: string): number {
  const minute = Math.floor(at / 60_000);
  const last = lastOffsets.get(location);
  if (last?.minute === minute) return last.offset;
  const part = new Map(
    formatterOf(location)
      .formatToParts(minute * 60_000)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0;
  const wall = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"));
  const offset = wall - minute * 60_000;
  lastOffsets.set(location, { minute, offset });
  return offset;
}
