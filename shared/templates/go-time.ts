// Instants and lengths of time as Go's time package writes them: https://pkg.go.dev/time#pkg-constants. A layout is the
// moment "Mon Jan 2 15:04:05 MST 2006" written in the wanted form.
import type { EpochMs } from "../units/time";

export interface GoTime {
  at: EpochMs;
  /** An IANA name; absent: UTC. */
  zone?: string;
}

export const goTimeLayouts = {
  plain: "2006-01-02 15:04:05.999999999 -0700 MST",
  rfc3339: "2006-01-02T15:04:05.999999999Z07:00",
};

/** Go's time that is not set. */
export const zeroTime: EpochMs = -62_135_596_800_000;

export const months = "January February March April May June July August September October November December".split(" ");
export const weekdays = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

const chunk = new RegExp(
  [
    ...["January", "Jan(?![a-z])", "Monday", "Mon(?![a-z])", "MST", "2006", "PM", "pm"],
    ...["Z07:00:00", "Z070000", "Z07:00", "Z0700", "Z07", "-07:00:00", "-070000", "-07:00", "-0700", "-07"],
    ...["002", "01", "02", "03", "04", "05", "06", "15", "__2", "_2006", "_2", "1", "2", "3", "4", "5", "[.,](?:0+|9+)(?!\\d)"],
  ].join("|"),
  "g",
);

/** The instant in the layout's form. */
export function writeGoTime(time: GoTime, layout: string): string {
  const parts = partsOf(time);
  return layout.replaceAll(chunk, (found) => written(found, parts));
}

interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  weekday: number;
  yearDay: number;
  offsetMinutes: number;
  zoneName: string;
}

/** The fields of the instant on its zone's clocks. */
export function partsOf({ at, zone }: GoTime): Parts {
  const offsetMinutes = zone === undefined ? 0 : offsetOf(at, zone);
  const local = new Date(at + offsetMinutes * 60_000);
  const startOfYear = Date.UTC(local.getUTCFullYear(), 0, 1);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
    weekday: local.getUTCDay(),
    yearDay: Math.floor((local.getTime() - startOfYear) / 86_400_000) + 1,
    offsetMinutes,
    zoneName: zone === undefined ? "UTC" : zoneNameOf(at, zone),
  };
}

function offsetOf(at: EpochMs, zone: string): number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    ...({ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" } as const),
  });
  const fields = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const field = (name: Intl.DateTimeFormatPartTypes) => fields.get(name) ?? 0;
  const wall = Date.UTC(field("year"), field("month") - 1, field("day"), field("hour"), field("minute"), field("second"));
  return Math.round((wall - Math.floor(at / 1000) * 1000) / 60_000);
}

/** `CET` where the language knows a name, `GMT+1` where it does not. */
function zoneNameOf(at: EpochMs, zone: string): string {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "short" });
  return format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

const two = (value: number) => String(value).padStart(2, "0");

function written(found: string, parts: Parts): string {
  const hour12 = parts.hour % 12 === 0 ? 12 : parts.hour % 12;
  switch (found) {
    case "2006":
      return String(parts.year).padStart(4, "0");
    case "_2006":
      return `_${String(parts.year).padStart(4, "0")}`;
    case "06":
      return two(parts.year % 100);
    case "January":
      return months[parts.month - 1] ?? "";
    case "Jan":
      return (months[parts.month - 1] ?? "").slice(0, 3);
    case "01":
      return two(parts.month);
    case "1":
      return String(parts.month);
    case "Monday":
      return weekdays[parts.weekday] ?? "";
    case "Mon":
      return (weekdays[parts.weekday] ?? "").slice(0, 3);
    case "02":
      return two(parts.day);
    case "_2":
      return String(parts.day).padStart(2, " ");
    case "2":
      return String(parts.day);
    case "002":
      return String(parts.yearDay).padStart(3, "0");
    case "__2":
      return String(parts.yearDay).padStart(3, " ");
    case "15":
      return two(parts.hour);
    case "03":
      return two(hour12);
    case "3":
      return String(hour12);
    case "04":
      return two(parts.minute);
    case "4":
      return String(parts.minute);
    case "05":
      return two(parts.second);
    case "5":
      return String(parts.second);
    case "PM":
      return parts.hour >= 12 ? "PM" : "AM";
    case "pm":
      return parts.hour >= 12 ? "pm" : "am";
    case "MST":
      return parts.zoneName;
  }
  return found.startsWith("Z") || found.startsWith("-") ? offset(found, parts.offsetMinutes) : fraction(found, parts.millisecond);
}

function offset(form: string, minutes: number): string {
  if (form.startsWith("Z") && minutes === 0) return "Z";
  const size = Math.abs(minutes);
  const fields = [two(Math.floor(size / 60)), two(size % 60), "00"];
  const digits = form.replaceAll(/\D/g, "").length;
  return (minutes < 0 ? "-" : "+") + fields.slice(0, digits / 2).join(form.includes(":") ? ":" : "");
}

/** `.000` is three digits, `.999` as many as are not zero. */
function fraction(form: string, millisecond: number): string {
  const places = form.length - 1;
  const digits = String(millisecond).padStart(3, "0").padEnd(places, "0").slice(0, places);
  if (form.includes("0")) return form[0] + digits;
  const kept = digits.replace(/0+$/, "");
  return kept === "" ? "" : form[0] + kept;
}

/** A length of time as Go's Duration prints: `1h30m0s`, `1.5s`, `20ms`. */
export function writeGoDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return "0s";
  const sign = nanoseconds < 0 ? "-" : "";
  const size = Math.abs(nanoseconds);
  if (size < 1e3) return `${sign}${size}ns`;
  if (size < 1e6) return `${sign}${size / 1e3}µs`;
  if (size < 1e9) return `${sign}${size / 1e6}ms`;
  const hours = Math.floor(size / 3.6e12);
  const minutes = Math.floor((size % 3.6e12) / 6e10);
  const rest = `${(size % 6e10) / 1e9}s`;
  if (hours > 0) return `${sign}${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${sign}${minutes}m${rest}` : sign + rest;
}
