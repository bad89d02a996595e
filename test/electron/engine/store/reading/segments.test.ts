import { expect, test } from "vitest";
import { hours, minutes, seconds } from "#shared/units/time";
import { createBlocks } from "../../../../../electron/engine/store/blocks";
import type { BlockInfo, TierId } from "../../../../../electron/engine/store/disk/disk";
import { segmentsOf, tierFor } from "../../../../../electron/engine/store/reading/segments";

test.each<{ name: string; step: number; range?: number; func?: string; tier: TierId }>([
  { name: "an instant query reads raw samples", step: 0, tier: 0 },
  { name: "a step of 59 s reads raw samples", step: seconds(59), tier: 0 },
  { name: "a step of a minute holds six buckets of 10 s", step: minutes(1), tier: 1 },
  { name: "a range too short for six buckets of 10 s needs raw samples", step: minutes(1), range: seconds(59), tier: 0 },
  { name: "a step of six minutes holds six buckets of a minute", step: minutes(6), range: hours(1), tier: 2 },
  { name: "a range of five minutes holds none but those of 10 s", step: hours(1), range: minutes(5), tier: 1 },
  { name: "an increase is right over buckets", step: hours(1), range: hours(1), func: "increase", tier: 2 },
  { name: "changes are counted sample by sample", step: hours(1), range: hours(1), func: "changes", tier: 0 },
  { name: "a quantile is one of samples", step: hours(1), range: hours(1), func: "quantile_over_time", tier: 0 },
])("$name", ({ name: _, tier, ...selection }) => expect(tierFor(selection)).toBe(tier));

let sequence = 0;
const block = (tier: TierId, start: number, end: number): BlockInfo => {
  sequence++;
  return { tier, writer: "w", start, end, rows: 1, lastRun: sequence, sequence, bytes: 1 };
};

/** Segments as `from-to:where`, the half millisecond before a block's first sample rounded away. */
function read(
  blocks: BlockInfo[],
  request: { from: number; to: number; tier?: TierId; memory?: { from: number; to: number } },
): string[] {
  const known = createBlocks(undefined);
  for (const each of blocks) known.add(each);
  const { from, to, tier = 0, memory } = request;
  const segments = segmentsOf("w", { from, to, tier, memory }, known);
  return segments.map(
    (each) => `${Math.ceil(each.from)}-${Math.floor(each.to)}:${each.block ? `tier ${each.block.tier}` : "memory"}`,
  );
}

test.each([
  {
    name: "memory hides what of it is on disk already",
    blocks: [block(0, 100, 200), block(0, 201, 300)],
    request: { from: 50, to: 400, memory: { from: 201, to: 400 } },
    segments: ["100-200:tier 0", "201-400:memory"],
  },
  {
    name: "where raw samples are gone, the finest tier that is left answers",
    blocks: [block(2, 0, 300), block(1, 100, 300), block(0, 200, 300)],
    request: { from: -1, to: 300 },
    segments: ["0-99:tier 2", "100-199:tier 1", "200-300:tier 0"],
  },
  {
    name: "a wanted coarse tier is filled up with finer ones where it is not made yet",
    blocks: [block(2, 0, 100), block(1, 101, 200), block(0, 201, 300)],
    request: { from: 0, to: 400, tier: 2 as const, memory: { from: 301, to: 400 } },
    segments: ["0-100:tier 2", "101-200:tier 1", "201-300:tier 0", "301-400:memory"],
  },
  {
    name: "what was written after the clock stepped back hides what it overlaps, and no more",
    blocks: [block(0, 100, 300), block(0, 150, 200)],
    request: { from: 0, to: 400 },
    segments: ["100-149:tier 0", "150-200:tier 0", "200-300:tier 0"],
  },
  {
    name: "a block that ends before the range, or begins after it, is not read",
    blocks: [block(0, 0, 100), block(0, 301, 400)],
    request: { from: 100, to: 300 },
    segments: [],
  },
])("$name", ({ blocks, request, segments }) => expect(read(blocks, request)).toEqual(segments));
