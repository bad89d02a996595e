// The time that a line of a log file begins with, in the ways that programs write it. What has no zone is this machine's time.
import type { EpochMs } from "#shared/units/time";
import type { Instant } from "../reader";

/** The time of a line; undefined where it has none, as in a stack trace. `near`: when the file was last written. */
export type ReadTime = (line: string, near: EpochMs) => Instant | undefined;

type Way = (text: string, near: EpochMs) => Instant | undefined;

const months = new Map("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ").map((name, index) => [name, index] as const));
const monthNames = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";

/** No further into a line than this is looked for its time. */
const lookedAt = 1024;
const escapeCode = 27;

const iso =
  /^(?:<\d{1,3}>1 )?["'[(]*(\d{4})[-/.](\d\d)[-/.](\d\d)[T _-](\d\d):(\d\d)(?::(\d\d)(?:[.,:](\d{1,9}))?)?(?: ?(Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?)(?![\w]))?/;
// RFC 3164. The year is not written.
const syslog = new RegExp(`^(?:<\\d{1,3}>)?\\[?(${monthNames}) {1,2}(\\d{1,2}) (\\d\\d):(\\d\\d):(\\d\\d)(?:[.,](\\d{1,9}))?`);
// Access logs of nginx and Apache have it behind the client's address and name.
const common = new RegExp(
  `^[^[]{0,300}\\[(\\d{1,2})/(${monthNames})/(\\d{4}):(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,9}))?(?: ([+-]\\d{4}))?\\]`,
);
// ctime, as Apache's error log has it: [Sat Nov 21 10:00:00.123456 2026]
const ctime = new RegExp(
  `^\\[?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (${monthNames}) {1,2}(\\d{1,2}) (\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,9}))? (\\d{4})`,
);
// "21 Nov 2026 10:00:00.123", as Redis has it behind its process: 1234:M
const dayFirst = new RegExp(
  `^(?:\\d+:[A-Z] |\\[)?(?:\\w{3}, )?(\\d{1,2})[ -](${monthNames})[ -](\\d{4}) (\\d\\d):(\\d\\d):(\\d\\d)(?:[.,](\\d{1,9}))?(?: (UTC|GMT|[+-]\\d{4}))?`,
);
// klog and glog; newer ones write the year.
const klog = /^[IWEF](\d{4})?(\d\d)(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?/;
const epoch = /^\[?(\d{19}|\d{16}|\d{13}|\d{10})(?:\.(\d{1,9}))?(?=[\s\],:|]|$)/;
const inJson = /"(?:ts|time|timestamp|@timestamp|datetime|date|asctime)"\s*:\s*(?:"([^"\\]{8,40})"|(\d{9,19}(?:\.\d{1,9})?))/;
const inLogfmt = /(?:^|\s)(?:ts|time|timestamp|t)=(?:"([^"\\]{8,40})"|(\S{8,40}))/;

const ways: readonly Way[] = [
  (text) => {
    const found = iso.exec(text);
    if (!found) return undefined;
    const [, year, month, day, hour, minute, second, fraction, zone] = found;
    return instant({ year: Number(year), month: Number(month) - 1, day, hour, minute, second, fraction, zone });
  },
  (text, near) => {
    const found = syslog.exec(text);
    if (!found) return undefined;
    const [, month, day, hour, minute, second, fraction] = found;
    return withoutYear({ month: monthOf(month), day, hour, minute, second, fraction }, near);
  },
  (text, near) => (text.startsWith("{") ? named(inJson.exec(text), near) : undefined),
  (text, near) => named(inLogfmt.exec(text), near),
  (text) => {
    const found = common.exec(text);
    if (!found) return undefined;
    const [, day, month, year, hour, minute, second, fraction, zone] = found;
    return instant({ year: Number(year), month: monthOf(month), day, hour, minute, second, fraction, zone });
  },
  (text, near) => {
    const found = klog.exec(text);
    if (!found) return undefined;
    const [, year, month, day, hour, minute, second, fraction] = found;
    const fields = { month: Number(month) - 1, day, hour, minute, second, fraction };
    return year === undefined ? withoutYear(fields, near) : instant({ year: Number(year), ...fields });
  },
  (text) => {
    const found = ctime.exec(text);
    if (!found) return undefined;
    const [, month, day, hour, minute, second, fraction, year] = found;
    return instant({ year: Number(year), month: monthOf(month), day, hour, minute, second, fraction });
  },
  (text) => {
    const found = dayFirst.exec(text);
    if (!found) return undefined;
    const [, day, month, year, hour, minute, second, fraction, zone] = found;
    return instant({ year: Number(year), month: monthOf(month), day, hour, minute, second, fraction, zone });
  },
  (text) => {
    const found = epoch.exec(text);
    return found ? fromEpoch(found[1] ?? "", found[2]) : undefined;
  },
];

