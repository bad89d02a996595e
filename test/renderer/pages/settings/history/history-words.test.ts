import { expect, test } from "vitest";
import { preferencesSchema } from "#shared/contract/settings";
import type { History } from "#shared/contract/store";
import {
  diskBytes,
  keepOptions,
  reach,
  sizeOptions,
  stateOf,
  tierWords,
} from "../../../../../renderer/pages/settings/history/history-words";

const preferences = preferencesSchema.parse({});
const labels = (options: { label: string }[]) => options.map(({ label }) => label);

test("lengths are said as people say them, with the present one in its place", () => {
  const [raw, tens, minutes] = tierWords.map((tier) => labels(keepOptions(tier, { ...preferences, historyRawHours: 36 })));
  expect(raw).toEqual(["6 hours", "12 hours", "24 hours", "36 hours", "2 days", "7 days"]);
  expect(tens).toEqual(["1 day", "3 days", "7 days", "14 days", "30 days"]);
  expect(minutes).toEqual(["30 days", "90 days", "180 days", "1 year", "2 years"]);
});

test("sizes are those that disks are sold by", () => {
  expect(labels(sizeOptions(750))).toEqual(["250 MB", "500 MB", "750 MB", "1 GB", "2 GB", "5 GB", "10 GB", "50 GB"]);
  expect([0, 999, 1234, 45_678_900, 999_999_999, 1.5e9].map(diskBytes)).toEqual([
    "0 B",
    "999 B",
    "1.23 kB",
    "45.7 MB",
    "1000 MB",
    "1.5 GB",
  ]);
});

test("how far a tier reaches back is a length, and an empty one has none", () => {
  const tier = { resolutionMs: 0, keepMs: 1, blocks: 0, bytes: 0 };
  expect(reach(tier, 1000)).toBe("–");
  expect(reach({ ...tier, from: 0 }, 7_200_000)).toBe("2.00\u00a0h");
});

test("a store that does not write says why, and is not shown as healthy", () => {
  const history: History = { state: { kind: "writing" }, bytes: 0, mostBytes: 1, series: 0, tiers: [] };
  expect(stateOf(history)).toEqual({ state: "ok", word: "writing" });
  const paused = stateOf({ ...history, state: { kind: "paused", since: 1, say: "The disk is full." } });
  expect(paused).toEqual({ state: "critical", word: "paused", say: "The disk is full." });
  expect(stateOf({ ...history, state: { kind: "memory" } })).toMatchObject({ state: "unknown", word: "memory only" });
});
