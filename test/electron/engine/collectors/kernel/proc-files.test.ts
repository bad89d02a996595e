// The collectors that read one file under /proc and name what is in it, each over the file as this machine had it.
import { expect, test } from "vitest";
import { type Collector, NoData } from "../../../../../electron/engine/collectors/collector";
import { entropy } from "../../../../../electron/engine/collectors/kernel/entropy";
import { createFileDescriptors, parseFileNr } from "../../../../../electron/engine/collectors/kernel/file-descriptors";
import { kernelHung } from "../../../../../electron/engine/collectors/kernel/kernel-hung";
import { createLoad, parseLoadavg } from "../../../../../electron/engine/collectors/kernel/load";
import { createMemory } from "../../../../../electron/engine/collectors/kernel/memory";
import { createPressure } from "../../../../../electron/engine/collectors/kernel/pressure";
import { bootTimeOf, createStat } from "../../../../../electron/engine/collectors/kernel/stat";
import { uname } from "../../../../../electron/engine/collectors/kernel/uname";
import { createVmstat } from "../../../../../electron/engine/collectors/kernel/vmstat";
import { up } from "../../../../../electron/engine/collectors/up";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";
import { fixture } from "../../../../support/fixture";

const machine = createFakeHost({
  now: 1_795_252_000_500,
  files: {
    "/proc/loadavg": fixture("proc/loadavg"),
    "/proc/meminfo": fixture("proc/meminfo"),
    "/proc/stat": fixture("proc/stat"),
    "/proc/vmstat":
      "nr_free_pages 977769\noom_kill 0\npgpgin 22389305\npgpgout 7\npswpin 1\npswpout 2\npgfault 3\npgmajfault 4\n",
    "/proc/pressure/cpu": fixture("proc/pressure-cpu"),
    "/proc/pressure/io": fixture("proc/pressure-io"),
    "/proc/pressure/memory": fixture("proc/pressure-memory"),
    "/proc/sys/fs/file-nr": fixture("proc/file-nr"),
    "/proc/sys/kernel/ostype": "Linux\n",
    "/proc/sys/kernel/osrelease": "6.18.44\n",
    "/proc/sys/kernel/version": "#1 SMP PREEMPT_DYNAMIC\n",
    "/proc/sys/kernel/hostname": "vm\n",
    "/proc/sys/kernel/domainname": "(none)\n",
    "/proc/sys/kernel/hung_task_detect_count": "2\n",
    "/proc/sys/kernel/random/entropy_avail": "256\n",
    "/proc/sys/kernel/random/poolsize": "4096\n",
  },
});

