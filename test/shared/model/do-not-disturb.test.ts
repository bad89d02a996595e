import { expect, test } from "vitest";
import { isDisturbing, quietChoices, quietUntil } from "#shared/model/do-not-disturb";

test.each([
  { name: "switched off", setting: { isOn: false }, expected: true },
  { name: "on until it is switched off", setting: { isOn: true }, expected: false },
  { name: "on until later", setting: { isOn: true, untilMs: 1001 }, expected: false },
  { name: "on until now", setting: { isOn: true, untilMs: 1000 }, expected: true },
])("do-not-disturb $name", ({ setting, expected }) => expect(isDisturbing(setting, 1000)).toBe(expected));

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

test.each([
  { choice: "For 1 hour", now: at(21, 14, 5), expected: { isOn: true, untilMs: at(21, 15, 5) } },
  { choice: "Until tomorrow, 09:00", now: at(21, 14, 5), expected: { isOn: true, untilMs: at(22, 9) } },
  { choice: "Until tomorrow, 09:00", now: at(21, 3), expected: { isOn: true, untilMs: at(21, 9) } },
  { choice: "Until I switch it off", now: at(21, 14), expected: { isOn: true } },
])('"$choice" ends when it says', ({ choice, now, expected }) => {
  const found = quietChoices.find(({ label }) => label === choice);
  expect(quietUntil(found?.until(now))).toEqual(expected);
});
