import { expect, test } from "vitest";
import { preferencesSchema } from "#shared/contract/settings";
import type { History } from "#shared/contract/store";
import {
  keepOptions,
  lossOf,
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

test("sizes are those that disks are sold by, with the present one in its place", () => {
  expect(labels(sizeOptions(750))).toEqual(["250 MB", "500 MB", "750 MB", "1 GB", "2 GB", "5 GB", "10 GB", "50 GB"]);
});

test("how far a tier reaches back is a length, and an empty one has none", () => {
  const tier = { resolutionMs: 0, keepMs: 1, blocks: 0, bytes: 0 };
  expect(reach(tier, 1000)).toBe("–");
  expect(reach({ ...tier, from: 0 }, 7_200_000)).toBe("2\u00a0h");
});

test("a store that does not write says why, and is not shown as healthy", () => {
  const history: History = { state: { kind: "writing" }, bytes: 0, mostBytes: 1, series: 0, tiers: [] };
  expect(stateOf(history)).toEqual({ state: "ok", word: "writing" });
  const paused = stateOf({ ...history, state: { kind: "paused", since: 1, say: "The disk is full." } });
  expect(paused).toEqual({ state: "critical", word: "paused", say: "The disk is full." });
  expect(stateOf({ ...history, state: { kind: "memory", say: "The folder is not ours." } })).toEqual({
    state: "unknown",
    word: "memory only",
    say: "What is measured is kept in memory, and is gone when the console ends. The folder is not ours.",
  });
});

const now = 1_000 * 86_400_000;
const ago = (hours: number) => ({ blocks: 1, bytes: 1, keepMs: 1, from: now - hours * 3_600_000 });
const filled: History = {
  state: { kind: "writing" },
  bytes: 700_000_000,
  mostBytes: 1e9,
  series: 5,
  tiers: [
    { resolutionMs: 0, ...ago(20) },
    { resolutionMs: 10_000, ...ago(24 * 7) },
    { resolutionMs: 60_000, ...ago(24 * 40 + 3) },
  ],
};

test.each([
  {
    name: "raw samples for less long than they reach back",
    change: { historyRawHours: 12 },
    loss: "Every sample reaches back 20\u00a0h. What is older than 12 hours is deleted. What is kept more coarsely stays.",
  },
  {
    name: "the coarsest for less long than it reaches back",
    change: { historyMinuteDays: 30 },
    loss: "Every minute reaches back 40\u00a0d 3\u00a0h. What is older than 30 days is deleted.",
  },
  {
    name: "less than there is",
    change: { historyMegabytes: 500 },
    loss: "The history takes 700 MB now. The oldest of it is deleted until it fits 500 MB.",
  },
  { name: "shorter, but longer than it reaches back", change: { historyRawHours: 24 }, loss: undefined },
  { name: "longer", change: { historyTenSecondDays: 14 }, loss: undefined },
  { name: "more", change: { historyMegabytes: 2000 }, loss: undefined },
])("what a change would cost is told before: $name", ({ change, loss }) => expect(lossOf(filled, change, now)).toBe(loss));

test("nothing is lost of a tier that holds nothing yet", () => {
  const tiers = filled.tiers.map(({ from: _, ...tier }) => tier);
  expect(lossOf({ ...filled, tiers }, { historyRawHours: 1 }, now)).toBeUndefined();
});
