import { expect, test } from "vitest";
import { spanFlags } from "#shared/model/trace";
import {
  instantWords,
  offsetWords,
  shareWords,
  statusWords,
  wholeMs,
} from "../../../../../renderer/pages/traces/views/span-words";

test.each([
  { name: "a trace of seconds", at: 4_960_123_456, whole: 10e9, expected: "4.960123\u00a0s" },
  { name: "a trace of milliseconds", at: 1_500_000, whole: 40e6, expected: "1.500\u00a0ms" },
  { name: "a trace of microseconds", at: 1500, whole: 900_000, expected: "1.500\u00a0µs" },
  { name: "before the trace began", at: -1_000_000, whole: 40e6, expected: "-1.000\u00a0ms" },
  { name: "a time that is not told", at: Number.NaN, whole: 40e6, expected: "–" },
])("offsetWords: $name", ({ at, whole, expected }) => expect(offsetWords(at, whole)).toBe(expected));

test("the time of day is told to the microsecond", () => {
  expect(instantWords("1795259684218000123", 4_000_000)).toMatch(/:44\.222000$/);
  expect(wholeMs("1795259684218000123", 4_000_000)).toBe(1_795_259_684_222);
});

test.each([
  { flags: 0, expected: "" },
  { flags: spanFlags.warnings, expected: "warning" },
  { flags: spanFlags.warnings | spanFlags.unfinished, expected: "unfinished" },
  { flags: spanFlags.error | spanFlags.unfinished, expected: "error" },
])("statusWords tells the worst of $flags: $expected", ({ flags, expected }) => expect(statusWords(flags)).toBe(expected));

test.each([
  { share: 0, expected: "0%" },
  { share: 0.2, expected: "20.0%" },
  { share: 0.00012, expected: "0.012%" },
])("shareWords: $share is $expected", ({ share, expected }) => expect(shareWords(share)).toBe(expected));
