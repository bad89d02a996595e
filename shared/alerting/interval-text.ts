// The parts of a time interval as alertmanager.yml writes them: "monday:friday", "09:00", "1:-1". Reading, printing, and in words.
import type { TimeInterval, TimeIntervalPart } from "../model/routing";
import { joinWords } from "./routing-words";

export interface Range {
  from: number;
  to: number;
}

export type RangeResult = { ok: true; range: Range } | { ok: false; message: string };

export const weekdayNames = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
export const monthNames = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
] as const;

const wrong = (message: string): RangeResult => ({ ok: false, message });
const whole = /^-?\d{1,9}$/;

/** Minutes since midnight of `09:30`; undefined for what is no time of day. `24:00` is the end of the day. */
export function parseTimeOfDay(text: string): number | undefined {
  const found = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/.exec(text);
  if (!found) return undefined;
  return found[1] === undefined ? 1440 : Number(found[1]) * 60 + Number(found[2]);
}

export const formatTimeOfDay = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** From one time of day to a later one; a night is two of them, until 24:00 and from 00:00. */
export function parseTimes(start: string, end: string): RangeResult {
  const from = parseTimeOfDay(start);
  const to = parseTimeOfDay(end);
  if (from === undefined || to === undefined) {
    const bad = from === undefined ? start : end;
    return wrong(`${JSON.stringify(bad)} is not a time of day: write it like 09:00, the end of the day as 24:00`);
  }
  if (from >= to) {
    return wrong(`${start} is not before ${end}: over midnight takes two entries, until 24:00 and from 00:00`);
  }
  return { ok: true, range: { from, to } };
}

/** `monday` or `monday:friday`. */
export const parseWeekdays = (text: string): RangeResult =>
  parseRange(
    text,
    (part) => {
      const index = weekdayNames.indexOf(part.toLowerCase() as (typeof weekdayNames)[number]);
      return index < 0 ? `${JSON.stringify(part)} is not a weekday: write it in full, like monday` : index;
    },
    "the week begins with sunday here",
  );

/** `may`, `5` or `january:march`. */
export const parseMonths = (text: string): RangeResult =>
  parseRange(text, (part) => {
    const index = monthNames.indexOf(part.toLowerCase() as (typeof monthNames)[number]);
    if (index >= 0) return index + 1;
    const number = whole.test(part) ? Number(part) : 0;
    return number >= 1 && number <= 12 ? number : `${JSON.stringify(part)} is not a month: write its name or 1 to 12`;
  });

/** `2026` or `2026:2030`. */
export const parseYears = (text: string): RangeResult =>
  parseRange(text, (part) => (whole.test(part) ? Number(part) : `${JSON.stringify(part)} is not a year`));

/** `1:15`, or from the end: `-1` is the last day. */
export function parseDaysOfMonth(text: string): RangeResult {
  const read = parseRange(
    text,
    (part) => {
      const day = whole.test(part) ? Number(part) : 0;
      const isDay = day !== 0 && day >= -31 && day <= 31;
      return isDay
        ? day
        : `${JSON.stringify(part)} is not a day of the month: write 1 to 31, or -1 for the last and so on to -31`;
    },
    undefined,
    // Which of a day from the front and one from the end comes first depends on the month; the shortest has 28 days.
    (day) => (day < 0 ? 28 + day : day),
  );
  if (read.ok && read.range.from < 0 && read.range.to > 0) {
    return wrong("days that begin counting from the end also end counting from the end: write -3:-1");
  }
  return read;
}

function parseRange(
  text: string,
  read: (part: string) => number | string,
  hint?: string,
  order: (value: number) => number = (value) => value,
): RangeResult {
  const parts = text.split(":");
  if (parts.length > 2) return wrong(`${JSON.stringify(text)} has more than one colon`);
  const values = parts.map(read);
  const from = values[0] ?? 0;
  const to = values[1] ?? from;
  if (typeof from === "string") return wrong(from);
  if (typeof to === "string") return wrong(to);
  if (order(from) > order(to)) {
    return wrong(`${parts[0]} comes after ${parts[1]}${hint === undefined ? "" : ` (${hint})`}: write two entries`);
  }
  return { ok: true, range: { from, to } };
}

const formatRange = ({ from, to }: Range, one: (value: number) => string) =>
  from === to ? one(from) : `${one(from)}:${one(to)}`;
const weekdayOf = (value: number) => weekdayNames[value] ?? String(value);
const monthOf = (value: number) => monthNames[value - 1] ?? String(value);

export const formatWeekdays = (range: Range): string => formatRange(range, weekdayOf);
export const formatMonths = (range: Range): string => formatRange(range, monthOf);
export const formatYears = (range: Range): string => formatRange(range, String);
export const formatDaysOfMonth = (range: Range): string => formatRange(range, String);

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const span = ({ from, to }: Range, one: (value: number) => string, and = "–") =>
  from === to ? one(from) : `${one(from)}${and}${one(to)}`;

/** `Monday–Friday, 09:00–17:00, Europe/Berlin`. */
export function describePart(part: TimeIntervalPart): string {
  const said: string[] = [];
  const add = (ranges: Range[] | undefined, say: (range: Range) => string) => {
    if (ranges !== undefined) said.push(ranges.length === 0 ? "never" : joinWords(ranges.map(say)));
  };
  add(part.weekdays, (range) => span(range, (day) => capital(weekdayOf(day))));
  add(part.daysOfMonth, (range) => `day ${span(range, sayDay, " to ")}`);
  add(part.months, (range) => span(range, (month) => capital(monthOf(month))));
  add(part.years, (range) => span(range, String));
  add(part.times, (range) => span(range, formatTimeOfDay));
  if (said.length === 0) said.push("always");
  const place = part.location === "Local" ? "this machine's time" : (part.location ?? "UTC");
  return `${said.join(", ")}, ${place}`;
}

const sayDay = (day: number) => (day === -1 ? "last" : day < 0 ? `${-day} before the end` : String(day));

export const describeInterval = (interval: TimeInterval): string =>
  interval.parts.length === 0 ? "never" : interval.parts.map(describePart).join("; ");
