// /proc/meminfo: proc_meminfo(5). Names as node_exporter's meminfo collector has them: `Active(anon)` becomes
// `node_memory_Active_anon_bytes`, and lines without a unit (huge page counts) keep their name without one. It lists the lines
// it knows; all are given here, as its older versions did, because dashboards made for those ask for them.
import { seconds } from "#shared/units/time";
import type { Collector } from "../collector";
import { createReadingList } from "../reading-list";
import { createKeyedLines } from "../text/keyed-lines";

const prefix = "node_memory_";

export function createMemory(): Collector {
  const list = createReadingList();
  const readLines = createKeyedLines({ separator: ":", metricOf: memoryMetric });

  function take(metric: string, value: number, unit: string): void {
    list.gauge(metric, unit === "kB" ? value * 1024 : value);
  }

  return {
    name: "memory",
    about: "Every line of /proc/meminfo: what memory and swap there is, and what it is used for.",
    help: (metric) => (metric.startsWith(prefix) ? `Memory information field ${metric.slice(prefix.length)}.` : undefined),
    platforms: ["linux"],
    every: seconds(1),
    async collect({ host, signal }) {
      const text = await host.readText("/proc/meminfo", signal);
      list.start();
      readLines(text, take);
      const readings = list.readings();
      if (readings.length === 0) throw new Error("/proc/meminfo has none of its lines");
      return readings;
    },
  };
}

function memoryMetric(name: string, unit: string): string {
  const plain = name.replace(/\((.*)\)/, "_$1").replaceAll(/[^a-zA-Z0-9_]/g, "_");
  return `${prefix}${plain}${unit === "kB" ? "_bytes" : ""}`;
}
