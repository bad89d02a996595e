// The collectors that read one file and name what is in it, each over the file as this machine had it.
import { expect, test } from "vitest";
import { type Collector, NoData } from "../../../../electron/engine/collectors/collector";
import { disk, parseDiskstats } from "../../../../electron/engine/collectors/disk";
import { fileDescriptors, parseFileNr } from "../../../../electron/engine/collectors/file-descriptors";
import { load, parseLoadavg } from "../../../../electron/engine/collectors/load";
import { memory, parseMeminfo } from "../../../../electron/engine/collectors/memory";
import { network, parseNetDev } from "../../../../electron/engine/collectors/network";
import { parsePressure, pressure } from "../../../../electron/engine/collectors/pressure";
import { parseStat, stat } from "../../../../electron/engine/collectors/stat";
import { time } from "../../../../electron/engine/collectors/time";
import { uname } from "../../../../electron/engine/collectors/uname";
import { up } from "../../../../electron/engine/collectors/up";
import { collectOnce, lineOf, linesOf } from "../../../support/collect";
import { createFakeHost } from "../../../support/fake-host";
import { fixture } from "../../../support/fixture";

const machine = createFakeHost({
  now: 1_795_252_000_500,
  files: {
    "/proc/loadavg": fixture("proc/loadavg"),
    "/proc/meminfo": fixture("proc/meminfo"),
    "/proc/diskstats": fixture("proc/diskstats"),
    "/proc/net/dev": fixture("proc/net-dev"),
    "/proc/stat": fixture("proc/stat"),
    "/proc/pressure/cpu": fixture("proc/pressure-cpu"),
    "/proc/pressure/io": fixture("proc/pressure-io"),
    "/proc/pressure/memory": fixture("proc/pressure-memory"),
    "/proc/sys/fs/file-nr": fixture("proc/file-nr"),
    "/proc/sys/kernel/ostype": "Linux\n",
    "/proc/sys/kernel/osrelease": "6.18.44\n",
    "/proc/sys/kernel/version": "#1 SMP PREEMPT_DYNAMIC\n",
    "/proc/sys/kernel/hostname": "vm\n",
    "/proc/sys/kernel/domainname": "(none)\n",
  },
});

test.each<{ collector: Collector; expected: string[] }>([
  { collector: load, expected: ["node_load1 0.14", "node_load5 0.07", "node_load15 0.08"] },
  {
    collector: disk,
    expected: [
      'node_disk_reads_completed_total{device="vda"} 70401',
      'node_disk_reads_merged_total{device="vda"} 13798',
      'node_disk_read_bytes_total{device="vda"} 2936042496',
      'node_disk_read_time_seconds_total{device="vda"} 28.949',
      'node_disk_writes_completed_total{device="vda"} 38106',
      'node_disk_writes_merged_total{device="vda"} 51005',
      'node_disk_written_bytes_total{device="vda"} 2896023552',
      'node_disk_write_time_seconds_total{device="vda"} 16.755',
      'node_disk_io_now{device="vda"} 0',
      'node_disk_io_time_seconds_total{device="vda"} 9.684000000000001',
      'node_disk_io_time_weighted_seconds_total{device="vda"} 46.694',
    ],
  },
  {
    collector: stat,
    expected: [
      "node_intr_total 623381",
      "node_context_switches_total 1722450",
      "node_boot_time_seconds 1795250111",
      "node_forks_total 13307",
      "node_procs_running 1",
      "node_procs_blocked 0",
    ],
  },
  {
    collector: pressure,
    expected: [
      "node_pressure_cpu_waiting_seconds_total 34.539332",
      "node_pressure_io_waiting_seconds_total 5.111658",
      "node_pressure_io_stalled_seconds_total 4.583968",
      "node_pressure_memory_waiting_seconds_total 0",
      "node_pressure_memory_stalled_seconds_total 0",
    ],
  },
  { collector: fileDescriptors, expected: ["node_filefd_allocated 594", "node_filefd_maximum 2466170"] },
  { collector: time, expected: ["node_time_seconds 1795252000.5"] },
  { collector: up, expected: ["up 1"] },
  {
    collector: uname,
    expected: [
      'node_uname_info{domainname="(none)", machine="x86_64", nodename="vm", release="6.18.44", sysname="Linux", version="#1 SMP PREEMPT_DYNAMIC"} 1',
    ],
  },
])("the collector $collector.name reads this machine's captured file whole", async ({ collector, expected }) => {
  expect(linesOf(await collectOnce(collector, machine))).toEqual(expected);
});

test("the network collector gives eight counters for each interface", async () => {
  const lines = linesOf(await collectOnce(network, machine));
  expect(lines).toHaveLength(4 * 8);
  expect(lines.slice(-8)).toEqual([
    'node_network_receive_bytes_total{device="eth0"} 935976458',
    'node_network_receive_packets_total{device="eth0"} 24244',
    'node_network_receive_errs_total{device="eth0"} 0',
    'node_network_receive_drop_total{device="eth0"} 0',
    'node_network_transmit_bytes_total{device="eth0"} 1789042',
    'node_network_transmit_packets_total{device="eth0"} 14497',
    'node_network_transmit_errs_total{device="eth0"} 0',
    'node_network_transmit_drop_total{device="eth0"} 0',
  ]);
});