test.each<{ collector: Collector; expected: string[] }>([
  { collector: createLoad(), expected: ["node_load1 0.14", "node_load5 0.07", "node_load15 0.08"] },
  {
    collector: createStat(),
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
    collector: createVmstat(),
    expected: [
      "node_vmstat_oom_kill 0",
      "node_vmstat_pgpgin 22389305",
      "node_vmstat_pgpgout 7",
      "node_vmstat_pswpin 1",
      "node_vmstat_pswpout 2",
      "node_vmstat_pgfault 3",
      "node_vmstat_pgmajfault 4",
    ],
  },
  {
    collector: createPressure(),
    expected: [
      "node_pressure_cpu_waiting_seconds_total 34.539332",
      "node_pressure_io_waiting_seconds_total 5.111658",
      "node_pressure_io_stalled_seconds_total 4.583968",
      "node_pressure_memory_waiting_seconds_total 0",
      "node_pressure_memory_stalled_seconds_total 0",
    ],
  },
  { collector: createFileDescriptors(), expected: ["node_filefd_allocated 594", "node_filefd_maximum 2466170"] },
  { collector: entropy, expected: ["node_entropy_available_bits 256", "node_entropy_pool_size_bits 4096"] },
  { collector: kernelHung, expected: ["node_kernel_hung_tasks_total 2"] },
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

test("the memory collector gives every line, in bytes where the file says kB", async () => {
  const lines = linesOf(await collectOnce(createMemory(), machine));
  expect(lines).toHaveLength(fixture("proc/meminfo").trim().split("\n").length);
  expect(lines).toContain(`node_memory_MemTotal_bytes ${24_684_084 * 1024}`);
});

test.each([
  { name: "a unit", text: "MemFree:  12 kB\n", expected: ["node_memory_MemFree_bytes 12288"] },
  { name: "parentheses", text: "Active(anon):  1 kB\n", expected: ["node_memory_Active_anon_bytes 1024"] },
  { name: "a count without a unit", text: "HugePages_Total:       3\n", expected: ["node_memory_HugePages_Total 3"] },
  { name: "no newline after it", text: "MemFree:  12 kB", expected: ["node_memory_MemFree_bytes 12288"] },
  {
    name: "noise around it",
    text: "\nMemFree\n: 3 kB\nMemUsed: lots kB\nSwapFree:\nA: 1 kB\n",
    expected: ["node_memory_A_bytes 1024"],
  },
])("a line of /proc/meminfo with $name is read", async ({ text, expected }) => {
  expect(linesOf(await collectOnce(createMemory(), createFakeHost({ files: { "/proc/meminfo": text } })))).toEqual(expected);
});

test("a line of /proc/meminfo that comes or goes between two reads moves no number to another name", async () => {
  const memory = createMemory();
  const host = createFakeHost();
  const read = async (text: string) => {
    host.files.set("/proc/meminfo", text);
    return linesOf(await collectOnce(memory, host));
  };
  await read("A: 1 kB\nB: 2 kB\nC: 3\n");
  expect(await read("A: 1 kB\nD: 2 kB\nC: 3\n")).toEqual([
    "node_memory_A_bytes 1024",
    "node_memory_D_bytes 2048",
    "node_memory_C 3",
  ]);
  expect(await read("A: 1 kB\nC: 3\n")).toEqual(["node_memory_A_bytes 1024", "node_memory_C 3"]);
  expect(await read("A: 1 kB\nBB: 5 kB\nC: 3 kB\n")).toEqual([
    "node_memory_A_bytes 1024",
    "node_memory_BB_bytes 5120",
    "node_memory_C_bytes 3072",
  ]);
});

test("a counter that was reset is reported as it is: rates know resets, a clamped counter would hide one", async () => {
  const vmstat = createVmstat();
  const host = createFakeHost({ files: { "/proc/vmstat": "pgfault 5000\n" } });
  await collectOnce(vmstat, host);
  host.files.set("/proc/vmstat", "pgfault 12\n");
  expect(linesOf(await collectOnce(vmstat, host))).toEqual(["node_vmstat_pgfault 12"]);
});

test.each([
  { name: "an idle machine", text: "0.00 0.01 0.05 1/302 8\n", expected: { one: 0, five: 0.01, fifteen: 0.05 } },
  { name: "no trailing newline", text: "1.5 1.25 1.125 2/9 7", expected: { one: 1.5, five: 1.25, fifteen: 1.125 } },
  { name: "a machine in trouble", text: "1024.55 99.00 7.10 900/9000 7\n", expected: { one: 1024.55, five: 99, fifteen: 7.1 } },
])("parseLoadavg reads $name", ({ text, expected }) => expect(parseLoadavg(text)).toEqual(expected));

test.each(["", "0.1 0.2", "0.1 zero 0.3"])("parseLoadavg says what it found instead of three averages: %j", (text) => {
  expect(() => parseLoadavg(text)).toThrow(`/proc/loadavg holds no three averages: ${JSON.stringify(text)}`);
});

test("of the interrupts the total is taken, and not one of its hundreds of parts", async () => {
  const host = createFakeHost({ files: { "/proc/stat": "intr 623381 1 2 3\nctxt\nbtime soon\nprocesses 9x\n" } });
  expect(linesOf(await collectOnce(createStat(), host))).toEqual(["node_intr_total 623381"]);
});

test.each([
  { stat: "cpu 1 2\nbtime 1795250111\n", expected: 1_795_250_111 },
  { stat: "cpu 1 2\nxbtime 1795250111\n", expected: undefined },
])("the boot time of $stat is $expected", ({ stat, expected }) => expect(bootTimeOf(stat)).toBe(expected));

test("pressure on the whole processor is no series, because the kernel defines none, and on interrupts there is nothing else", async () => {
  const some = "some avg10=0.00 avg60=0.00 avg300=0.00 total=7\n";
  const full = "full avg10=0.00 avg60=0.00 avg300=0.00 total=5\n";
  const host = createFakeHost({ files: { "/proc/pressure/cpu": some + full, "/proc/pressure/irq": full } });
  expect(linesOf(await collectOnce(createPressure(), host))).toEqual([
    "node_pressure_cpu_waiting_seconds_total 0.000007",
    "node_pressure_irq_stalled_seconds_total 0.000005",
  ]);
});

test.each([
  { name: "a line that breaks off before its total", text: "some avg10=0.00 avg60=0.00\nfull avg10=0.00 total=5\n" },
  { name: "a total that is no number", text: "some avg10=0.00 total=many\n" },
])("$name is no pressure of another line", async ({ text }) => {
  const host = createFakeHost({ files: { "/proc/pressure/cpu": text } });
  await expect(collectOnce(createPressure(), host)).rejects.toThrow(NoData);
});

const switchedOff = Object.assign(new Error("EOPNOTSUPP: operation not supported"), { code: "EOPNOTSUPP" });
test.each<{ name: string; files: Record<string, Error> }>([
  { name: "has no such files", files: {} },
  { name: "has it switched off", files: { "/proc/pressure/cpu": switchedOff } },
])("a kernel that $name has no pressure, which is no failure", async ({ files }) => {
  await expect(collectOnce(createPressure(), createFakeHost({ files }))).rejects.toThrow(NoData);
});

test("parseFileNr says what it found instead of three numbers", () => {
  expect(() => parseFileNr("")).toThrow('/proc/sys/fs/file-nr holds no three numbers: ""');
});
