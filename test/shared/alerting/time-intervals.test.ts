import { describe, expect, test } from "vitest";
import {
  describeInterval,
  formatDaysOfMonth,
  formatMonths,
  formatTimeOfDay,
  formatWeekdays,
  parseDaysOfMonth,
  parseMonths,
  parseTimes,
  parseWeekdays,
  parseYears,
} from "#shared/alerting/interval-text";
import { isInPart, isLocation, wallTimeAt } from "#shared/alerting/time-intervals";
import type { TimeIntervalPart } from "#shared/model/routing";

const at = (text: string) => Date.parse(text);

describe("isInPart", () => {
  // 2026-03-02 is a Monday; 2024 has a 29th of February.
  test.each<{ what: string; part: TimeIntervalPart; inside: string[]; outside: string[] }>([
    {
      what: "office hours, without their last minute",
      part: { times: [{ from: 540, to: 1020 }], weekdays: [{ from: 1, to: 5 }] },
      inside: ["2026-03-02T09:00:00Z", "2026-03-06T16:59:59Z"],
      outside: ["2026-03-02T08:59:59Z", "2026-03-02T17:00:00Z", "2026-03-01T12:00:00Z"],
    },
    {
      what: "until midnight",
      part: { times: [{ from: 1380, to: 1440 }] },
      inside: ["2026-03-02T23:59:59Z"],
      outside: ["2026-03-03T00:00:00Z"],
    },
    {
      what: "the last three days of each month",
      part: { daysOfMonth: [{ from: -3, to: -1 }] },
      inside: ["2024-02-27T00:00:00Z", "2024-02-29T23:59:00Z", "2026-02-26T00:00:00Z"],
      outside: ["2024-02-26T12:00:00Z", "2024-03-01T00:00:00Z"],
    },
    {
      what: "days that a short month has not",
      part: { daysOfMonth: [{ from: 30, to: 31 }] },
      inside: ["2026-01-30T12:00:00Z", "2026-04-30T12:00:00Z"],
      outside: ["2026-02-28T12:00:00Z", "2026-03-01T12:00:00Z"],
    },
    {
      what: "a range that begins before the month does",
      part: { daysOfMonth: [{ from: -31, to: -30 }] },
      inside: ["2026-01-01T12:00:00Z", "2026-01-02T12:00:00Z", "2026-04-01T12:00:00Z"],
      outside: ["2026-02-01T12:00:00Z", "2026-04-02T12:00:00Z"],
    },
    {
      what: "months and years",
      part: { months: [{ from: 6, to: 8 }], years: [{ from: 2025, to: 2026 }] },
      inside: ["2026-06-01T00:00:00Z", "2025-08-31T23:59:00Z"],
      outside: ["2026-09-01T00:00:00Z", "2027-06-01T00:00:00Z"],
    },
    {
      what: "a place whose clock is put forward on the 29th of March at 01:00 UTC",
      part: { times: [{ from: 540, to: 600 }], location: "Europe/Berlin" },
      inside: ["2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z"],
      outside: ["2026-03-28T07:59:00Z", "2026-03-29T08:00:00Z"],
    },
    {
      what: "the hour that a place has twice",
      part: { times: [{ from: 120, to: 180 }], location: "Europe/Berlin" },
      inside: ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"],
      outside: ["2026-10-25T02:00:00Z"],
    },
    {
      what: "a place where it is another day already",
      part: { weekdays: [{ from: 2, to: 2 }], location: "Pacific/Kiritimati" },
      inside: ["2026-03-02T10:00:00Z"],
      outside: ["2026-03-02T09:59:00Z"],
    },
    { what: "nothing that restricts", part: {}, inside: ["2026-03-02T10:00:00Z"], outside: [] },
    { what: "an empty list of days", part: { weekdays: [] }, inside: [], outside: ["2026-03-02T10:00:00Z"] },
  ])("knows $what", ({ part, inside, outside }) => {
    expect(inside.filter((time) => !isInPart(part, at(time)))).toEqual([]);
    expect(outside.filter((time) => isInPart(part, at(time)))).toEqual([]);
  });

  test("a place's offset of half an hour counts", () => {
    expect(wallTimeAt(at("2026-03-02T00:00:00Z"), "Asia/Kolkata")).toEqual({
      year: 2026,
      month: 3,
      day: 2,
      weekday: 1,
      minute: 330,
    });
  });
});

