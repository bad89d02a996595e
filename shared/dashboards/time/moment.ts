// One end of a time range as people write it: `now-6h`, `now/d`, `boot`, `2026-11-21 08:00`, or milliseconds since 1970.
import type { EpochMs } from "../../units/time";
import { isDrawable, weekday } from "./date-format";
import { instantOf, type WallTime, wallTimeIn } from "./zone";

export interface MomentContext {
  now: EpochMs;
  /** When this machine started; absent where nobody knows. */
  bootedAt?: EpochMs | undefined;
  timeZone: string;
  /** `monday` (also when empty), `sunday`, `saturday`. */
  weekStart?: string | undefined;
  /** Rounding (`/d`) goes to the end of the unit instead of its begin. */
  isEnd: boolean;
}

export type Moment = { ok: true; at: EpochMs } | { ok: false; say: string };

export function readMoment(text: string, context: MomentContext): Moment {
  const written = text.trim();
  if (written === "") return wrong("A time is missing: give one such as now-6h or 2026-11-21 08:00.");
  const read = /^(?:now|boot)/.test(written) ? relative(written, context) : absolute(written, context.timeZone);
  if (!read.ok || isShowable(read.at)) return read;
  return wrong(`“${shorten(written)}” lies outside of the years 1970 to 9999.`);
}

const yearTenThousand = 253_402_300_800_000;
const isShowable = (at: number): boolean => isDrawable(at) && at >= 0 && at < yearTenThousand;

const wrong = (say: string): Moment => ({ ok: false, say });
const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

const example = "a time is written like now-6h, now/d, boot, 2026-11-21 08:00 or 1795248000000";

/** Whether it moves with the clock. */
export const isRelative = (text: string): boolean => /^\s*(?:now|boot)/.test(text);

function relative(text: string, context: MomentContext): Moment {
  const { timeZone, weekStart, isEnd } = context;
  const isFromBoot = text.startsWith("boot");
  if (isFromBoot && context.bootedAt === undefined)
    return wrong("Nobody knows when this machine started: choose a range that does not begin at “boot”.");
  let at = isFromBoot ? (context.bootedAt ?? 0) : context.now;
  let rest = text.slice(isFromBoot ? 4 : 3);
  while (rest !== "") {
    const step = /^\s*(?:([+-])\s*(\d*)|\/)\s*([smhdwMy])/.exec(rest);
    if (!step) return wrong(`“${shorten(text)}” cannot be read from “${shorten(rest)}” on: ${example}.`);
    const [whole, sign, count, unit] = step as unknown as [string, "+" | "-" | undefined, string | undefined, Unit];
    if (sign) at = shiftMoment(at, (sign === "-" ? -1 : 1) * Number(count || 1), unit, timeZone);
    else at = roundMoment(at, unit, { timeZone, weekStart, isEnd });
    if (!isDrawable(at)) return wrong(`“${shorten(text)}” lies outside of the years 1970 to 9999.`);
    rest = rest.slice(whole.length);
  }
  return { ok: true, at };
}

export type Unit = "s" | "m" | "h" | "d" | "w" | "M" | "y";

const fixedUnits = { s: 1000, m: 60_000, h: 3_600_000 } as const;

/** So many units later. Days and longer go by the calendar: a day ago is the same time of the clock, also when it was set. */
export function shiftMoment(at: EpochMs, count: number, unit: Unit, timeZone: string): EpochMs {
  if (unit === "s" || unit === "m" || unit === "h") return at + count * fixedUnits[unit];
  // Too far for any calendar; whoever asked finds it out of range.
  if (Math.abs(count) > 1e7) return Number.POSITIVE_INFINITY;
  const wall = wallTimeIn(at, timeZone);
  if (unit === "d" || unit === "w") return instantOf({ ...wall, day: wall.day + count * (unit === "w" ? 7 : 1) }, timeZone);
  const months = wall.month - 1 + count * (unit === "y" ? 12 : 1);
  const year = wall.year + Math.floor(months / 12);
  const month = (((months % 12) + 12) % 12) + 1;
  // A month after 31 January is the last day of February.
  return instantOf({ ...wall, year, month, day: Math.min(wall.day, daysIn(year, month)) }, timeZone);
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const weekStarts: Readonly<Record<string, number>> = { sunday: 0, monday: 1, saturday: 6 };

interface Rounding {
  timeZone: string;
  weekStart?: string | undefined;
  isEnd: boolean;
}

/** The begin of the unit that it lies in, or its last millisecond. */
export function roundMoment(at: EpochMs, unit: Unit, { timeZone, weekStart, isEnd }: Rounding): EpochMs {
  const begin = beginOf(at, unit, timeZone, weekStart);
  if (!isEnd) return begin;
  // Hours are walked by the instant, as an hour that the clock repeats is two of them.
  return shiftMoment(begin, 1, unit, timeZone) - 1;
}

function beginOf(at: EpochMs, unit: Unit, timeZone: string, weekStart: string | undefined): EpochMs {
  const wall = wallTimeIn(at, timeZone);
  const intoMinute = wall.second * 1000 + wall.ms;
  switch (unit) {
    case "s":
      return at - wall.ms;
    case "m":
      return at - intoMinute;
    case "h":
      return at - intoMinute - wall.minute * 60_000;
    case "d":
      return instantOf(midnight(wall), timeZone);
    case "w": {
      const first = Object.hasOwn(weekStarts, weekStart ?? "") ? (weekStarts[weekStart ?? ""] ?? 1) : 1;
      return instantOf({ ...midnight(wall), day: wall.day - ((weekday(wall) - first + 7) % 7) }, timeZone);
    }
    case "M":
      return instantOf({ ...midnight(wall), day: 1 }, timeZone);
    case "y":
      return instantOf({ ...midnight(wall), month: 1, day: 1 }, timeZone);
  }
}

const midnight = (wall: WallTime): WallTime => ({ ...wall, hour: 0, minute: 0, second: 0, ms: 0 });

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;

function absolute(text: string, timeZone: string): Moment {
  // Seconds have ten digits until the year 2286; milliseconds have had more since 1970-04-26.
  const epoch = /^(\d{1,10})s?$|^(\d{11,15})$/.exec(text);
  if (epoch) return { ok: true, at: epoch[1] === undefined ? Number(epoch[2]) : Number(epoch[1]) * 1000 };
  const parts = iso.exec(text);
  if (!parts) return wrong(`“${shorten(text)}” is not a time: ${example}.`);
  const number = (index: number): number => Number(parts[index] ?? 0);
  const wall = { year: number(1), month: number(2), day: number(3), hour: number(4), minute: number(5), second: number(6) };
  const isOnCalendar = wall.month >= 1 && wall.month <= 12 && wall.day >= 1 && wall.day <= daysIn(wall.year, wall.month);
  if (!isOnCalendar) return wrong(`“${shorten(text)}” names a day that no calendar has.`);
  if (wall.hour > 23 || wall.minute > 59 || wall.second > 59)
    return wrong(`“${shorten(text)}” names a time that no clock shows: hours go to 23, minutes and seconds to 59.`);
  const ms = Math.trunc(Number(`0.${parts[7] ?? 0}`) * 1000);
  const zone = parts[8];
  if (zone === undefined) return { ok: true, at: instantOf({ ...wall, ms }, timeZone) };
  return { ok: true, at: instantOf({ ...wall, ms }, "utc") - offsetOf(zone) };
}

function offsetOf(zone: string): number {
  if (/^z$/i.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith("-") ? -1 : 1) * minutes * 60_000;
}
