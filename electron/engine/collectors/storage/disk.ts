// Names, the excluded devices and the sector of 512 bytes (whatever the device's own) as node_exporter's diskstats collector
// has them.
import { type EpochMs, seconds } from "#shared/units/time";
import { type CollectContext, type Collector, NoData } from "../collector";
import { deviceLabels } from "../device-labels";
import { createReadingList } from "../reading-list";
import { type DiskFact, diskFactsHelp, readDiskFacts } from "./disk-facts";
import { createDiskstatsParser, type DiskLine } from "./diskstats";

// A disk may be formatted anew, and udev comes to know one a moment after the kernel does.
const factsHold = seconds(60);

interface KnownDisk {
  device: string;
  major: number;
  minor: number;
  facts: DiskFact[];
  readAt: EpochMs;
}

export function createDisk(): Collector {
  const parse = createDiskstatsParser();
  const list = createReadingList();
  const isExcluded = createExclusion();
  /** In the order of the file, which stays the same from second to second. */
  const known: KnownDisk[] = [];

  /** What is known of the disk in this place, unless it is too old or of another disk. */
  function knownFacts({ device, major, minor }: DiskLine, place: number, now: EpochMs): DiskFact[] | undefined {
    const disk = known[place];
    // A device of another number under the same name is another disk.
    const isSame = disk?.device === device && disk.major === major && disk.minor === minor;
    return isSame && Math.abs(now - disk.readAt) < factsHold ? disk.facts : undefined;
  }

  async function readFacts({ device, major, minor }: DiskLine, place: number, context: CollectContext): Promise<DiskFact[]> {
    const facts = await readDiskFacts({ device, major, minor }, context);
    known[place] = { device, major, minor, facts, readAt: context.host.now() };
    return facts;
  }

  return {
    name: "disk",
    about: "Reads, writes, discards, flushes and busy time of each disk, from /proc/diskstats; what it is, from udev.",
    help: { ...diskFactsHelp, ...Object.fromEntries(columns.map(({ name, help }) => [name, help])) },
    platforms: ["linux"],
    every: seconds(1),
    async collect(context) {
      const text = await context.host.readText("/proc/diskstats", context.signal);
      const now = context.host.now();
      let place = 0;
      list.start();
      for (const line of parse(text)) {
        if (isExcluded(line.device)) continue;
        const labels = deviceLabels(line.device);
        for (let index = 0; index < line.count; index++) {
          const column = columns[index];
          if (column) list[column.put](column.name, (line.fields[index] ?? 0) * column.worth, labels);
        }
        const facts = knownFacts(line, place, now) ?? (await readFacts(line, place, context));
        for (const { name, value, labels: factLabels } of facts) list.gauge(name, value, factLabels);
        place++;
      }
      known.length = Math.min(known.length, place);
      if (place === 0) throw new NoData("this machine shows no disk");
      return list.readings();
    },
  };
}

// Partitions, whose numbers are in their disk's already, and devices that live in memory.
const excluded = /^(z?ram|loop|fd|(h|s|v|xv)d[a-z]|nvme\d+n\d+p)\d+$/;

/** Names come back every second, so each is held against the pattern once. */
function createExclusion(): (device: string) => boolean {
  const known = new Map<string, boolean>();
  return (device) => {
    let isExcluded = known.get(device);
    if (isExcluded === undefined) {
      // A machine that makes and removes loop devices all day must not fill the memory with their names.
      if (known.size >= 1000) known.clear();
      isExcluded = excluded.test(device);
      known.set(device, isExcluded);
    }
    return isExcluded;
  };
}

const milliseconds = 1 / 1000;
const sectors = 512;

/** The file's columns in their order, and what one unit of each is worth. */
const columns = [
  {
    name: "node_disk_reads_completed_total",
    help: "The total number of reads completed successfully.",
    put: "counter",
    worth: 1,
  },
  { name: "node_disk_reads_merged_total", help: "The total number of reads merged.", put: "counter", worth: 1 },
  { name: "node_disk_read_bytes_total", help: "The total number of bytes read successfully.", put: "counter", worth: sectors },
  {
    name: "node_disk_read_time_seconds_total",
    help: "The total number of seconds spent by all reads.",
    put: "counter",
    worth: milliseconds,
  },
  {
    name: "node_disk_writes_completed_total",
    help: "The total number of writes completed successfully.",
    put: "counter",
    worth: 1,
  },
  { name: "node_disk_writes_merged_total", help: "The number of writes merged.", put: "counter", worth: 1 },
  {
    name: "node_disk_written_bytes_total",
    help: "The total number of bytes written successfully.",
    put: "counter",
    worth: sectors,
  },
  {
    name: "node_disk_write_time_seconds_total",
    help: "This is the total number of seconds spent by all writes.",
    put: "counter",
    worth: milliseconds,
  },
  { name: "node_disk_io_now", help: "The number of I/Os currently in progress.", put: "gauge", worth: 1 },
  {
    name: "node_disk_io_time_seconds_total",
    help: "Total seconds spent doing I/Os.",
    put: "counter",
    worth: milliseconds,
  },
  {
    name: "node_disk_io_time_weighted_seconds_total",
    help: "The weighted # of seconds spent doing I/Os.",
    put: "counter",
    worth: milliseconds,
  },
  {
    name: "node_disk_discards_completed_total",
    help: "The total number of discards completed successfully.",
    put: "counter",
    worth: 1,
  },
  { name: "node_disk_discards_merged_total", help: "The total number of discards merged.", put: "counter", worth: 1 },
  {
    name: "node_disk_discarded_sectors_total",
    help: "The total number of sectors discarded successfully.",
    put: "counter",
    worth: 1,
  },
  {
    name: "node_disk_discard_time_seconds_total",
    help: "This is the total number of seconds spent by all discards.",
    put: "counter",
    worth: milliseconds,
  },
  {
    name: "node_disk_flush_requests_total",
    help: "The total number of flush requests completed successfully",
    put: "counter",
    worth: 1,
  },
  {
    name: "node_disk_flush_requests_time_seconds_total",
    help: "This is the total number of seconds spent by all flush requests.",
    put: "counter",
    worth: milliseconds,
  },
] as const;
