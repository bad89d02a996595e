// The lines of /proc/stat that are not about one processor: proc_stat(5). Names as node_exporter's stat collector has them.
import { seconds } from "#shared/units/time";
import type { Collector } from "../collector";
import { createReadingList } from "../reading-list";
import { numberAfter } from "../text/number-reader";

// The first number of a line is the total; `intr` goes on with hundreds, one for each interrupt.
const lines = [
  { head: "intr ", name: "node_intr_total", kind: "counter" },
  { head: "ctxt ", name: "node_context_switches_total", kind: "counter" },
  { head: "btime ", name: "node_boot_time_seconds", kind: "gauge" },
  { head: "processes ", name: "node_forks_total", kind: "counter" },
  { head: "procs_running ", name: "node_procs_running", kind: "gauge" },
  { head: "procs_blocked ", name: "node_procs_blocked", kind: "gauge" },
] as const;

export function createStat(): Collector {
  const list = createReadingList();
  return {
    name: "stat",
    about: "Context switches, interrupts, forks, running and blocked processes and the boot time, from /proc/stat.",
    help: {
      node_intr_total: "Total number of interrupts serviced.",
      node_context_switches_total: "Total number of context switches.",
      node_boot_time_seconds: "Node boot time, in unixtime.",
      node_forks_total: "Total number of forks.",
      node_procs_running: "Number of processes in runnable state.",
      node_procs_blocked: "Number of processes blocked waiting for I/O to complete.",
    },
    platforms: ["linux"],
    every: seconds(5),
    async collect({ host, signal }) {
      const text = await host.readText("/proc/stat", signal);
      list.start();
      for (const { head, name, kind } of lines) {
        const value = numberAfter(text, head);
        if (value !== undefined) list[kind](name, value);
      }
      const readings = list.readings();
      if (readings.length === 0) throw new Error("/proc/stat has none of its lines");
      return readings;
    },
  };
}

/** When the machine was started, in seconds since 1970. */
export const bootTimeOf = (stat: string): number | undefined => numberAfter(stat, "btime ");
