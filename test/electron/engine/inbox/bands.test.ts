import { expect, test } from "vitest";
import type { LedgerEntry } from "#shared/contract/alerts";
import { bandsOf, firingTimes, median } from "../../../../electron/engine/inbox/bands";

const entry = (at: number, kind: LedgerEntry["kind"]): LedgerEntry => ({ at, alertId: "a", alertName: "A", kind, text: "" });
const words = (entries: LedgerEntry[], gaps: { fromMs: number; toMs: number }[] = []) =>
  bandsOf(entries, gaps, { fromMs: 100, toMs: 200 }).map(({ fromMs, toMs, state }) => `${fromMs}-${toMs} ${state}`);

test.each<[name: string, entries: LedgerEntry[], expected: string[]]>([
  ["nothing happened", [], ["100-200 inactive"]],
  ["it fired before and still does", [entry(50, "firing")], ["100-200 firing"]],
  [
    "pending, firing, resolved",
    [entry(110, "pending"), entry(120, "firing"), entry(150, "resolved")],
    ["100-110 inactive", "110-120 pending", "120-150 firing", "150-200 inactive"],
  ],
  [
    "newest first is as good",
    [entry(150, "resolved"), entry(120, "firing")],
    ["100-120 inactive", "120-150 firing", "150-200 inactive"],
  ],
  [
    "unknown while its rule fails, and then what it was",
    [entry(90, "firing"), entry(120, "unknown"), entry(140, "known")],
    ["100-120 firing", "120-140 unknown", "140-200 firing"],
  ],
  [
    "an end ends not knowing too",
    [entry(90, "firing"), entry(120, "unknown"), entry(140, "resolved")],
    ["100-120 firing", "120-140 unknown", "140-200 inactive"],
  ],
  ["what comes after the range is not in it", [entry(250, "firing")], ["100-200 inactive"]],
])("%s", (_, entries, expected) => {
  expect(words(entries)).toEqual(expected);
});

test("a time in which nobody looked is never drawn as well, nor as anything else", () => {
  expect(words([entry(110, "firing"), entry(150, "resolved")], [{ fromMs: 120, toMs: 170 }])).toEqual([
    "100-110 inactive",
    "110-120 firing",
    "120-170 unobserved",
    "170-200 inactive",
  ]);
});

test("how long it fired counts the times that began in the range, and the one that has not ended", () => {
  const entries = [
    entry(50, "firing"),
    entry(110, "resolved"),
    entry(120, "firing"),
    entry(130, "resolved"),
    entry(170, "firing"),
  ];
  expect(firingTimes(entries, { fromMs: 100, toMs: 200 })).toEqual([10, 30]);
});

test.each([
  [[], undefined],
  [[3], 3],
  [[9, 1, 5], 5],
  [[1, 2, 3, 10], 2.5],
])("the median of %j is %j", (numbers, expected) => {
  expect(median(numbers)).toBe(expected);
});