test("the memory collector gives every line, in bytes where the file says kB", async () => {
  const lines = linesOf(await collectOnce(memory, machine));
  expect(lines).toHaveLength(fixture("proc/meminfo").trim().split("\n").length);
  expect(lines).toContain(`node_memory_MemTotal_bytes ${24_684_084 * 1024}`);
});

test.each([
  { name: "a unit", text: "MemFree:  12 kB\n", expected: ["node_memory_MemFree_bytes 12288"] },
  { name: "parentheses", text: "Active(anon):  1 kB\n", expected: ["node_memory_Active_anon_bytes 1024"] },
  { name: "a count without a unit", text: "HugePages_Total:       3\n", expected: ["node_memory_HugePages_Total 3"] },
  { name: "nothing but noise", text: "\nMemFree\n: 3 kB\nMemUsed: lots kB\nSwapFree:\n", expected: [] },
  { name: "an empty file", text: "", expected: [] },
])("parseMeminfo reads a line with $name", ({ text, expected }) => {
  expect(parseMeminfo(text).map(({ name, value }) => `${name} ${value}`)).toEqual(expected);
});

test.each([
  { name: "an idle machine", text: "0.00 0.01 0.05 1/302 8\n", expected: { one: 0, five: 0.01, fifteen: 0.05 } },
  { name: "no trailing newline", text: "1.5 1.25 1.125 2/9 7", expected: { one: 1.5, five: 1.25, fifteen: 1.125 } },
  { name: "a machine in trouble", text: "1024.55 99.00 7.10 900/9000 7\n", expected: { one: 1024.55, five: 99, fifteen: 7.1 } },
])("parseLoadavg reads $name", ({ text, expected }) => expect(parseLoadavg(text)).toEqual(expected));

test.each(["", "0.1 0.2", "0.1 zero 0.3"])("parseLoadavg says what it found instead of three averages: %j", (text) => {
  expect(() => parseLoadavg(text)).toThrow(`/proc/loadavg holds no three averages: ${JSON.stringify(text)}`);
});

test.each([
  {
    name: "partitions belong to their disk",
    lines: ["8 0 sda", "8 1 sda1", "259 0 nvme0n1", "259 1 nvme0n1p2"],
    expected: ["sda", "nvme0n1"],
  },
  { name: "memory and loop devices are no disks", lines: ["253 0 zram0", "1 0 ram3", "7 0 loop12"], expected: [] },
  {
    name: "md, dm and mmc devices count",
    lines: ["9 0 md0", "252 3 dm-3", "179 0 mmcblk0"],
    expected: ["md0", "dm-3", "mmcblk0"],
  },
])("parseDiskstats: $name", ({ lines, expected }) => {
  const text = lines.map((line) => `   ${line} 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15`).join("\n");
  expect(parseDiskstats(text).map(({ device }) => device)).toEqual(expected);
});

test("parseDiskstats reads kernels with eleven columns, and leaves out lines with fewer", () => {
  const text = "8 0 sda 1 2 3 4 5 6 7 8 9 10 11\n8 16 sdb 1 2 3 4\n\n";
  expect(parseDiskstats(text)).toEqual([{ device: "sda", fields: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }]);
});

const sixteen = "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16";
test.each([
  { name: "a count that touches the colon", line: `  eth0:${sixteen}`, expected: ["eth0"] },
  { name: "an alias, whose name holds a colon", line: `eth0:1: ${sixteen}`, expected: ["eth0:1"] },
  { name: "an interface that is down", line: `wlan0: ${"0 ".repeat(16)}`, expected: ["wlan0"] },
  { name: "headings only", line: " face |bytes    packets: errs", expected: [] },
  { name: "a line that breaks off", line: "eth0: 1 2 3", expected: [] },
])("parseNetDev reads $name", ({ line, expected }) => {
  expect(parseNetDev(`${line}\n`).map(({ device }) => device)).toEqual(expected);
});

test("a counter that was reset is reported as it is: rates know resets, a clamped counter would hide one", () => {
  const before = parseNetDev("eth0: 5000 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
  const after = parseNetDev("eth0: 12 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
  expect([before[0]?.fields[0], after[0]?.fields[0]]).toEqual([5000, 12]);
});

test("parseStat takes the total of the interrupts and not one of its hundreds of parts", () => {
  expect(parseStat("intr 623381 1 2 3\nctxt\nbtime soon\n").map(lineOf)).toEqual(["node_intr_total 623381"]);
});

test("pressure on the whole processor is no series, because the kernel defines none", () => {
  const text = "some avg10=0.00 avg60=0.00 avg300=0.00 total=7\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=5\n";
  expect(parsePressure("cpu", text).map(lineOf)).toEqual(["node_pressure_cpu_waiting_seconds_total 0.000007"]);
  expect(parsePressure("irq", text.slice(text.indexOf("full"))).map(lineOf)).toEqual([
    "node_pressure_irq_stalled_seconds_total 0.000005",
  ]);
});

test.each<{ name: string; files: Record<string, Error> }>([
  { name: "has no such files", files: {} },
  { name: "has it switched off", files: { "/proc/pressure/cpu": new Error("EOPNOTSUPP") } },
])("a kernel that $name has no pressure, which is no failure", async ({ files }) => {
  await expect(collectOnce(pressure, createFakeHost({ files }))).rejects.toThrow(NoData);
});

test("parseFileNr says what it found instead of three numbers", () => {
  expect(() => parseFileNr("")).toThrow('/proc/sys/fs/file-nr holds no three numbers: ""');
});
