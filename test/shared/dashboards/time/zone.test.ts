import { expect, test } from "vitest";
import { instantOf, isTimeZone, offsetIn, wallTimeIn } from "#shared/dashboards/time/zone";

const hour = 3_600_000;
const wall = (month: number, day: number, hour: number, minute = 0) => ({
  year: 2026,
  month,
  day,
  hour,
  minute,
  second: 0,
  ms: 0,
});

test.each([
  { zone: "utc", at: Date.UTC(2026, 6, 1), hours: 0 },
  { zone: "Europe/Berlin", at: Date.UTC(2026, 6, 1), hours: 2 },
  { zone: "Europe/Berlin", at: Date.UTC(2026, 0, 1), hours: 1 },
  { zone: "America/New_York", at: Date.UTC(2026, 0, 1), hours: -5 },
  { zone: "Asia/Kolkata", at: Date.UTC(2026, 0, 1, 0, 0, 0, 123), hours: 5.5 },
  { zone: "Pacific/Chatham", at: Date.UTC(2026, 0, 1), hours: 13.75 },
  { zone: "Nowhere/At_All", at: Date.UTC(2026, 0, 1), hours: 0 },
])("$zone is $hours h ahead of UTC", ({ zone, at, hours }) => expect(offsetIn(at, zone)).toBe(hours * hour));

test("the wall clock of an instant leads back to it, all through a year", () => {
  for (const zone of ["utc", "browser", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"]) {
    // Not a whole number of hours, so that all minutes come up.
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 7 * hour + 617_003) {
      const back = instantOf(wallTimeIn(at, zone), zone);
      // In the hour that the clock repeats, the first of the two is meant.
      if (back !== at) expect(at - back).toBeLessThanOrEqual(hour);
      expect(wallTimeIn(back, zone)).toEqual(wallTimeIn(at, zone));
    }
  }
});

test("a time that the clock jumps over is so much later", () => {
  expect(instantOf(wall(3, 29, 2, 30), "Europe/Berlin")).toBe(Date.UTC(2026, 2, 29, 1, 30));
});

test("of a time that the clock shows twice, the first is taken", () => {
  expect(instantOf(wall(10, 25, 2, 30), "Europe/Berlin")).toBe(Date.UTC(2026, 9, 25, 0, 30));
});

test("zones are known by their names", () => {
  expect(["browser", "utc", "Europe/Berlin", "Europe/Atlantis", "", "<b>"].map(isTimeZone)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
