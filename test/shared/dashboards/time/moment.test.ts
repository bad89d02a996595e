import { expect, test } from "vitest";
import { readMoment, roundMoment, shiftMoment } from "#shared/dashboards/time/moment";

// A Saturday.
const now = Date.UTC(2026, 10, 21, 18, 7, 43, 250);
const bootedAt = Date.UTC(2026, 10, 20, 6, 30);

function read(text: string, { isEnd = false, timeZone = "utc", weekStart = "" } = {}): string {
  const moment = readMoment(text, { now, bootedAt, timeZone, weekStart, isEnd });
  return moment.ok ? new Date(moment.at).toISOString() : moment.say;
}

test.each([
  { text: "now", at: "2026-11-21T18:07:43.250Z" },
  { text: " now ", at: "2026-11-21T18:07:43.250Z" },
  { text: "now-6h", at: "2026-11-21T12:07:43.250Z" },
  { text: "now-90s", at: "2026-11-21T18:06:13.250Z" },
  { text: "now+1h", at: "2026-11-21T19:07:43.250Z" },
  { text: "now-h", at: "2026-11-21T17:07:43.250Z" },
  { text: "now - 5 m", at: "2026-11-21T18:02:43.250Z" },
  { text: "now-1d+2h", at: "2026-11-20T20:07:43.250Z" },
  { text: "now/m", at: "2026-11-21T18:07:00.000Z" },
  { text: "now/h", at: "2026-11-21T18:00:00.000Z" },
  { text: "now/d", at: "2026-11-21T00:00:00.000Z" },
  { text: "now/w", at: "2026-11-16T00:00:00.000Z" },
  { text: "now/M", at: "2026-11-01T00:00:00.000Z" },
  { text: "now/y", at: "2026-01-01T00:00:00.000Z" },
  { text: "now-1d/d", at: "2026-11-20T00:00:00.000Z" },
  { text: "now/d+8h", at: "2026-11-21T08:00:00.000Z" },
  { text: "now-1w", at: "2026-11-14T18:07:43.250Z" },
  { text: "now-1M", at: "2026-10-21T18:07:43.250Z" },
  { text: "now-1y", at: "2025-11-21T18:07:43.250Z" },
  { text: "boot", at: "2026-11-20T06:30:00.000Z" },
  { text: "boot+1h", at: "2026-11-20T07:30:00.000Z" },
  { text: "2026-11-21", at: "2026-11-21T00:00:00.000Z" },
  { text: "2026-11-21 08:00", at: "2026-11-21T08:00:00.000Z" },
  { text: "2026-11-21T08:00:05", at: "2026-11-21T08:00:05.000Z" },
  { text: "2026-11-21T08:00:05.12Z", at: "2026-11-21T08:00:05.120Z" },
  { text: "2026-11-21T08:00:00+05:30", at: "2026-11-21T02:30:00.000Z" },
  { text: "2026-11-21T08:00:00-0800", at: "2026-11-21T16:00:00.000Z" },
  { text: "1795248000000", at: "2026-11-21T08:00:00.000Z" },
  { text: "1795248000", at: "2026-11-21T08:00:00.000Z" },
  { text: "1795248000s", at: "2026-11-21T08:00:00.000Z" },
  { text: "0", at: "1970-01-01T00:00:00.000Z" },
])("$text is read", ({ text, at }) => expect(read(text)).toBe(at));

test.each([
  { text: "now/d", at: "2026-11-21T23:59:59.999Z" },
  { text: "now-1d/d", at: "2026-11-20T23:59:59.999Z" },
  { text: "now/w", at: "2026-11-22T23:59:59.999Z" },
  { text: "now/M", at: "2026-11-30T23:59:59.999Z" },
  { text: "now-1M/M", at: "2026-10-31T23:59:59.999Z" },
  { text: "now/h", at: "2026-11-21T18:59:59.999Z" },
])("as an end, $text goes to the last moment of it", ({ text, at }) => expect(read(text, { isEnd: true })).toBe(at));

