// The parameters of a request, read as Prometheus reads them, and refused in its words.
import type { EpochMs, Milliseconds } from "#shared/units/time";
import { badData, invalidParameter } from "./api-error";

/** Of parameters given twice the first counts, save for `match[]`. */
export type Parameters = Pick<URLSearchParams, "get" | "getAll">;

const float = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf|infinity|nan)$/i;
/** A day has no hour 24 here, although parsers of dates know it as the next midnight. */
const rfc3339 = /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):\d\d:\d\d)([.,]\d+)?(Z|[+-]\d\d:\d\d)$/;
/** How Go's clients write "since ever" and "for ever", with years that no parser of dates reads. */
const boundaries: ReadonlyMap<string, EpochMs> = new Map([
  ["-292273086-05-16T16:47:06Z", Number.MIN_SAFE_INTEGER],
  ["292277025-08-18T07:12:54.999999999Z", Number.MAX_SAFE_INTEGER],
]);

/** A number as Go reads it; undefined for what is none, and for one that is too large for 64 bits. */
function readFloat(text: string): number | undefined {
  if (!float.test(text)) return undefined;
  if (/[nN]/.test(text)) return /nan/i.test(text) ? Number.NaN : text.startsWith("-") ? -Infinity : Infinity;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** Unix seconds or RFC 3339, to the millisecond; undefined for anything else, and for what is no time at all. */
export function readTime(text: string): EpochMs | undefined {
  const number = readFloat(text);
  // Beyond the largest safe integers there is no sample, and arithmetic with them goes wrong.
  if (number !== undefined) return Number.isNaN(number) ? undefined : clampTime(Math.round(number * 1000));
  const boundary = boundaries.get(text);
  if (boundary !== undefined) return boundary;
  const [, date, clock, fraction = "", zone] = rfc3339.exec(text) ?? [];
  if (date === undefined || clock === undefined) return undefined;
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // The 30th of February reads as a day in March.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(date)) return undefined;
  const whole = Date.parse(`${date}T${clock}${zone}`);
  return Number.isNaN(whole) ? undefined : whole + Math.trunc(Number(`0${fraction.replace(",", ".")}`) * 1000);
}

const clampTime = (time: number): EpochMs => Math.min(Math.max(time, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);

const unitMs: Readonly<Record<string, number>> = {
  y: 31_536_000_000,
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};
const duration = /^(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m(?!s))?(?:\d+s)?(?:\d+ms)?$/;

/** The most that Go's durations hold: 292 years. */
const longest: Milliseconds = (2 ** 63 - 1) / 1e6;

/** Seconds or `1h30m`; undefined for anything else. */
export function readDuration(text: string): Milliseconds | undefined {
  const number = readFloat(text);
  // Prometheus counts steps in nanoseconds and evaluates at milliseconds. What is no number comes out as the least of them.
  if (number !== undefined) return Number.isNaN(number) ? -longest : Math.trunc(number * 1e9) / 1e6;
  if (text === "" || !duration.test(text)) return undefined;
  let sum = 0;
  for (const [, count, unit = ""] of text.matchAll(/(\d+)([a-z]+)/g)) sum += Number(count) * (unitMs[unit] ?? 0);
  return sum <= longest ? sum : undefined;
}

export function durationOf(parameters: Parameters, name: string): Milliseconds | undefined {
  const text = parameters.get(name) ?? "";
  return text === "" ? undefined : durationNamed(text, name);
}

export function durationNamed(text: string, name: string): Milliseconds {
  const found = durationOrWhyNot(text);
  if (typeof found === "string") throw invalidParameter(name, found);
  return found;
}

/** In the middle of a sentence. */
export function durationOrWhyNot(text: string): Milliseconds | string {
  const found = readDuration(text);
  if (found !== undefined && Math.abs(found) <= longest) return found;
  return `cannot parse ${JSON.stringify(text)} to a valid duration${found === undefined ? "" : ". It overflows int64"}`;
}

/** A time that must be there, as the ends of a range. */
export function timeOf(parameters: Parameters, name: string): EpochMs {
  const text = parameters.get(name) ?? "";
  const time = readTime(text);
  if (time === undefined) throw invalidParameter(name, `cannot parse ${JSON.stringify(text)} to a valid timestamp`);
  return time;
}

export function optionalTime(parameters: Parameters, name: string): EpochMs | undefined {
  const text = parameters.get(name) ?? "";
  if (text === "") return undefined;
  const time = readTime(text);
  if (time !== undefined) return time;
  throw invalidParameter(name, `invalid time value for '${name}': cannot parse ${JSON.stringify(text)} to a valid timestamp`);
}

const mostInt = 2 ** 63;

/** 0 stands for no limit. */
export function limitOf(parameters: Parameters): number {
  const text = parameters.get("limit") ?? "";
  if (text === "") return 0;
  if (!/^[+-]?\d+$/.test(text)) throw invalidParameter("limit", `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  const limit = Number(text);
  if (Math.abs(limit) > mostInt)
    throw invalidParameter("limit", `strconv.Atoi: parsing ${JSON.stringify(text)}: value out of range`);
  if (limit < 0) throw invalidParameter("limit", "limit must be non-negative");
  return limit;
}

/** A limit of the metadata, which has other words. */
export function countOf(parameters: Parameters, name: string): number {
  const text = parameters.get(name) ?? "";
  if (text === "") return -1;
  if (!/^[+-]?\d+$/.test(text) || Math.abs(Number(text)) > mostInt) throw badData(`${name} must be a number`);
  return Number(text);
}
