import { expect, test } from "vitest";
import { timeLabel, timeTicks } from "../../../renderer/charts/ticks";
import { zoneDay, zoneMinute, zoneMoment, zoneOffset, zoneStretch } from "../../../renderer/charts/time-zone";

const at = (text: string) => Date.parse(text);

test.each([
  { zone: "utc", time: "2026-07-01T12:00:00Z", hours: 0 },
  { zone: "Europe/Berlin", time: "2026-07-01T12:00:00Z", hours: 2 },
  { zone: "Europe/Berlin", time: "2026-12-01T12:00:00Z", hours: 1 },
  { zone: "Asia/Kolkata", time: "2026-12-01T12:00:00Z", hours: 5.5 },
  { zone: "America/St_Johns", time: "2026-12-01T12:00:00Z", hours: -3.5 },
  // The last moment before the clock goes back, and the first after it.
  { zone: "Europe/Berlin", time: "2026-10-25T00:59:59Z", hours: 2 },
  { zone: "Europe/Berlin", time: "2026-10-25T01:00:00Z", hours: 1 },
])("in $zone at $time the clock is $hours h from UTC", ({ zone, time, hours }) => {
  expect(zoneOffset(zone, at(time)) / 3_600_000).toBe(hours);
});

test("a zone that does not exist is read as the viewer's own", () => {
  const time = at("2026-07-01T12:00:00Z");
  expect(zoneOffset("Mars/Olympus", time)).toBe(zoneOffset("browser", time));
});

test("times are written as the zone's clock shows them", () => {
  const time = at("2026-11-21T22:05:09Z");
  expect([zoneMinute("Asia/Kolkata", time), zoneDay("Asia/Kolkata", time), zoneMoment("Asia/Kolkata", time)]).toEqual([
    "03:35",
    "22 Nov",
    "2026-11-22 03:35:09",
  ]);
});

test.each([
  { to: "2026-11-21T08:01:00Z", expected: "2026-11-21 08:00:00 – 08:01:00" },
  { to: "2026-11-22T08:00:00.250Z", expected: "2026-11-21 08:00:00 – 2026-11-22 08:00:00.250" },
])("a stretch to $to is $expected", ({ to, expected }) => {
  expect(zoneStretch("utc", at("2026-11-21T08:00:00Z"), at(to))).toBe(expected);
});

test.each([
  {
    name: "a day in Kolkata, half an hour off",
    zone: "Asia/Kolkata",
    start: "2026-11-20T12:00:00Z",
    end: "2026-11-21T12:00:00Z",
    most: 4,
    expected: ["18:00", "21 Nov", "06:00", "12:00"],
  },
  {
    name: "half a second",
    zone: "utc",
    start: "2026-11-21T12:00:00.100Z",
    end: "2026-11-21T12:00:00.600Z",
    most: 3,
    expected: ["12:00:00.200", "12:00:00.400", "12:00:00.600"],
  },
  {
    name: "half a year",
    zone: "utc",
    start: "2026-01-10T00:00:00Z",
    end: "2026-07-10T00:00:00Z",
    most: 3,
    expected: ["Apr 2026", "Jul 2026"],
  },
  {
    name: "six years",
    zone: "Europe/Berlin",
    start: "2020-06-01T00:00:00Z",
    end: "2026-06-01T00:00:00Z",
    most: 4,
    expected: ["Jan 2022", "Jan 2024", "Jan 2026"],
  },
])("the time axis of $name has round times of the zone's clock", ({ zone, start, end, most, expected }) => {
  const { times, stepMs } = timeTicks(at(start), at(end), most, zone);
  expect(times.map((time) => timeLabel(time, stepMs, zone))).toEqual(expected);
});
