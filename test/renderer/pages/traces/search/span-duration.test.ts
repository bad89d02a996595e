import { expect, test } from "vitest";
import { readDurations, readSpanDuration } from "../../../../../renderer/pages/traces/search/span-duration";

test.each([
  { text: "", ns: undefined },
  { text: "1.2ms", ns: 1_200_000 },
  { text: "500us", ns: 500_000 },
  { text: "500µs", ns: 500_000 },
  { text: "500 μs", ns: 500_000 },
  { text: "2s", ns: 2e9 },
  { text: " 2 S ", ns: 2e9 },
  { text: "1m30s", ns: 90e9 },
  { text: "1h 5m", ns: 3900e9 },
  { text: "1,5ms", ns: 1_500_000 },
  { text: ".5s", ns: 5e8 },
  { text: "750ns", ns: 750 },
])("“$text” is $ns ns", ({ text, ns }) => expect(readSpanDuration(text)).toEqual({ ok: true, ns }));

test.each([
  { text: "100", message: "Add a unit: 100ms, 100s or 100us." },
  { text: "fast", message: "“fast” is no duration: write 1.2ms, 500us, 2s or 1m30s." },
  { text: "-5ms", message: "“-5ms” is no duration: write 1.2ms, 500us, 2s or 1m30s." },
  { text: "10 days", message: "“10 days” is no duration: write 1.2ms, 500us, 2s or 1m30s." },
  { text: "99999h", message: "No span is longer than a year." },
])("“$text” is refused", ({ text, message }) => expect(readSpanDuration(text)).toEqual({ ok: false, message }));

test("the two ends are compared, and a mistake is told where it was made", () => {
  expect(readDurations({ min: "2s", max: "1s" })).toEqual({
    minNs: 2e9,
    maxNs: 1e9,
    minMistake: undefined,
    maxMistake: "This is less than the shortest.",
  });
  expect(readDurations({ min: "x", max: "0ms" })).toEqual({
    minNs: undefined,
    maxNs: 0,
    minMistake: "“x” is no duration: write 1.2ms, 500us, 2s or 1m30s.",
    maxMistake: "No trace is at most 0 long: leave it empty, or write 1ns.",
  });
});
