import { expect, test } from "vitest";
import { clockTime, isoTime, localTime, timeWordings } from "../../../../../renderer/pages/logs/detail/time-words";

const time = { ms: Date.UTC(2026, 10, 21, 11, 14, 44, 218), ns: 123_456 };

test("writes a time in every way it is pasted, to the nanosecond", () => {
  expect(timeWordings(time, "Asia/Kolkata")).toEqual([
    { label: "Local time", text: "2026-11-21 16:44:44.218123456 +05:30" },
    { label: "UTC", text: "2026-11-21T11:14:44.218123456Z" },
    { label: "Unix ns", text: "1795259684218123456" },
    { label: "Unix s", text: "1795259684.218" },
  ]);
});

test.each([
  { name: "west of Greenwich", zone: "America/New_York", expected: "2026-11-21 06:14:44.218123456 -05:00" },
  { name: "Greenwich", zone: "utc", expected: "2026-11-21 11:14:44.218123456 +00:00" },
])("writes the clock of $name with its distance", ({ zone, expected }) => expect(localTime(time, zone)).toBe(expected));

test("a whole second keeps its digits, so that nothing jumps from line to line", () => {
  const whole = { ms: Date.UTC(2026, 10, 21, 11, 14, 44), ns: 7 };
  expect([clockTime(whole, "utc"), isoTime(whole)]).toEqual(["11:14:44.000", "2026-11-21T11:14:44.000000007Z"]);
});
