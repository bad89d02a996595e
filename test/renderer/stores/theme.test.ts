import { expect, test } from "vitest";
import { readRemembered, resolveTheme } from "../../../renderer/stores/theme";

test.each([
  { theme: "system" as const, systemIsDark: true, expected: "dark" },
  { theme: "system" as const, systemIsDark: false, expected: "light" },
  { theme: "dark" as const, systemIsDark: false, expected: "dark" },
])("the theme $theme on a system whose darkness is $systemIsDark is $expected", ({ theme, systemIsDark, expected }) => {
  expect(resolveTheme(theme, systemIsDark)).toBe(expected);
});

test.each([
  { name: "nothing", text: null, expected: { theme: "system", density: "comfortable" } },
  { name: "what is no JSON", text: "{dark", expected: { theme: "system", density: "comfortable" } },
  {
    name: "one bad field",
    text: '{"theme":"pink","density":"compact"}',
    expected: { theme: "system", density: "compact" },
  },
  { name: "the last window's", text: '{"theme":"light","density":"compact"}', expected: { theme: "light", density: "compact" } },
])("an appearance remembered as $name is repaired field by field", ({ text, expected }) => {
  expect(readRemembered(text)).toEqual(expected);
});