test.each([
  { location: "Europe/Berlin", known: true },
  { location: "Local", known: true },
  { location: "UTC", known: true },
  { location: "Nowhere/Else", known: false },
  { location: "+02:00", known: false },
  { location: "", known: false },
])("a place called $location is known: $known", ({ location, known }) => expect(isLocation(location)).toBe(known));

describe("the texts of an alertmanager.yml", () => {
  const range = (from: number, to = from) => ({ ok: true, range: { from, to } });
  const wrong = (message: string) => ({ ok: false, message });

  test.each([
    { read: parseWeekdays("monday:friday"), expected: range(1, 5) },
    { read: parseWeekdays("Sunday"), expected: range(0) },
    { read: parseWeekdays("mon"), expected: wrong('"mon" is not a weekday: write it in full, like monday') },
    {
      read: parseWeekdays("saturday:sunday"),
      expected: wrong("saturday comes after sunday (the week begins with sunday here): write two entries"),
    },
    { read: parseMonths("may"), expected: range(5) },
    { read: parseMonths("1:march"), expected: range(1, 3) },
    { read: parseMonths("13"), expected: wrong('"13" is not a month: write its name or 1 to 12') },
    { read: parseYears("2026:2030"), expected: range(2026, 2030) },
    { read: parseYears("2026:2025"), expected: wrong("2026 comes after 2025: write two entries") },
    { read: parseYears("2026:"), expected: wrong('"" is not a year') },
    { read: parseDaysOfMonth("1:-1"), expected: range(1, -1) },
    { read: parseDaysOfMonth("1:-27"), expected: range(1, -27) },
    { read: parseDaysOfMonth("1:-28"), expected: wrong("1 comes after -28: write two entries") },
    {
      read: parseDaysOfMonth("-20:9"),
      expected: wrong("days that begin counting from the end also end counting from the end: write -3:-1"),
    },
    { read: parseDaysOfMonth("1:2:3"), expected: wrong('"1:2:3" has more than one colon') },
    {
      read: parseDaysOfMonth("0"),
      expected: wrong('"0" is not a day of the month: write 1 to 31, or -1 for the last and so on to -31'),
    },
    { read: parseTimes("09:00", "24:00"), expected: range(540, 1440) },
    {
      read: parseTimes("9:00", "10:00"),
      expected: wrong('"9:00" is not a time of day: write it like 09:00, the end of the day as 24:00'),
    },
    {
      read: parseTimes("22:00", "06:00"),
      expected: wrong("22:00 is not before 06:00: over midnight takes two entries, until 24:00 and from 00:00"),
    },
  ])("$expected", ({ read, expected }) => expect(read).toEqual(expected));

  test("are printed as they are read", () => {
    expect(formatWeekdays({ from: 1, to: 5 })).toBe("monday:friday");
    expect(formatMonths({ from: 5, to: 5 })).toBe("may");
    expect(formatDaysOfMonth({ from: 1, to: -1 })).toBe("1:-1");
    expect(formatTimeOfDay(570)).toBe("09:30");
  });
});

test("an interval is described in words", () => {
  expect(
    describeInterval({
      name: "quiet",
      parts: [
        {
          weekdays: [{ from: 1, to: 5 }],
          times: [
            { from: 0, to: 480 },
            { from: 1080, to: 1440 },
          ],
          location: "Europe/Berlin",
        },
        { daysOfMonth: [{ from: -1, to: -1 }] },
      ],
    }),
  ).toBe("Monday–Friday, 00:00–08:00 and 18:00–24:00, Europe/Berlin; day last, UTC");
});
