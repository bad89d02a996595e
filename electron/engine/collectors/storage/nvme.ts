// /sys/class/nvme: what each NVMe drive is, and the sizes of its namespaces. Names and rules as node_exporter's nvme collector
// has them: only the namespaces of drives that may have several paths ("nvme0c0n1") are listed under their controller.
import type { Labels } from "#shared/model/labels";
import { minutes } from "#shared/units/time";
import { labelsOf, listSorted, readAttribute } from "../attributes";
import { type CollectContext, type Collector, NoData } from "../collector";
import { createReadingList, type ReadingList } from "../reading-list";
import { numberOf } from "../text/numbers";

const folder = "/sys/class/nvme";

export function createNvme(): Collector {
  const list = createReadingList();
  return {
    name: "nvme",
    about: "Model, firmware and state of NVMe drives and the sizes of their namespaces, from /sys/class/nvme.",
    help,
    platforms: ["linux"],
    // How much of a namespace is used is asked of the drive itself.
    every: minutes(1),
    async collect(context) {
      const drives = await listSorted(folder, context);
      if (drives.length === 0) throw new NoData("this machine has no NVMe drive");
      list.start();
      for (const device of drives) await putDrive(device, context, list);
      return list.readings();
    },
  };
}

const help = {
  node_nvme_info: "Non-numeric data from /sys/class/nvme/<device>, value is always 1.",
  node_nvme_namespace_info: "Information about NVMe namespaces. Value is always 1",
  node_nvme_namespace_capacity_bytes:
    "Capacity of the NVMe namespace in bytes. Computed as namespace_size * namespace_logical_block_size",
  node_nvme_namespace_size_bytes: "Size of the NVMe namespace in bytes. Available in /sys/class/nvme/<device>/<namespace>/size",
  node_nvme_namespace_used_bytes:
    "Used space of the NVMe namespace in bytes. Available in /sys/class/nvme/<device>/<namespace>/nuse",
  node_nvme_namespace_logical_block_size_bytes:
    "Logical block size of the NVMe namespace in bytes. Usually 4Kb. Available in /sys/class/nvme/<device>/<namespace>/queue/logical_block_size",
};

async function putDrive(device: string, context: CollectContext, list: ReadingList): Promise<void> {
  const path = `${folder}/${device}`;
  const read = (file: string) => readAttribute(`${path}/${file}`, context, "seldom");
  const labels = {
    device,
    firmware_revision: await read("firmware_rev"),
    model: await read("model"),
    serial: await read("serial"),
    state: await read("state"),
    cntlid: await read("cntlid"),
  };
  // Pulled out since it was listed.
  if (labels.state === undefined) return;
  list.gauge("node_nvme_info", 1, labelsOf(labels));
  for (const entry of await listSorted(path, context)) {
    const nsid = /nvme\d+c\d+n(\d+)/.exec(entry)?.[1];
    if (nsid) await putNamespace(`${path}/${entry}`, { device, nsid }, context, list);
  }
}

async function putNamespace(
  path: string,
  { device, nsid }: { device: string; nsid: string },
  context: CollectContext,
  list: ReadingList,
): Promise<void> {
  const read = (file: string) => readAttribute(`${path}/${file}`, context, "seldom");
  const labels: Labels = Object.freeze({ device, nsid });
  list.gauge("node_nvme_namespace_info", 1, labelsOf({ device, nsid, ana_state: (await read("ana_state")) ?? "unknown" }));
  const block = numberOf(await read("queue/logical_block_size"));
  const size = numberOf(await read("size"));
  const used = numberOf(await read("nuse"));
  if (block === undefined) return;
  list.gauge("node_nvme_namespace_logical_block_size_bytes", block, labels);
  // The kernel counts `size` in sectors of 512 bytes whatever the block, so on drives with blocks of 4096 this is eight times
  // too much. It is what the metric is defined to be, and one name must not mean two things.
  if (size !== undefined) {
    list.gauge("node_nvme_namespace_capacity_bytes", size * block, labels);
    list.gauge("node_nvme_namespace_size_bytes", size * block, labels);
  }
  if (used !== undefined) list.gauge("node_nvme_namespace_used_bytes", used * block, labels);
}
