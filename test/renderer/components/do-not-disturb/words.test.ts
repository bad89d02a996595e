import { expect, test } from "vitest";
import { disturbanceWords } from "../../../../renderer/components/do-not-disturb/words";

const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();
const now = at(21, 14);

test.each([
  { name: "off", setting: { isOn: false }, expected: "Off" },
  { name: "on", setting: { isOn: true }, expected: "On" },
  { name: "on until later today", setting: { isOn: true, untilMs: at(21, 16) }, expected: "Until 16:00" },
  { name: "on until tomorrow", setting: { isOn: true, untilMs: at(22, 9) }, expected: "Until 22 Nov 09:00" },
  { name: "over", setting: { isOn: true, untilMs: at(21, 13) }, expected: "Off" },
])("do-not-disturb that is $name says so", ({ setting, expected }) => expect(disturbanceWords(setting, now)).toBe(expected));
