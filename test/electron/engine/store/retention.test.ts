import { expect, test } from "vitest";
import { type EpochMs, hours } from "#shared/units/time";
import { createBlocks } from "../../../../electron/engine/store/blocks";
import type { BlockInfo, Disk, TierId } from "../../../../electron/engine/store/disk/disk";
import { oldestBytes, retain, timeOfHistory, tooOld } from "../../../../electron/engine/store/retention";

const keep = [hours(24), hours(24 * 7), hours(24 * 90)] as const;
const now: EpochMs = 24 * 200 * 3_600_000;
const block = (tier: TierId, ageInHours: number, lastRun: number, bytes = 10): BlockInfo => {
  const end = now - hours(ageInHours);
  return { tier, writer: "w", start: end - hours(1), end, rows: 60, lastRun, sequence: lastRun * 10 + tier, bytes };
};
const index = (blocks: BlockInfo[]) => {
  const known = createBlocks(undefined);
  for (const each of blocks) known.add(each);
  return known;
};

test("blocks beyond their tier's age go, but only when the next tier has been made from them", () => {
  const [gone, waits, young] = [block(0, 30, 1), block(0, 25, 2), block(0, 23, 3)];
  const [minute, made] = [block(2, 24 * 91, 1), block(1, 29, 1)];
  expect(tooOld(index([gone, waits, young, made, minute]), { keep, mostBytes: 1e9 }, now)).toEqual([gone, minute]);
});

test("for its size the oldest raw samples go first, then coarser tiers; the newest hour of raw samples stays", () => {
  const [old, older, newest] = [block(0, 5, 2), block(0, 9, 1), block(0, 0, 3)];
  const tens = block(1, 50, 1);
  const blocks = index([old, older, newest, tens]);
  expect(oldestBytes(blocks, 1, now)).toEqual([older]);
  expect(oldestBytes(blocks, 11, now)).toEqual([older, old]);
  expect(oldestBytes(blocks, 1000, now)).toEqual([older, old, tens]);
});

test("a store near its size is compacted first, and loses samples only if that was not enough", async () => {
  const blocks = index([block(0, 9, 1, 400), block(0, 8, 2, 400), block(0, 0, 3, 200)]);
  let bytes = 1000;
  const asked: string[] = [];
  const disk = {
    bytes: async () => bytes,
    compact: async () => void asked.push("compact"),
    dropBlocks: async (gone: readonly BlockInfo[]) => {
      asked.push(`drop ${gone.map(({ lastRun }) => lastRun).join(" ")}`);
      bytes -= gone.reduce((sum, each) => sum + each.bytes, 0);
    },
  } as unknown as Disk;
  const parts = { disk, blocks, logBytes: () => 0 };
  expect(await retain(parts, { keep, mostBytes: 2000 }, now)).toBe(false);
  expect(await retain(parts, { keep, mostBytes: 1000 }, now)).toBe(true);
  expect(asked).toEqual(["compact", "drop 1", "compact"]);
  expect(blocks.all(0).map(({ lastRun }) => lastRun)).toEqual([2, 3]);
});

test("a store that is too large with nothing but the newest hour loses nothing, and says so", async () => {
  const blocks = index([block(0, 0, 3, 2000)]);
  const disk = { bytes: async () => 2000, compact: async () => undefined } as unknown as Disk;
  expect(await retain({ disk, blocks, logBytes: () => 0 }, { keep, mostBytes: 1000 }, now)).toBe(false);
});

test("age is told by the clock, but not from more than an hour after the newest sample on disk", () => {
  const blocks = index([block(0, 5, 2), block(1, 9, 1)]);
  expect(timeOfHistory(blocks, now)).toBe(now - hours(4));
  expect(timeOfHistory(blocks, now - hours(4) - 1)).toBe(now - hours(4) - 1);
});
