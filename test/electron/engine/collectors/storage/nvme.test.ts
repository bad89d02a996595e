import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createNvme } from "../../../../../electron/engine/collectors/storage/nvme";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const drive = "/sys/class/nvme/nvme0";
const facts = {
  [`${drive}/cntlid`]: "4\n",
  [`${drive}/firmware_rev`]: "5B2QGXA7\n",
  [`${drive}/model`]: "Samsung SSD 980 PRO 1TB                 \n",
  [`${drive}/serial`]: "S5GXNX0R123456      \n",
  [`${drive}/state`]: "live\n",
};
const info =
  'node_nvme_info{cntlid="4", device="nvme0", firmware_revision="5B2QGXA7", model="Samsung SSD 980 PRO 1TB", serial="S5GXNX0R123456", state="live"} 1';

test("a drive says what it is, and how large its namespaces are", async () => {
  const host = createFakeHost({
    files: {
      ...facts,
      [`${drive}/nvme0c0n1/size`]: "1000\n",
      [`${drive}/nvme0c0n1/nuse`]: "250\n",
      [`${drive}/nvme0c0n1/queue/logical_block_size`]: "512\n",
      [`${drive}/nvme0n1/size`]: "1000\n",
    },
  });
  const labels = 'device="nvme0", nsid="1"';
  expect(linesOf(await collectOnce(createNvme(), host))).toEqual([
    info,
    'node_nvme_namespace_info{ana_state="unknown", device="nvme0", nsid="1"} 1',
    `node_nvme_namespace_logical_block_size_bytes{${labels}} 512`,
    `node_nvme_namespace_capacity_bytes{${labels}} 512000`,
    `node_nvme_namespace_size_bytes{${labels}} 512000`,
    `node_nvme_namespace_used_bytes{${labels}} 128000`,
  ]);
});

test("a namespace whose files hold no numbers has no sizes, and the drive is still told", async () => {
  const host = createFakeHost({
    files: {
      ...facts,
      [`${drive}/nvme0c0n1/size`]: "",
      [`${drive}/nvme0c0n1/nuse`]: new Error("EIO"),
      [`${drive}/nvme0c0n1/queue/logical_block_size`]: "512\n",
    },
  });
  const names = (await collectOnce(createNvme(), host)).map(({ name }) => name);
  expect(names).toEqual(["node_nvme_info", "node_nvme_namespace_info", "node_nvme_namespace_logical_block_size_bytes"]);
});

test("an older kernel's drive lacks a label rather than the series, and one that was pulled out is gone", async () => {
  const { [`${drive}/cntlid`]: _, ...older } = facts;
  const host = createFakeHost({ files: { ...older, "/sys/class/nvme/nvme1/uevent": "" } });
  expect(linesOf(await collectOnce(createNvme(), host))).toEqual([info.replace('cntlid="4", ', "")]);
});

test("a machine without such a drive has no data", async () => {
  await expect(collectOnce(createNvme(), createFakeHost())).rejects.toThrow(new NoData("this machine has no NVMe drive"));
});
