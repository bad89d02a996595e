// How far a zone's clock is from UTC. `browser` is the viewer's own; names are those of the time zone database.
import { type EpochMs, hours, type Milliseconds, minutes } from "#shared/units/time";

/** `browser`, `utc`, or a name of the time zone database; a name that is not there is read as the viewer's own zone. */
export type TimeZone = string;

const cached = new Map<string, Map<number, Milliseconds>>();
const formats = new Map<string, Intl.DateTimeFormat | undefined>();
// No zone changes its clock within a quarter of an hour of another change, and all changes fall on one.
const quarter = minutes(15);
const mostCached = 5000;

/** What has to be added to a time to read the zone's clock from it as if it were UTC. */
export function zoneOffset(timeZone: TimeZone, at: EpochMs): Milliseconds {
  if (timeZone === "browser" || timeZone === "") return -minutes(new Date(at).getTimezoneOffset());
  if (timeZone === "utc" || timeZone === "UTC") return 0;
  const format = formatOf(timeZone);
  if (!format || !(Math.abs(at) < 8.64e15)) return -minutes(new Date(at).getTimezoneOffset());
  const slot = Math.floor(at / quarter);
  let offsets = cached.get(timeZone);
  if (!offsets) {
    offsets = new Map();
    cached.set(timeZone, offsets);
  }
  const known = offsets.get(slot);
  if (known !== undefined) return known;
  if (offsets.size >= mostCached) offsets.clear();
  const found = readOffset(format, slot * quarter);
  offsets.set(slot, found);
  return found;
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(timeZone)) return formats.get(timeZone);
  let format: Intl.DateTimeFormat | undefined;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      ...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" },
    });
  } catch {
    // A file may name any zone; the viewer's own clock is then the best that can be shown.
  }
  formats.set(timeZone, format);
  return format;
}

function readOffset(format: Intl.DateTimeFormat, at: EpochMs): Milliseconds {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const clock = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  const offset = clock - at;
  return Math.abs(offset) <= hours(26) ? offset : 0;
}

/** The zone's clock as a date to be read with the `getUTC…` functions. */
const zoneClock = (timeZone: TimeZone, at: EpochMs): Date => new Date(at + zoneOffset(timeZone, at));

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (value: number) => String(value).padStart(2, "0");

/** `12:05` */
export function zoneMinute(timeZone: TimeZone, at: EpochMs): string {
  const clock = zoneClock(timeZone, at);
  return `${two(clock.getUTCHours())}:${two(clock.getUTCMinutes())}`;
}

/** `12:05:09`, and `12:05:09.250` where a second has parts. */
export function zoneSecond(timeZone: TimeZone, at: EpochMs): string {
  const clock = zoneClock(timeZone, at);
  const rest = clock.getUTCMilliseconds();
  return `${zoneMinute(timeZone, at)}:${two(clock.getUTCSeconds())}${rest === 0 ? "" : `.${String(rest).padStart(3, "0")}`}`;
}

/** `21 Nov` */
export function zoneDay(timeZone: TimeZone, at: EpochMs): string {
  const clock = zoneClock(timeZone, at);
  return `${clock.getUTCDate()} ${months[clock.getUTCMonth()]}`;
}

/** `Nov 2026` */
export function zoneMonth(timeZone: TimeZone, at: EpochMs): string {
  const clock = zoneClock(timeZone, at);
  return `${months[clock.getUTCMonth()]} ${clock.getUTCFullYear()}`;
}

/** `2026-11-21 12:05:09`: the whole of it, for tooltips. */
export function zoneMoment(timeZone: TimeZone, at: EpochMs): string {
  const clock = zoneClock(timeZone, at);
  const day = `${clock.getUTCFullYear()}-${two(clock.getUTCMonth() + 1)}-${two(clock.getUTCDate())}`;
  return `${day} ${zoneSecond(timeZone, at)}`;
}

/** `2026-11-21 12:05:09 – 12:06:09`; the day again where it is another one. */
export function zoneStretch(timeZone: TimeZone, from: EpochMs, to: EpochMs): string {
  const isOneDay = zoneMoment(timeZone, from).slice(0, 10) === zoneMoment(timeZone, to).slice(0, 10);
  return `${zoneMoment(timeZone, from)} – ${isOneDay ? zoneSecond(timeZone, to) : zoneMoment(timeZone, to)}`;
}
