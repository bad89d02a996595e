// /proc/vmstat: proc_vmstat(5). Of its 180 lines those that node_exporter's vmstat collector takes by default: paging,
// swapping, page faults and programs killed for want of memory.
import { seconds } from "#shared/units/time";
import type { Collector } from "../collector";
import { createReadingList } from "../reading-list";
import { createKeyedLines } from "../text/keyed-lines";

const prefix = "node_vmstat_";
const wanted = /^(oom_kill|pgpg|pswp|pg.*fault)/;

export function createVmstat(): Collector {
  const list = createReadingList();
  const readLines = createKeyedLines({
    separator: " ",
    metricOf: (name) => (wanted.test(name) ? prefix + name : undefined),
  });

  function take(metric: string, value: number): void {
    list.untyped(metric, value);
  }

  return {
    name: "vmstat",
    about: "Paging, swapping, page faults and programs killed for want of memory, from /proc/vmstat.",
    help: (metric) => (metric.startsWith(prefix) ? `/proc/vmstat information field ${metric.slice(prefix.length)}.` : undefined),
    platforms: ["linux"],
    every: seconds(5),
    async collect({ host, signal }) {
      const text = await host.readText("/proc/vmstat", signal);
      list.start();
      readLines(text, take);
      const readings = list.readings();
      if (readings.length === 0) throw new Error("/proc/vmstat has none of its lines");
      return readings;
    },
  };
}
