import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createMdraid } from "../../../../../electron/engine/collectors/storage/mdraid";
import { parseMdstat } from "../../../../../electron/engine/collectors/storage/mdstat";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const head = "Personalities : [raid1] [raid0] [linear]\n";
const end = "\nunused devices: <none>\n";
const status = "      4096448 blocks super 1.2 [2/1] [U_]";

test.each([
  {
    name: "an array that is whole",
    text: "md6 : active raid1 sdb6[1] sda6[0]\n      1953 blocks super 1.2 [2/2] [UU]\n      bitmap: 0/15 pages [0KB], 65536KB chunk",
    state: "active",
    disks: { active: 2, required: 2, failed: 0, spare: 0 },
    blocks: [1953, 1953],
  },
  {
    name: "one that is rebuilt, with the bitmap after it",
    text: `md3 : active raid1 sdb3[2] sda3[0]\n${status}\n      [=>...]  recovery =  8.1% (251596/4096448) finish=6.7min speed=6963K/sec\n      bitmap: 1/1 pages`,
    state: "recovering",
    disks: { active: 1, required: 2, failed: 0, spare: 0 },
    blocks: [4096448, 251596],
  },
  {
    name: "one that waits for its turn, with a disk failed and one to spare",
    text: `md4 : active raid1 sdb4[1](F) sda4[0] sdc4[2](S)\n${status}\n      \tresync=DELAYED`,
    state: "resyncing",
    disks: { active: 1, required: 2, failed: 1, spare: 1 },
    blocks: [4096448, 0],
  },
  {
    name: "one that nobody has written to yet",
    text: `md4 : active (auto-read-only) raid1 sdb4[1] sda4[0]\n${status}\n      \tresync=PENDING`,
    state: "resyncing",
    disks: { active: 1, required: 2, failed: 0, spare: 0 },
    blocks: [4096448, 0],
  },
  {
    name: "one without redundancy",
    text: "md8 : active raid0 sdf1[1] sdg1[0]\n      1953 blocks super 1.2 512k chunks",
    state: "active",
    disks: { active: 2, required: 2, failed: 0, spare: 0 },
    blocks: [1953, 1953],
  },
  {
    name: "one that is not running",
    text: "md9 : inactive sdh1[0](S)\n      976630464 blocks super 1.2",
    state: "inactive",
    disks: { active: 0, required: 0, failed: 0, spare: 1 },
    blocks: [976630464, 976630464],
  },
])("parseMdstat reads $name", ({ text, state, disks, blocks }) => {
  const [array, ...more] = parseMdstat(head + text + end);
  expect({ state: array?.state, disks: array?.disks, blocks: [array?.blocks, array?.blocksSynced] }).toEqual({
    state,
    disks,
    blocks,
  });
  expect(more).toEqual([]);
});

test.each([
  { name: "nothing", text: "" },
  { name: "no arrays", text: head + end },
  { name: "an array's first line only", text: `${head}md0 : active raid1 sda[0]` },
  { name: "an array cut off within its second line", text: `${head}md0 : active raid1 sda[0]\n      40964` },
  { name: "a second line that counts no disks", text: `${head}md0 : active raid1 sda[0]\n      4096 blocks super 1.2\n` },
  { name: "no numbers", text: `${head}md0 : active raid1 sda[0]\n      many blocks [two/one] [U_]\n` },
  { name: "binary rubbish", text: "\0\uFFFD : \u0001 [".repeat(50) },
])("of a file with $name no array is read", ({ text }) => expect(parseMdstat(text)).toEqual([]));

test("a torn array does not take the whole one after it along", () => {
  const text = `${head}md0 : active raid1 sda[0]\n\nmd1 : active raid1 sdb4[1] sda4[0]\n${status}\n${end}`;
  expect(parseMdstat(text).map(({ device }) => device)).toEqual(["md1"]);
});

test("an array has its state, its disks and its rebuild, and from its own folder how many disks are missing", async () => {
  const host = createFakeHost({
    files: {
      "/proc/mdstat": `${head}md0 : active raid1 sdb4[1](F) sda4[0]\n${status}\n${end}`,
      "/sys/block/md0/md/raid_disks": "2\n",
      "/sys/block/md0/md/degraded": "1\n",
    },
  });
  const md = 'device="md0"';
  expect(linesOf(await collectOnce(createMdraid(), host))).toEqual([
    `node_md_disks_required{${md}} 2`,
    `node_md_disks{${md}, state="active"} 1`,
    `node_md_disks{${md}, state="failed"} 1`,
    `node_md_disks{${md}, state="spare"} 0`,
    `node_md_state{${md}, state="active"} 1`,
    `node_md_state{${md}, state="inactive"} 0`,
    `node_md_state{${md}, state="recovering"} 0`,
    `node_md_state{${md}, state="resync"} 0`,
    `node_md_state{${md}, state="check"} 0`,
    `node_md_blocks{${md}} 4096448`,
    `node_md_blocks_synced{${md}} 4096448`,
    `node_md_raid_disks{${md}} 2`,
    `node_md_degraded{${md}} 1`,
  ]);
});

test("an array that is stopped between the two files has what the first one said", async () => {
  const host = createFakeHost({ files: { "/proc/mdstat": `${head}md0 : active raid1 sda4[0]\n${status}\n${end}` } });
  const names = (await collectOnce(createMdraid(), host)).map(({ name }) => name);
  expect(names.filter((name) => /raid_disks|degraded/.test(name))).toEqual([]);
});

test.each([
  { name: "a kernel without RAID", path: "/proc/elsewhere" },
  { name: "a machine without arrays", path: "/proc/mdstat" },
])("$name has no data", async ({ path }) => {
  await expect(collectOnce(createMdraid(), createFakeHost({ files: { [path]: head + end } }))).rejects.toThrow(
    new NoData("this machine has no software RAID array"),
  );
});
