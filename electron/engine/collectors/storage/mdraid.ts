// Software RAID: /proc/mdstat, and /sys/block/<array>/md. Names as node_exporter's mdadm collector has them.
import type { Labels } from "#shared/model/labels";
import { seconds } from "#shared/units/time";
import { readAttribute } from "../attributes";
import { type CollectContext, type Collector, NoData } from "../collector";
import { deviceLabels } from "../device-labels";
import { readIfThere } from "../optional-file";
import { createReadingList, type ReadingList } from "../reading-list";
import { numberOf } from "../text/numbers";
import { type MdArray, parseMdstat } from "./mdstat";

export function createMdraid(): Collector {
  const list = createReadingList();
  return {
    name: "mdraid",
    about: "State, disks and rebuild of software RAID arrays, from /proc/mdstat and /sys/block.",
    help: {
      node_md_state: "Indicates the state of md-device.",
      node_md_disks: "Number of active/failed/spare disks of device.",
      node_md_disks_required: "Total number of disks of device.",
      node_md_blocks: "Total number of blocks on device.",
      node_md_blocks_synced: "Number of blocks synced on device.",
      node_md_raid_disks: "Number of raid disks on device.",
      node_md_degraded: "Number of degraded disks on device.",
    },
    platforms: ["linux"],
    every: seconds(10),
    async collect(context) {
      const arrays = parseMdstat((await readIfThere(context.host, "/proc/mdstat", context.signal)) ?? "");
      if (arrays.length === 0) throw new NoData("this machine has no software RAID array");
      list.start();
      for (const array of arrays) {
        putArray(array, list);
        await putDegraded(array.device, context, list);
      }
      return list.readings();
    },
  };
}

/** The label, and how /proc/mdstat's line says it. An array that is reshaped is in none of these states. */
const states = [
  ["active", "active"],
  ["inactive", "inactive"],
  ["recovering", "recovering"],
  ["resync", "resyncing"],
  ["check", "checking"],
] as const;

function putArray({ device, state, disks, blocks, blocksSynced }: MdArray, list: ReadingList): void {
  const labels = deviceLabels(device);
  const withState = (label: string): Labels => Object.freeze({ device, state: label });
  list.gauge("node_md_disks_required", disks.required, labels);
  for (const kind of ["active", "failed", "spare"] as const) list.gauge("node_md_disks", disks[kind], withState(kind));
  for (const [label, said] of states) list.gauge("node_md_state", state === said ? 1 : 0, withState(label));
  list.gauge("node_md_blocks", blocks, labels);
  list.gauge("node_md_blocks_synced", blocksSynced, labels);
}

async function putDegraded(device: string, context: CollectContext, list: ReadingList): Promise<void> {
  const read = (file: string) => readAttribute(`/sys/block/${device}/md/${file}`, context);
  const disks = numberOf(await read("raid_disks"));
  // An array that was stopped since the first file was read.
  if (disks === undefined) return;
  list.gauge("node_md_raid_disks", disks, deviceLabels(device));
  // Levels without redundancy have no such file: with a disk less they do not run at all.
  list.gauge("node_md_degraded", numberOf(await read("degraded")) ?? 0, deviceLabels(device));
}
