// The lines of /proc/stat that are not about one processor: proc_stat(5). Names as node_exporter's stat collector has them.
import { counter, gauge, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import type { Collector } from "./collector";
import { numberOf } from "./numbers";

export const stat: Collector = {
  name: "stat",
  about: "Context switches, interrupts, forks, running and blocked processes and the boot time, from /proc/stat.",
  help: {},
  platforms: ["linux"],
  every: seconds(5),
  async collect({ host, signal }) {
    const readings = parseStat(await host.readText("/proc/stat", signal));
    if (readings.length === 0) throw new Error("/proc/stat has none of its lines");
    return readings;
  },
};

const lines = new Map([
  ["intr", { name: "node_intr_total", make: counter }],
  ["ctxt", { name: "node_context_switches_total", make: counter }],
  ["processes", { name: "node_forks_total", make: counter }],
  ["btime", { name: "node_boot_time_seconds", make: gauge }],
  ["procs_running", { name: "node_procs_running", make: gauge }],
  ["procs_blocked", { name: "node_procs_blocked", make: gauge }],
]);

export function parseStat(text: string): Reading[] {
  const readings: Reading[] = [];
  for (const line of text.split("\n")) {
    // The first number is the total; `intr` goes on with hundreds, one for each interrupt.
    const [key = "", total] = line.split(" ", 2);
    const wanted = lines.get(key);
    const value = numberOf(total);
    if (wanted && value !== undefined) readings.push(wanted.make(wanted.name, value));
  }
  return readings;
}
