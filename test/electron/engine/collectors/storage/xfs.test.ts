import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createXfs } from "../../../../../electron/engine/collectors/storage/xfs";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const stats = "/sys/fs/xfs/sda1/stats/stats";

test("the lines that are known are told of each device, and the sum over all devices is not", async () => {
  const host = createFakeHost({
    files: { "/sys/fs/xfs/stats/stats": "rw 9 9\n", [stats]: "rw 28 0\nlog 8 21\nconstructor 1\n__proto__ 2\n" },
  });
  expect(linesOf(await collectOnce(createXfs(), host))).toEqual([
    'node_xfs_write_calls_total{device="sda1"} 28',
    'node_xfs_read_calls_total{device="sda1"} 0',
  ]);
});

test.each([
  { name: "cut off", text: "extent_alloc 1 2", expected: [1, 2] },
  { name: "not all numbers", text: "extent_alloc 1 x 3 4", expected: [1, 3, 4] },
  { name: "longer than it is known to be", text: "rw 1 2 3 4 5", expected: [1, 2] },
])("of a line that is $name the numbers are told that are there", async ({ text, expected }) => {
  const readings = await collectOnce(createXfs(), createFakeHost({ files: { [stats]: text } }));
  expect(readings.map(({ value }) => value)).toEqual(expected);
});

test.each([
  { name: "without XFS", files: {} as Record<string, string> },
  { name: "whose file is empty", files: { [stats]: "" } },
])("a machine $name has no data", async ({ files }) => {
  await expect(collectOnce(createXfs(), createFakeHost({ files }))).rejects.toThrow(new NoData("no XFS filesystem is mounted"));
});
