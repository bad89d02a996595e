// /proc/diskstats: Documentation/admin-guide/iostats.rst. Names, the excluded devices and the sector of 512 bytes (whatever
// the device's own) as node_exporter's diskstats collector has them.
import { counter, gauge, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "./collector";
import { deviceLabels } from "./device-labels";
import { numberOf, wordsOf } from "./numbers";

export const disk: Collector = {
  name: "disk",
  about: "Reads, writes and busy time of each disk, from /proc/diskstats.",
  help: {},
  platforms: ["linux"],
  every: seconds(1),
  async collect({ host, signal }) {
    const disks = parseDiskstats(await host.readText("/proc/diskstats", signal));
    if (disks.length === 0) throw new NoData("this machine shows no disk");
    return disks.flatMap(({ device, fields }) => readingsOf(device, fields));
  },
};

// Partitions, whose numbers are in their disk's already, and devices that live in memory.
const excluded = /^(z?ram|loop|fd|(h|s|v|xv)d[a-z]|nvme\d+n\d+p)\d+$/;

/** `fields` are the numbers after the device's name, in the file's order. Lines with fewer than eleven are not complete. */
export function parseDiskstats(text: string): { device: string; fields: number[] }[] {
  const disks: { device: string; fields: number[] }[] = [];
  for (const line of text.split("\n")) {
    const [, , device, ...rest] = wordsOf(line);
    if (device === undefined || excluded.test(device)) continue;
    const fields = rest.map(numberOf).filter((value) => value !== undefined);
    if (fields.length >= columns.length) disks.push({ device, fields });
  }
  return disks;
}

const milliseconds = 1 / 1000;
const sectors = 512;

/** The file's columns in their order, and what one unit of each is worth. */
const columns = [
  { name: "node_disk_reads_completed_total", make: counter, worth: 1 },
  { name: "node_disk_reads_merged_total", make: counter, worth: 1 },
  { name: "node_disk_read_bytes_total", make: counter, worth: sectors },
  { name: "node_disk_read_time_seconds_total", make: counter, worth: milliseconds },
  { name: "node_disk_writes_completed_total", make: counter, worth: 1 },
  { name: "node_disk_writes_merged_total", make: counter, worth: 1 },
  { name: "node_disk_written_bytes_total", make: counter, worth: sectors },
  { name: "node_disk_write_time_seconds_total", make: counter, worth: milliseconds },
  { name: "node_disk_io_now", make: gauge, worth: 1 },
  { name: "node_disk_io_time_seconds_total", make: counter, worth: milliseconds },
  { name: "node_disk_io_time_weighted_seconds_total", make: counter, worth: milliseconds },
];

function readingsOf(device: string, fields: number[]): Reading[] {
  const labels = deviceLabels(device);
  return columns.map(({ name, make, worth }, index) => make(name, (fields[index] ?? 0) * worth, labels));
}