/** For the lines of one file: they all have it in the same way, so the way that served last is tried first. */
export function createTimeReader(): ReadTime {
  let usual: Way | undefined;
  return (line, near) => {
    const first = line.charCodeAt(0);
    // Space and tab: the continuation of the line before.
    if (Number.isNaN(first) || first === 32 || first === 9) return undefined;
    const text = beginningOf(line);
    const time = usual?.(text, near);
    if (time) return time;
    for (const way of ways) {
      if (way === usual) continue;
      const found = way(text, near);
      if (!found) continue;
      usual = way;
      return found;
    }
    return undefined;
  };
}

function beginningOf(line: string): string {
  const text = line.length > lookedAt ? line.slice(0, lookedAt) : line;
  // Colours before the time.
  let from = 0;
  while (text.charCodeAt(from) === escapeCode) {
    const end = text.indexOf("m", from);
    if (end < 0) break;
    from = end + 1;
  }
  return from === 0 ? text : text.slice(from);
}

const monthOf = (name: string | undefined) => months.get(name ?? "") ?? 0;

interface Fields {
  month: number;
  day: string | undefined;
  hour: string | undefined;
  minute: string | undefined;
  second: string | undefined;
  fraction?: string | undefined;
  zone?: string | undefined;
}

function instant({ year, month, day, hour, minute, second, fraction, zone }: Fields & { year: number }): Instant | undefined {
  const fields = [year, month, Number(day), Number(hour), Number(minute), Number(second ?? 0)] as const;
  const [, , d, h, m, s] = fields;
  // A 60th second is a leap second; anything else of this size is no time but a number that looks like one.
  if (month < 0 || month > 11 || d < 1 || d > 31 || h > 24 || m > 59 || s > 60 || year < 1970) return undefined;
  const { ms, ns } = fromFraction(fraction);
  const whole = zone === undefined ? localTime(...fields) : Date.UTC(...fields) - offsetOf(zone);
  return { ms: whole + ms, ns };
}

/** Making a local date is the dear part, and a thousand lines of one minute share it. */
let lastMinute = { key: -1, at: 0 };

function localTime(year: number, month: number, day: number, hour: number, minute: number, second: number): EpochMs {
  const key = (((year * 12 + month) * 31 + day) * 25 + hour) * 60 + minute;
  if (key !== lastMinute.key) lastMinute = { key, at: new Date(year, month, day, hour, minute).getTime() };
  return lastMinute.at + second * 1000;
}

/** The newest such day that is not after the file was written; a day's slack for clocks that differ. */
function withoutYear(fields: Fields, near: EpochMs): Instant | undefined {
  const latest = near + 86_400_000;
  const year = new Date(latest).getFullYear();
  const time = instant({ ...fields, year });
  return time && time.ms > latest ? instant({ ...fields, year: year - 1 }) : time;
}

function offsetOf(zone: string): number {
  const found = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return (found[1] === "-" ? -minutes : minutes) * 60_000;
}

/** "5" is half a second. */
function fromFraction(digits: string | undefined): Instant {
  if (digits === undefined) return { ms: 0, ns: 0 };
  const nanoseconds = Number(digits.padEnd(9, "0"));
  const ms = Math.floor(nanoseconds / 1_000_000);
  return { ms, ns: nanoseconds - ms * 1_000_000 };
}

/** Seconds, milliseconds, microseconds or nanoseconds: told apart by how many digits this century has. */
function fromEpoch(digits: string, fraction?: string): Instant | undefined {
  const { ms, ns } = fromFraction(fraction);
  switch (digits.length) {
    case 10:
      return { ms: Number(digits) * 1000 + ms, ns };
    case 13:
      return { ms: Number(digits), ns: 0 };
    case 16:
      return { ms: Number(digits.slice(0, 13)), ns: Number(digits.slice(13)) * 1000 };
    case 19:
      return { ms: Number(digits.slice(0, 13)), ns: Number(digits.slice(13)) };
    default:
      return undefined;
  }
}

/** The value of a field that is called for time: text as elsewhere, or a number since 1970. */
function named(found: RegExpExecArray | null, near: EpochMs): Instant | undefined {
  const value = found?.[1] ?? found?.[2];
  if (value === undefined) return undefined;
  const number = /^(\d+)(?:\.(\d{1,9}))?$/.exec(value);
  if (number) return fromEpoch(number[1] ?? "", number[2]);
  return plainWays.reduce<Instant | undefined>((time, way) => time ?? way(value, near), undefined);
}

/** Without those that look for a field again. */
const plainWays = ways.filter((_, index) => index !== 2 && index !== 3);
