import { expect, test } from "vitest";
import { hours, minutes } from "#shared/units/time";
import { createBlocks } from "../../../../electron/engine/store/blocks";
import type { Column } from "../../../../electron/engine/store/codec/column";
import { decodeTierColumn } from "../../../../electron/engine/store/codec/tier-values";
import { encodeTimes } from "../../../../electron/engine/store/codec/times";
import { encodeColumn } from "../../../../electron/engine/store/codec/values";
import type { BlockInfo, Chunk, Disk } from "../../../../electron/engine/store/disk/disk";
import { createTierBuilding } from "../../../../electron/engine/store/tier-building";

const start = hours(100);
const rows = 60;

interface FakeBlock {
  times: Uint8Array | undefined;
  chunks: Chunk[];
}

/** Two raw blocks of ten minutes, a row every ten seconds, of three series that say the minute; as much of them as `damage` leaves. */
async function build(damage: (written: FakeBlock[]) => void) {
  const blocks = createBlocks(undefined);
  const contents = new Map<BlockInfo, FakeBlock>();
  for (const number of [0, 1]) {
    const times = Float64Array.from({ length: rows }, (_, row) => start + number * minutes(10) + (row + 1) * 10_000);
    const column: Column = { values: times.map((time) => Math.ceil((time - start) / 60_000)) };
    const chunks = [1, 2, 3].map((id) => ({ id, bytes: encodeColumn(column, rows) }));
    const [first, end] = [times[0] as number, times[rows - 1] as number];
    const lastRun = (number + 1) * rows;
    const block: BlockInfo = { tier: 0, writer: "w", start: first, end, rows, lastRun, sequence: number + 1, bytes: 1 };
    blocks.add(block);
    contents.set(block, { times: encodeTimes(times), chunks });
  }
  damage([...contents.values()]);
  const written: { rows: number; chunks: readonly Chunk[] }[] = [];
  const disk: Partial<Disk> = {
    readTimes: async (block) => contents.get(block)?.times,
    readChunks: async (block, ids) => ids.map((id) => contents.get(block)?.chunks.find((chunk) => chunk.id === id)?.bytes),
    async *chunksOf(block) {
      yield* contents.get(block)?.chunks ?? [];
    },
    async writeBlock(block, _times, chunks) {
      written.push({ rows: block.rows, chunks });
      return { ...block, sequence: 100, bytes: 1 };
    },
  };
  const remarks: { damaged: number; from: number; to: number }[] = [];
  const building = createTierBuilding({
    head: { runsAfter: () => undefined },
    disk: disk as Disk,
    blocks,
    onDamage: ({ start: from, end: to }, damaged) => remarks.push({ damaged, from: from - start, to: to - start }),
    onBlock: async () => {},
  });
  await building.build(start + hours(2));
  await building.build(start + hours(2));
  const columns = written.flatMap((block) =>
    block.chunks.map(({ id, bytes }) => ({ id, last: [...decodeTierColumn(bytes, block.rows).last] })),
  );
  return { blocks: written.length, columns, remarks };
}

const minutesOf = (from: number, to: number) =>
  Array.from({ length: (to - from) * 6 }, (_, bucket) => from + 1 + Math.floor(bucket / 6));
const broken = () => Uint8Array.of(1, 2, 3);

test("two blocks of an hour become one of the coarser tier", async () => {
  const { blocks, columns, remarks } = await build(() => undefined);
  expect({ blocks, remarks }).toEqual({ blocks: 1, remarks: [] });
  expect(columns).toEqual([1, 2, 3].map((id) => ({ id, last: minutesOf(0, 20) })));
});

test("damaged chunks are left out, and said once for all of them", async () => {
  const { columns, remarks } = await build(([first]) => {
    for (const chunk of first?.chunks.slice(0, 2) ?? []) chunk.bytes = broken();
  });
  expect(columns.map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(columns[0]?.last.slice(60)).toEqual(minutesOf(10, 20));
  expect(columns[2]?.last).toEqual(minutesOf(0, 20));
  expect(remarks).toEqual([{ damaged: 2, from: 10_000, to: minutes(20) }]);
});

test.each([
  { name: "missing", times: undefined },
  { name: "damaged", times: broken() },
])("of a block whose times are $name nothing is used", async ({ times }) => {
  const { columns, remarks } = await build(([first]) => Object.assign(first ?? {}, { times }));
  expect(columns).toEqual([1, 2, 3].map((id) => ({ id, last: minutesOf(10, 20) })));
  expect(remarks).toEqual([{ damaged: 3, from: 10_000, to: minutes(20) }]);
});

test("where no times are left, the stretch is passed over once and for all", async () => {
  const { blocks, columns, remarks } = await build((written) => {
    for (const each of written) each.times = undefined;
  });
  expect({ blocks, columns }).toEqual({ blocks: 1, columns: [] });
  expect(remarks).toEqual([{ damaged: 6, from: 10_000, to: minutes(20) }]);
});
