import { expect, test } from "vitest";
import { formatCount } from "#shared/format/count";

test.each([
  { value: 0, expected: "0" },
  { value: 999, expected: "999" },
  { value: 1_234_567, expected: "1,234,567" },
])("$value reads $expected, whatever the language of the system", ({ value, expected }) => {
  expect(formatCount(value)).toBe(expected);
});
