// /proc/loadavg: proc_loadavg(5). Names as node_exporter's loadavg collector has them.
import { seconds } from "#shared/units/time";
import type { Collector } from "../collector";
import { createReadingList } from "../reading-list";
import { numberOf, wordsOf } from "../text/numbers";

export function createLoad(): Collector {
  const list = createReadingList();
  return {
    name: "load",
    about: "Run-queue length averaged over 1, 5 and 15 minutes, from /proc/loadavg.",
    help: { node_load1: "1m load average.", node_load5: "5m load average.", node_load15: "15m load average." },
    platforms: ["linux"],
    // The kernel itself works these averages out every five seconds.
    every: seconds(5),
    async collect({ host, signal }) {
      const { one, five, fifteen } = parseLoadavg(await host.readText("/proc/loadavg", signal));
      list.start();
      list.gauge("node_load1", one);
      list.gauge("node_load5", five);
      list.gauge("node_load15", fifteen);
      return list.readings();
    },
  };
}

export function parseLoadavg(text: string): { one: number; five: number; fifteen: number } {
  const [one, five, fifteen] = wordsOf(text).map(numberOf);
  if (one === undefined || five === undefined || fifteen === undefined) {
    throw new Error(`/proc/loadavg holds no three averages: ${JSON.stringify(text.slice(0, 80))}`);
  }
  return { one, five, fifteen };
}
