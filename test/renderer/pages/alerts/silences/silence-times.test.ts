import { describe, expect, test } from "vitest";
import { hours, minutes, seconds } from "#shared/units/time";
import {
  endChoices,
  endOf,
  leftWords,
  mondayMorning,
  passedPart,
  spanWords,
  tomorrowMorning,
} from "../../../../../renderer/pages/alerts/silences/silence-times";

const at = (text: string) => new Date(text).getTime();
/** A Saturday. */
const now = at("2026-11-21T12:05:00");

describe("leftWords", () => {
  test.each([
    { name: "what is left of the last hour in minutes", starts: -hours(1), ends: minutes(22) + seconds(40), words: "22 m left" },
    { name: "what is left of hours in two units", starts: -hours(1), ends: hours(1) + minutes(5), words: "1 h 5 m left" },
    { name: "the last seconds", starts: -hours(1), ends: seconds(9), words: "9 s left" },
    { name: "the very end, which still holds", starts: -hours(1), ends: 0, words: "0 s left" },
    { name: "when it starts", starts: minutes(5), ends: hours(2), words: "starts in 5 m" },
    { name: "when it ended", starts: -hours(5), ends: -hours(3), words: "ended 3 h ago" },
  ])("says $name", ({ starts, ends, words }) => {
    expect(leftWords({ startsAt: now + starts, endsAt: now + ends }, now).replaceAll("\u00a0", " ")).toBe(words);
  });
});

test.each([
  { name: "on a Saturday that is the day after tomorrow", from: now, expected: at("2026-11-23T09:00") },
  { name: "on a Sunday that is tomorrow", from: at("2026-11-22T23:59"), expected: at("2026-11-23T09:00") },
  {
    name: "on a Monday that is the next one, however early it is",
    from: at("2026-11-23T07:00"),
    expected: at("2026-11-30T09:00"),
  },
])("until Monday: $name", ({ from, expected }) => expect(mondayMorning(from)).toBe(expected));

test("until tomorrow is nine o'clock of the next day, over the end of a month too", () => {
  expect(tomorrowMorning(at("2026-11-30T23:00"))).toBe(at("2026-12-01T09:00"));
});

test("a length begins with the silence, a moment is where it is", () => {
  expect(endChoices(now).map(({ label, end }) => [label, new Date(endOf(end, now)).toString().slice(4, 21)])).toEqual([
    ["30 m", "Nov 21 2026 12:35"],
    ["1 h", "Nov 21 2026 13:05"],
    ["2 h", "Nov 21 2026 14:05"],
    ["4 h", "Nov 21 2026 16:05"],
    ["Until tomorrow 9:00", "Nov 22 2026 09:00"],
    ["Until Monday 9:00", "Nov 23 2026 09:00"],
    ["1 week", "Nov 28 2026 12:05"],
  ]);
});

test.each([
  { name: "a quarter", startsAt: now - 25, endsAt: now + 75, part: 0.25 },
  { name: "nothing before it starts", startsAt: now + 5, endsAt: now + 10, part: 0 },
  { name: "all of it after its end", startsAt: now - 10, endsAt: now - 5, part: 1 },
  { name: "all of one without a length", startsAt: now, endsAt: now, part: 1 },
])("passedPart is $name", ({ startsAt, endsAt, part }) => expect(passedPart({ startsAt, endsAt }, now)).toBe(part));

test.each([
  { name: "today without its day", startsAt: now, endsAt: now + hours(2), words: "12:05 to 14:05" },
  { name: "another day once", startsAt: at("2026-11-25T08:00"), endsAt: at("2026-11-25T09:30"), words: "25 Nov 08:00 to 09:30" },
  { name: "both days where they differ", startsAt: now, endsAt: at("2026-11-25T09:30"), words: "12:05 to 25 Nov 09:30" },
])("spanWords names $name", ({ startsAt, endsAt, words }) => expect(spanWords({ startsAt, endsAt }, now)).toBe(words));
