import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createBtrfs } from "../../../../../electron/engine/collectors/storage/btrfs";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const filesystem = "/sys/fs/btrfs/0b9c-41c1";
const uuid = 'uuid="0b9c-41c1"';
const data = `${filesystem}/allocation/data`;

test("space is told by kind and by how often it is kept, and commits in seconds", async () => {
  const host = createFakeHost({
    files: {
      "/sys/fs/btrfs/features/raid56": "0",
      [`${filesystem}/label`]: '"home" 🔥\n',
      [`${filesystem}/devices/dm-0/size`]: "100",
      [`${filesystem}/devices/dm-1/size`]: "100",
      [`${filesystem}/devices/dm-2/size`]: "100",
      [`${filesystem}/allocation/global_rsv_size`]: "512\n",
      [`${data}/bytes_reserved`]: "4096\n",
      [`${data}/raid5/used_bytes`]: "1000\n",
      [`${data}/raid5/total_bytes`]: "3000\n",
      [`${filesystem}/commit_stats`]: "commits 3\nlast_commit_ms 14\nmax_commit_ms 51462\ntotal_commit_ms 47836\n",
    },
  });
  expect(linesOf(await collectOnce(createBtrfs(), host))).toEqual([
    `node_btrfs_info{label="\\"home\\" 🔥", ${uuid}} 1`,
    `node_btrfs_global_rsv_size_bytes{${uuid}} 512`,
    `node_btrfs_reserved_bytes{block_group_type="data", ${uuid}} 4096`,
    `node_btrfs_used_bytes{block_group_type="data", mode="raid5", ${uuid}} 1000`,
    `node_btrfs_size_bytes{block_group_type="data", mode="raid5", ${uuid}} 3000`,
    `node_btrfs_allocation_ratio{block_group_type="data", mode="raid5", ${uuid}} 1.5`,
    `node_btrfs_commits_total{${uuid}} 3`,
    `node_btrfs_last_commit_seconds{${uuid}} 0.014`,
    `node_btrfs_max_commit_seconds{${uuid}} 51.462`,
    `node_btrfs_commit_seconds_total{${uuid}} 47.836`,
  ]);
});

test.each([
  { mode: "single", devices: 1, expected: 1 },
  { mode: "dup", devices: 1, expected: 2 },
  { mode: "raid1c3", devices: 3, expected: 3 },
  { mode: "raid6", devices: 4, expected: 2 },
  // Two devices missing would leave nothing to divide by.
  { mode: "raid6", devices: 2, expected: undefined },
  { mode: "raid7", devices: 4, expected: undefined },
])("$mode on $devices devices takes $expected times the room", async ({ mode, devices, expected }) => {
  const host = createFakeHost({ files: { [`${data}/${mode}/used_bytes`]: "1", [`${filesystem}/label`]: "" } });
  for (let index = 0; index < devices; index++) host.files.set(`${filesystem}/devices/sd${index}/size`, "1");
  const readings = await collectOnce(createBtrfs(), host);
  expect(readings.find(({ name }) => name === "node_btrfs_allocation_ratio")?.value).toBe(expected);
});

test.each([
  { name: "an older kernel", text: undefined },
  { name: "a file that is cut off", text: "commits\nlast_com" },
  { name: "what are no numbers", text: "commits many\n" },
])("of $name no commits are told, and the rest is", async ({ text }) => {
  const host = createFakeHost({ files: { [`${filesystem}/label`]: "home" } });
  if (text !== undefined) host.files.set(`${filesystem}/commit_stats`, text);
  expect(linesOf(await collectOnce(createBtrfs(), host))).toEqual([`node_btrfs_info{label="home", ${uuid}} 1`]);
});

test("a machine without such a filesystem has no data", async () => {
  const host = createFakeHost({ files: { "/sys/fs/btrfs/features/raid56": "0" } });
  await expect(collectOnce(createBtrfs(), host)).rejects.toThrow(new NoData("no btrfs filesystem is mounted"));
});
