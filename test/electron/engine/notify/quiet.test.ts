import { expect, test } from "vitest";
import { preferencesSchema } from "#shared/contract/settings";
import type { QuietHours } from "#shared/model/do-not-disturb";
import { endOfQuietHours, quietAt } from "../../../../electron/engine/notify/quiet";

const everyDay = [0, 1, 2, 3, 4, 5, 6];
const nights: QuietHours = { isOn: true, fromMinute: 22 * 60, toMinute: 7 * 60, weekdays: everyDay };
/** 20 November 2026 is a Friday. */
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

test.each([
  { name: "before they begin", hours: nights, now: at(20, 21, 59), expected: undefined },
  { name: "as they begin", hours: nights, now: at(20, 22), expected: at(21, 7) },
  { name: "after midnight", hours: nights, now: at(21, 3), expected: at(21, 7) },
  { name: "as they end", hours: nights, now: at(21, 7), expected: undefined },
  { name: "within one day", hours: { ...nights, fromMinute: 540, toMinute: 600 }, now: at(20, 9, 30), expected: at(20, 10) },
  { name: "the night after a day on which they begin", hours: { ...nights, weekdays: [5] }, now: at(21, 3), expected: at(21, 7) },
  { name: "a day on which they do not begin", hours: { ...nights, weekdays: [5] }, now: at(21, 23), expected: undefined },
  { name: "a whole day", hours: { ...nights, toMinute: 22 * 60, weekdays: [5] }, now: at(21, 21), expected: at(21, 22) },
  { name: "no day", hours: { ...nights, weekdays: [] }, now: at(20, 23), expected: undefined },
])("quiet hours: $name", ({ hours, now, expected }) => expect(endOfQuietHours(hours, now)).toBe(expected));

const preferences = preferencesSchema.parse({ quietHours: nights });

test.each([
  {
    name: "in quiet hours",
    given: preferences,
    urgency: "normal",
    expected: { say: "quiet hours, until 07:00", untilMs: at(21, 7) },
  },
  {
    name: "in quiet hours that are off",
    given: { ...preferences, quietHours: { ...nights, isOn: false } },
    urgency: "normal",
    expected: undefined,
  },
  { name: "critical in quiet hours", given: preferences, urgency: "critical", expected: undefined },
  {
    name: "critical where it does not break through",
    given: { ...preferences, criticalBreaksThrough: false, doNotDisturb: { isOn: true, untilMs: at(21, 9, 30) } },
    urgency: "critical",
    expected: { say: "do-not-disturb is on until 09:30", untilMs: at(21, 9, 30) },
  },
] as const)("$name", ({ given, urgency, expected }) => expect(quietAt(given, urgency, at(20, 23))).toEqual(expected));