test.each([
  { weekStart: "monday", at: "2026-11-16T00:00:00.000Z" },
  { weekStart: "sunday", at: "2026-11-15T00:00:00.000Z" },
  { weekStart: "saturday", at: "2026-11-21T00:00:00.000Z" },
  { weekStart: "constructor", at: "2026-11-16T00:00:00.000Z" },
])("a week that starts on $weekStart", ({ weekStart, at }) => expect(read("now/w", { weekStart })).toBe(at));

test("times without a zone, and days, are those of the time zone", () => {
  expect(read("2026-11-21 08:00", { timeZone: "Europe/Berlin" })).toBe("2026-11-21T07:00:00.000Z");
  expect(read("now/d", { timeZone: "Asia/Kolkata" })).toBe("2026-11-20T18:30:00.000Z");
  // In Auckland it is the next day already.
  expect(read("now/d", { timeZone: "Pacific/Auckland" })).toBe("2026-11-21T11:00:00.000Z");
});

test.each([
  { text: "", say: "A time is missing: give one such as now-6h or 2026-11-21 08:00." },
  {
    text: "yesterday",
    say: "“yesterday” is not a time: a time is written like now-6h, now/d, boot, 2026-11-21 08:00 or 1795248000000.",
  },
  {
    text: "now-6x",
    say: "“now-6x” cannot be read from “-6x” on: a time is written like now-6h, now/d, boot, 2026-11-21 08:00 or 1795248000000.",
  },
  {
    text: "now-6h)",
    say: "“now-6h)” cannot be read from “)” on: a time is written like now-6h, now/d, boot, 2026-11-21 08:00 or 1795248000000.",
  },
  { text: "2026-02-30", say: "“2026-02-30” names a day that no calendar has." },
  {
    text: "2026-02-03 24:00",
    say: "“2026-02-03 24:00” names a time that no clock shows: hours go to 23, minutes and seconds to 59.",
  },
  { text: "now-9000y", say: "“now-9000y” lies outside of the years 1970 to 9999." },
  { text: "now-99999999999999999999d", say: "“now-99999999999999999999d” lies outside of the years 1970 to 9999." },
  { text: "999999999999999", say: "“999999999999999” lies outside of the years 1970 to 9999." },
])("$text is refused in words", ({ text, say }) => expect(read(text)).toBe(say));

test("where nobody knows when the machine started, boot is refused", () => {
  expect(readMoment("boot", { now, timeZone: "utc", isEnd: false })).toEqual({
    ok: false,
    say: "Nobody knows when this machine started: choose a range that does not begin at “boot”.",
  });
});

test("a day ago is the same time of the clock, also when it was set in between", () => {
  // 29 March 2026, 02:00 became 03:00 in Berlin.
  const noon = Date.UTC(2026, 2, 29, 10);
  expect(shiftMoment(noon, -1, "d", "Europe/Berlin")).toBe(Date.UTC(2026, 2, 28, 11));
  expect(shiftMoment(noon, -24, "h", "Europe/Berlin")).toBe(Date.UTC(2026, 2, 28, 10));
});

test("a day on which the clock is set is as long as it is", () => {
  const rounding = { timeZone: "Europe/Berlin", isEnd: true };
  const start = roundMoment(Date.UTC(2026, 9, 25, 12), "d", { ...rounding, isEnd: false });
  const end = roundMoment(Date.UTC(2026, 9, 25, 12), "d", rounding);
  expect(end - start + 1).toBe(25 * 3_600_000);
});

test("a month after its 31st day is the last day of a shorter one", () => {
  expect(new Date(shiftMoment(Date.UTC(2026, 0, 31, 5), 1, "M", "utc")).toISOString()).toBe("2026-02-28T05:00:00.000Z");
  expect(new Date(shiftMoment(Date.UTC(2028, 1, 29), -1, "y", "utc")).toISOString()).toBe("2027-02-28T00:00:00.000Z");
});
