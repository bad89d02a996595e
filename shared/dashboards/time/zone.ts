// Wall clocks of time zones: `browser` (of whoever runs this), `utc`, or a name of the time zone database, by Intl.
import type { EpochMs } from "../../units/time";

/** What a wall clock and its calendar show. `month` is 1..12; `weekday` 0 is Sunday. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
}

export function wallTimeIn(at: EpochMs, timeZone: string): WallTime {
  // A date whose UTC parts are the wall clock's.
  const date = new Date(at + offsetIn(at, timeZone));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    ms: date.getUTCMilliseconds(),
  };
}

/**
 * The instant at which the wall clock shows that. Parts may overflow (month 14, day 0). A time that the clock jumps over is taken
 * as so much later; of one that it shows twice, the first.
 */
export function instantOf(wall: WallTime, timeZone: string): EpochMs {
  const asUtc = utcOf(wall);
  const earlier = asUtc - offsetIn(asUtc - day, timeZone);
  const later = asUtc - offsetIn(asUtc + day, timeZone);
  const fits = [earlier, later].filter((at) => at + offsetIn(at, timeZone) === asUtc);
  // Neither fits in the hour that is left out: with the offset from before, the clock shows an hour more.
  return fits.length > 0 ? Math.min(...fits) : earlier;
}

const day = 86_400_000;

function utcOf({ year, month, day, hour, minute, second, ms }: WallTime): number {
  const date = new Date(0);
  // Date.UTC takes the years 0 to 99 for those of the last century.
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second, ms);
}

/** How far the zone's clock is ahead of UTC, in ms. */
export function offsetIn(at: EpochMs, timeZone: string): number {
  if (timeZone === "utc" || Number.isNaN(at)) return 0;
  if (timeZone === "browser") return -new Date(at).getTimezoneOffset() * 60_000;
  const clock = clockOf(timeZone);
  if (!clock) return 0;
  const shown = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
  const wall = { year: part("year"), month: part("month"), day: part("day"), hour: part("hour"), minute: part("minute") };
  const whole = Math.floor(at / 1000) * 1000;
  return utcOf({ ...wall, second: part("second"), ms: 0 }) - whole;
}

const clocks = new Map<string, Intl.DateTimeFormat | undefined>();

function clockOf(timeZone: string): Intl.DateTimeFormat | undefined {
  if (!clocks.has(timeZone)) clocks.set(timeZone, makeClock(timeZone));
  return clocks.get(timeZone);
}

function makeClock(timeZone: string): Intl.DateTimeFormat | undefined {
  const two = "2-digit" as const;
  const parts = { year: "numeric", month: two, day: two, hour: two, minute: two, second: two } as const;
  try {
    return new Intl.DateTimeFormat("en-u-ca-iso8601", { timeZone, hourCycle: "h23", ...parts });
  } catch {
    // A name that is no time zone, from a file: its times are shown in UTC, and `isTimeZone` tells who asks.
    return undefined;
  }
}

export const isTimeZone = (timeZone: string): boolean =>
  timeZone === "browser" || timeZone === "utc" || clockOf(timeZone) !== undefined;

/** The name by which others know it: for `browser` that of the machine. */
export const timeZoneName = (timeZone: string): string =>
  timeZone === "browser" ? new Intl.DateTimeFormat().resolvedOptions().timeZone : timeZone;
