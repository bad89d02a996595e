// /proc/net/softnet_stat: a line of hexadecimal numbers for each processor thread, without headings; the kernel's
// net/core/net-procfs.c says which is which. Metrics as node_exporter's softnet collector has them.
import type { Labels } from "#shared/model/labels";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import { readIfThere } from "../optional-file";
import { createReadingList } from "../reading-list";
import { readHexWords } from "../text/hex-words";

const columns = [
  { at: 0, kind: "counter", metric: "node_softnet_processed_total", help: "Number of processed packets" },
  { at: 1, kind: "counter", metric: "node_softnet_dropped_total", help: "Number of dropped packets" },
  {
    at: 2,
    kind: "counter",
    metric: "node_softnet_times_squeezed_total",
    help: "Number of times processing packets ran out of quota",
  },
  {
    at: 8,
    kind: "counter",
    metric: "node_softnet_cpu_collision_total",
    help: "Number of collision occur while obtaining device lock while transmitting",
  },
  { at: 9, kind: "counter", metric: "node_softnet_received_rps_total", help: "Number of times cpu woken up received_rps" },
  {
    at: 10,
    kind: "counter",
    metric: "node_softnet_flow_limit_count_total",
    help: "Number of times flow limit has been reached",
  },
  { at: 11, kind: "gauge", metric: "node_softnet_backlog_len", help: "Softnet backlog status" },
] as const;

/** All kernels have so many; what newer ones added is 0 on those that have it not. */
const fewest = 9;
/** Since Linux 5.14, which leaves out the lines of threads that are offline. */
const indexColumn = 12;

export function createSoftnet(): Collector {
  const list = createReadingList();
  const words: number[] = [];
  const labels = new Map<number, Labels>();

  function labelsOf(cpu: number): Labels {
    let known = labels.get(cpu);
    if (!known) {
      known = Object.freeze({ cpu: String(cpu) });
      labels.set(cpu, known);
    }
    return known;
  }

  return {
    name: "softnet",
    about: "Packets each processor thread took from the network, and those it had no time for, from /proc/net/softnet_stat.",
    help: Object.fromEntries(columns.map(({ metric, help }) => [metric, help])),
    platforms: ["linux"],
    every: seconds(5),
    async collect({ host, signal }) {
      const text = await readIfThere(host, "/proc/net/softnet_stat", signal);
      if (text === undefined) throw new NoData("this kernel has no network");
      list.start();
      let line = 0;
      for (let start = 0, end = text.indexOf("\n"); end >= 0; start = end + 1, end = text.indexOf("\n", start), line++) {
        const count = readHexWords(text, start, end, words);
        if (count < fewest) continue;
        const cpu = labelsOf(count > indexColumn ? (words[indexColumn] ?? line) : line);
        for (const { at, kind, metric } of columns) list[kind](metric, at < count ? (words[at] ?? 0) : 0, cpu);
      }
      const readings = list.readings();
      if (readings.length === 0) throw new Error("/proc/net/softnet_stat has none of its lines");
      return readings;
    },
  };
}
