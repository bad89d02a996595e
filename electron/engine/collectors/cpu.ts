// The cpu lines of /proc/stat: proc_stat(5). Names and the rule for idle time as node_exporter's cpu collector has them.
import type { Labels } from "#shared/model/labels";
import { counter, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import type { Collector } from "./collector";

export const cpuModes = ["user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal"] as const;

/** Seconds of one processor thread by mode, and of those in `user` and `nice` the ones spent in guests. */
export interface CpuTimes {
  cpu: string;
  modes: number[];
  guest: number;
  guestNice: number;
}

// The kernel counts for user space in hundredths of a second on every architecture that Electron runs on.
const ticksPerSecond = 100;

/** Older kernels have fewer columns; those are 0, as for a mode that never happened. */
export function parseCpuTimes(stat: string): CpuTimes[] {
  const times: CpuTimes[] = [];
  for (const line of stat.split("\n", 4096)) {
    if (!line.startsWith("cpu")) break;
    // The first line, "cpu ", is the sum over all threads.
    if (line.startsWith("cpu ")) continue;
    const [name = "", ...fields] = line.split(" ");
    const values = fields.map((field) => Number(field) / ticksPerSecond);
    const modes = cpuModes.map((_, index) => values[index] ?? 0);
    times.push({ cpu: name.slice("cpu".length), modes, guest: values[8] ?? 0, guestNice: values[9] ?? 0 });
  }
  return times;
}

const idle = cpuModes.indexOf("idle");
// A thread that was taken offline and put back starts over; smaller steps back are the kernel's own corrections.
const resetSeconds = 3;

/**
 * The later reading, with counters that stepped back held where they were: idle and iowait are estimates which the kernel
 * corrects downwards by a few ticks, and `rate` would take each correction for a restart.
 */
export function withoutStepsBack(before: CpuTimes | undefined, now: CpuTimes): CpuTimes {
  if (!before || (before.modes[idle] ?? 0) - (now.modes[idle] ?? 0) >= resetSeconds) return now;
  return {
    cpu: now.cpu,
    modes: now.modes.map((value, index) => Math.max(value, before.modes[index] ?? 0)),
    guest: Math.max(now.guest, before.guest),
    guestNice: Math.max(now.guestNice, before.guestNice),
  };
}

export function createCpu(): Collector {
  let before = new Map<string, CpuTimes>();
  const labelSets = new Map<string, Labels[]>();

  /** One set of label objects per thread for good: making 10 of them for each of 64 threads every second adds up. */
  function labelsOf(cpu: string): Labels[] {
    let labels = labelSets.get(cpu);
    if (!labels) {
      labels = [...cpuModes.map((mode) => ({ cpu, mode })), { cpu, mode: "user" }, { cpu, mode: "nice" }];
      labelSets.set(cpu, labels);
    }
    return labels;
  }

  return {
    name: "cpu",
    about: "Seconds each processor thread spent in each mode, from /proc/stat.",
    help: {},
    platforms: ["linux"],
    every: seconds(1),
    async collect({ host, signal }) {
      const now = new Map<string, CpuTimes>();
      const readings: Reading[] = [];
      for (const raw of parseCpuTimes(await host.readText("/proc/stat", signal))) {
        const times = withoutStepsBack(before.get(raw.cpu), raw);
        now.set(raw.cpu, times);
        const labels = labelsOf(raw.cpu);
        times.modes.forEach((value, index) => {
          readings.push(counter("node_cpu_seconds_total", value, labels[index]));
        });
        readings.push(counter("node_cpu_guest_seconds_total", times.guest, labels[cpuModes.length]));
        readings.push(counter("node_cpu_guest_seconds_total", times.guestNice, labels[cpuModes.length + 1]));
      }
      if (readings.length === 0) throw new Error("/proc/stat names no processor");
      before = now;
      return readings;
    },
  };
}
