// The time range of a dashboard: as written, resolved to instants, and in words.
import { AppError } from "../../model/failure";
import type { EpochMs, Milliseconds } from "../../units/time";
import type { AbsoluteRange } from "../panel-data";
import { formatDate } from "./date-format";
import { isRelative, readMoment } from "./moment";

/** As it is kept and linked: `now-6h`, `now/d`, `boot`, ISO 8601, or milliseconds since 1970. */
export interface TimeRange {
  from: string;
  to: string;
}

export interface RangeContext {
  now: EpochMs;
  /** When this machine started, for ranges that begin at `boot`. */
  bootedAt?: EpochMs | undefined;
  timeZone: string;
  /** So far back is the newest that there is, for data that comes late. */
  nowDelayMs?: Milliseconds | undefined;
  weekStart?: string | undefined;
}

/** The instants that a range means. Throws an AppError with a sentence for one that cannot be read or runs backwards. */
export function resolveRange(range: TimeRange, context: RangeContext): AbsoluteRange {
  const read = readRange(range, context);
  if (typeof read === "string") throw new AppError({ kind: "bad-request", say: read });
  return read;
}

/** The sentence that `resolveRange` would throw; undefined for a range that is right. */
export function whyNotRange(range: TimeRange, context: RangeContext): string | undefined {
  const read = readRange(range, context);
  return typeof read === "string" ? read : undefined;
}

function readRange({ from, to }: TimeRange, context: RangeContext): AbsoluteRange | string {
  const moments = { ...context, now: context.now - (context.nowDelayMs ?? 0) };
  const begin = readMoment(from, { ...moments, isEnd: false });
  if (!begin.ok) return begin.say;
  const end = readMoment(to, { ...moments, isEnd: true });
  if (!end.ok) return end.say;
  if (begin.at < end.at) return { from: begin.at, to: end.at };
  const shown = (at: EpochMs) => formatDate(at, "YYYY-MM-DD HH:mm:ss", context.timeZone);
  return begin.at === end.at
    ? `The range begins and ends at the same time (${shown(end.at)}): choose an end after it.`
    : `The range ends (${shown(end.at)}) before it begins (${shown(begin.at)}).`;
}

/** Whether it moves on with the clock, so that asking again brings something new. */
export const isRangeRelative = ({ from, to }: TimeRange): boolean => isRelative(from) || isRelative(to);

const lasting = (from: string, label: string) => ({ from: `now-${from}`, to: "now", label: `Last ${label}` });

/** What the picker offers, in its order. */
export const quickRanges: readonly (TimeRange & { label: string })[] = [
  lasting("5m", "5 minutes"),
  lasting("15m", "15 minutes"),
  lasting("30m", "30 minutes"),
  lasting("1h", "1 hour"),
  lasting("3h", "3 hours"),
  lasting("6h", "6 hours"),
  lasting("12h", "12 hours"),
  lasting("24h", "24 hours"),
  lasting("2d", "2 days"),
  lasting("7d", "7 days"),
  lasting("30d", "30 days"),
  lasting("90d", "90 days"),
  lasting("6M", "6 months"),
  lasting("1y", "1 year"),
  { from: "boot", to: "now", label: "Since boot" },
  { from: "now/d", to: "now", label: "Today so far" },
  { from: "now-1d/d", to: "now-1d/d", label: "Yesterday" },
  { from: "now/w", to: "now", label: "This week so far" },
  { from: "now-1w/w", to: "now-1w/w", label: "Last week" },
  { from: "now/M", to: "now", label: "This month so far" },
  { from: "now-1M/M", to: "now-1M/M", label: "Last month" },
];

const unitWords: Readonly<Record<string, string>> = {
  s: "second",
  m: "minute",
  h: "hour",
  d: "day",
  w: "week",
  M: "month",
  y: "year",
};

/** The range as people say it: `Last 6 hours`, `Since boot`, `2026-11-21 08:00 to 09:00`. */
export function rangeWords(range: TimeRange, timeZone: string): string {
  const from = range.from.trim();
  const to = range.to.trim();
  const quick = quickRanges.find((one) => one.from === from && one.to === to);
  if (quick) return quick.label;
  const [, count, unit = ""] = (to === "now" && /^now-(\d+)([smhdwMy])$/.exec(from)) || [];
  if (count !== undefined) return `Last ${Number(count)} ${unitWords[unit]}${Number(count) === 1 ? "" : "s"}`;
  return absoluteWords(from, to, timeZone) ?? `${momentWords(from, timeZone)} to ${momentWords(to, timeZone)}`;
}

/** Both ends, without the date of the second when it is that of the first; undefined where one moves with the clock. */
function absoluteWords(from: string, to: string, timeZone: string): string | undefined {
  const [begin, end] = [from, to].map((text) => instant(text, timeZone));
  if (begin === undefined || end === undefined) return undefined;
  const clock = begin % 60_000 === 0 && end % 60_000 === 0 ? "HH:mm" : "HH:mm:ss";
  const day = formatDate(begin, "YYYY-MM-DD", timeZone);
  const isOneDay = day === formatDate(end, "YYYY-MM-DD", timeZone);
  const ended = formatDate(end, isOneDay ? clock : `YYYY-MM-DD ${clock}`, timeZone);
  return `${day} ${formatDate(begin, clock, timeZone)} to ${ended}`;
}

function instant(text: string, timeZone: string): EpochMs | undefined {
  if (isRelative(text)) return undefined;
  const read = readMoment(text, { now: 0, timeZone, isEnd: false });
  return read.ok ? read.at : undefined;
}

function momentWords(text: string, timeZone: string): string {
  const at = instant(text, timeZone);
  return at === undefined ? text : formatDate(at, `YYYY-MM-DD HH:mm${at % 60_000 === 0 ? "" : ":ss"}`, timeZone);
}
