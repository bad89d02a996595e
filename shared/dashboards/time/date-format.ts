// Dates by a pattern such as `YYYY-MM-DD HH:mm:ss`, as dashboards have them in `${__from:date:…}` and in units like `time:…`
// (docs: "Display" of Moment.js, whose letters these are).
import type { EpochMs } from "../../units/time";
import { offsetIn, type WallTime, wallTimeIn } from "./zone";

const months = "January February March April May June July August September October November December".split(" ");
const weekdays = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

// What stands in brackets stays as it is; so does a letter that means nothing.
const token = /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DDDD|DDD|DD|D|dddd|ddd|d|E|HH|H|hh|h|kk|k|mm|m|ss|s|SSS|SS|S|A|a|ZZ|Z|X|x|Q/g;

export function formatDate(at: EpochMs, pattern: string, timeZone: string): string {
  if (!isDrawable(at)) return "";
  const wall = wallTimeIn(at, timeZone);
  return pattern.replace(token, (letters, literal: string | undefined) => literal ?? part(letters, at, wall, timeZone));
}

/** Whether a `Date` can be made of it. */
export const isDrawable = (at: number): boolean => Math.abs(at) <= 8.64e15;

const two = (value: number): string => String(value).padStart(2, "0");

function part(letters: string, at: EpochMs, wall: WallTime, timeZone: string): string {
  switch (letters) {
    case "YYYY":
      return String(wall.year).padStart(4, "0");
    case "YY":
      return two(wall.year % 100);
    case "MMMM":
      return months[wall.month - 1] ?? "";
    case "MMM":
      return (months[wall.month - 1] ?? "").slice(0, 3);
    case "MM":
      return two(wall.month);
    case "M":
      return String(wall.month);
    case "DDDD":
      return String(dayOfYear(wall)).padStart(3, "0");
    case "DDD":
      return String(dayOfYear(wall));
    case "DD":
      return two(wall.day);
    case "D":
      return String(wall.day);
    case "dddd":
      return weekdays[weekday(wall)] ?? "";
    case "ddd":
      return (weekdays[weekday(wall)] ?? "").slice(0, 3);
    case "d":
      return String(weekday(wall));
    case "E":
      return String(weekday(wall) || 7);
    case "HH":
      return two(wall.hour);
    case "H":
      return String(wall.hour);
    case "hh":
      return two(wall.hour % 12 || 12);
    case "h":
      return String(wall.hour % 12 || 12);
    case "kk":
      return two(wall.hour || 24);
    case "k":
      return String(wall.hour || 24);
    case "mm":
      return two(wall.minute);
    case "m":
      return String(wall.minute);
    case "ss":
      return two(wall.second);
    case "s":
      return String(wall.second);
    case "SSS":
    case "SS":
    case "S":
      return String(wall.ms).padStart(3, "0").slice(0, letters.length);
    case "A":
      return wall.hour < 12 ? "AM" : "PM";
    case "a":
      return wall.hour < 12 ? "am" : "pm";
    case "Z":
      return offsetText(at, timeZone, ":");
    case "ZZ":
      return offsetText(at, timeZone, "");
    case "X":
      return String(Math.floor(at / 1000));
    case "x":
      return String(at);
    default:
      return String(Math.ceil(wall.month / 3));
  }
}

/** 0 is Sunday. */
export const weekday = ({ year, month, day }: WallTime): number => new Date(Date.UTC(year, month - 1, day)).getUTCDay();

const dayOfYear = ({ year, month, day }: WallTime): number =>
  Math.round((Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 86_400_000) + 1;

function offsetText(at: EpochMs, timeZone: string, between: string): string {
  const minutes = Math.round(offsetIn(at, timeZone) / 60_000);
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}${between}${two(size % 60)}`;
}
