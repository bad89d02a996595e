import { expect, test } from "vitest";
import { countChange, countsOf, lengthChange, shareChange } from "../../../../../renderer/pages/traces/compare/change-words";

test.each([
  { by: 307e6, expected: "+307\u00a0ms" },
  { by: -2.05e9, expected: "−2.05\u00a0s" },
  { by: 0, expected: "0" },
])("lengthChange: $by is $expected", ({ by, expected }) => expect(lengthChange(by)).toBe(expected));

test.each([
  { ratio: 1, expected: "0%" },
  { ratio: 1.125, expected: "+12.5%" },
  { ratio: 0.5, expected: "−50.0%" },
  { ratio: 0, expected: "−100%" },
  { ratio: 12.34, expected: "× 12.3" },
  { ratio: 4321, expected: "× 4,321" },
  { ratio: Number.POSITIVE_INFINITY, expected: "" },
])("shareChange: $ratio times as much is $expected", ({ ratio, expected }) => expect(shareChange(ratio)).toBe(expected));

test("counts are told once where they are the same", () => {
  expect([countsOf(3, 3), countsOf(3, 1500), countChange(1497), countChange(-2), countChange(0)]).toEqual([
    "3",
    "3 → 1,500",
    "+1,497",
    "−2",
    "0",
  ]);
});
