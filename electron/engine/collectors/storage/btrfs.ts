// How a btrfs filesystem has dealt out its space, and how long its commits take: /sys/fs/btrfs/<uuid>. Names as node_exporter's
// btrfs collector has them; what it asks of each device by ioctl(2) is not told, because a file cannot answer it.
import type { Labels } from "#shared/model/labels";
import { seconds } from "#shared/units/time";
import { type Attribute, everyMinute, labelsOf, listSorted, putAttributes, readAttribute } from "../attributes";
import { type CollectContext, type Collector, NoData } from "../collector";
import { createReadingList, type ReadingList } from "../reading-list";
import { numberOf, wordsOf } from "../text/numbers";

const folder = "/sys/fs/btrfs";

interface Filesystem {
  path: string;
  labels: Labels;
  info: Labels;
  attributes: Attribute[];
  /** How much more room each kind of allocation takes on the devices than its contents. */
  ratios: { labels: Labels; ratio: number }[];
}

export function createBtrfs(): Collector {
  const list = createReadingList();
  const listFilesystems = everyMinute(findFilesystems);

  return {
    name: "btrfs",
    about: "Allocated and used space by kind, and duration of commits, of each btrfs filesystem, from /sys/fs/btrfs.",
    help: {
      node_btrfs_info: "Filesystem information",
      node_btrfs_global_rsv_size_bytes: "Size of global reserve.",
      node_btrfs_reserved_bytes: "Amount of space reserved for a data type",
      node_btrfs_used_bytes: "Amount of used space by a layout/data type",
      node_btrfs_size_bytes: "Amount of space allocated for a layout/data type",
      node_btrfs_allocation_ratio: "Data allocation ratio for a layout/data type",
      ...Object.fromEntries(commitFigures.map(({ name, help }) => [name, help])),
    },
    platforms: ["linux"],
    every: seconds(15),
    async collect(context) {
      const filesystems = await listFilesystems(context);
      if (filesystems.length === 0) throw new NoData("no btrfs filesystem is mounted");
      list.start();
      for (const { path, labels, info, attributes, ratios } of filesystems) {
        list.gauge("node_btrfs_info", 1, info);
        await putAttributes(attributes, context, list);
        for (const one of ratios) list.gauge("node_btrfs_allocation_ratio", one.ratio, one.labels);
        // Kernels before 6.0 have no such file.
        putCommits((await readAttribute(`${path}/commit_stats`, context)) ?? "", labels, list);
      }
      return list.readings();
    },
  };
}

async function findFilesystems(context: CollectContext): Promise<Filesystem[]> {
  const found: Filesystem[] = [];
  for (const entry of await listSorted(folder, context)) {
    // "features", beside the filesystems, is what the kernel can do.
    if (!entry.includes("-")) continue;
    const path = `${folder}/${entry}`;
    const read = (file: string) => readAttribute(`${path}/${file}`, context, "seldom");
    const uuid = (await read("metadata_uuid")) || entry;
    const labels = Object.freeze({ uuid });
    const filesystem: Filesystem = {
      path,
      labels,
      info: labelsOf({ uuid, label: await read("label") }),
      attributes: [attributeOf("global_rsv_size_bytes", `${path}/allocation/global_rsv_size`, labels)],
      ratios: [],
    };
    const devices = (await listSorted(`${path}/devices`, context)).length;
    for (const kind of ["data", "metadata", "system"]) await addAllocation(filesystem, kind, devices, context);
    found.push(filesystem);
  }
  return found;
}

async function addAllocation(to: Filesystem, kind: string, devices: number, context: CollectContext): Promise<void> {
  const path = `${to.path}/allocation/${kind}`;
  const ofKind = Object.freeze({ ...to.labels, block_group_type: kind });
  to.attributes.push(attributeOf("reserved_bytes", `${path}/bytes_reserved`, ofKind));
  for (const mode of await listSorted(path, context)) {
    const ratio = ratioOf(mode, devices);
    if (ratio === undefined) continue;
    const labels = Object.freeze({ ...ofKind, mode });
    to.attributes.push(attributeOf("used_bytes", `${path}/${mode}/used_bytes`, labels));
    to.attributes.push(attributeOf("size_bytes", `${path}/${mode}/total_bytes`, labels));
    to.ratios.push({ labels, ratio });
  }
}

const attributeOf = (name: string, path: string, labels: Labels): Attribute => ({
  path,
  name: `node_btrfs_${name}`,
  kind: "gauge",
  labels,
  per: 1,
});

const copies = new Map([
  ["single", 1],
  ["raid0", 1],
  ["dup", 2],
  ["raid1", 2],
  ["raid10", 2],
  ["raid1c3", 3],
  ["raid1c4", 4],
]);

/** Undefined for what is no folder of an allocation. */
function ratioOf(mode: string, devices: number): number | undefined {
  const parity = mode === "raid5" ? 1 : mode === "raid6" ? 2 : undefined;
  return parity === undefined ? copies.get(mode) : devices > parity ? devices / (devices - parity) : undefined;
}

const commitFigures = [
  { key: "commits", name: "node_btrfs_commits_total", help: "The total number of commits that have occurred.", per: 1 },
  {
    key: "last_commit_ms",
    name: "node_btrfs_last_commit_seconds",
    help: "Duration of the most recent commit, in seconds.",
    per: 1000,
  },
  {
    key: "max_commit_ms",
    name: "node_btrfs_max_commit_seconds",
    help: "Duration of the slowest commit, in seconds.",
    per: 1000,
  },
  {
    key: "total_commit_ms",
    name: "node_btrfs_commit_seconds_total",
    help: "Sum of the duration of all commits, in seconds.",
    per: 1000,
  },
] as const;

function putCommits(text: string, labels: Labels, list: ReadingList): void {
  const values = new Map<string | undefined, string | undefined>();
  for (const [key, value] of text.split("\n").map(wordsOf)) values.set(key, value);
  for (const { key, name, per } of commitFigures) {
    const value = numberOf(values.get(key));
    if (value === undefined) continue;
    if (name.endsWith("_total")) list.counter(name, value / per, labels);
    else list.gauge(name, value / per, labels);
  }
}
