// /proc/pressure: Documentation/accounting/psi.rst. Names as node_exporter's pressure collector has them: "some" is time in
// which at least one task waited, "full" time in which all did.
import { seconds } from "#shared/units/time";
import { everyMinute } from "../attributes";
import { type CollectContext, type Collector, NoData } from "../collector";
import { readIfThere } from "../optional-file";
import { createReadingList } from "../reading-list";
import { afterHead, numberAt } from "../text/number-reader";

// For the processor as a whole "full" is undefined and always 0, so it is no series; interrupts have no "some".
const allResources = [
  { path: "/proc/pressure/cpu", lines: [{ head: "some ", name: "node_pressure_cpu_waiting_seconds_total" }] },
  {
    path: "/proc/pressure/io",
    lines: [
      { head: "some ", name: "node_pressure_io_waiting_seconds_total" },
      { head: "full ", name: "node_pressure_io_stalled_seconds_total" },
    ],
  },
  {
    path: "/proc/pressure/memory",
    lines: [
      { head: "some ", name: "node_pressure_memory_waiting_seconds_total" },
      { head: "full ", name: "node_pressure_memory_stalled_seconds_total" },
    ],
  },
  { path: "/proc/pressure/irq", lines: [{ head: "full ", name: "node_pressure_irq_stalled_seconds_total" }] },
];

export function createPressure(): Collector {
  const list = createReadingList();
  const listResources = everyMinute(findResources);
  return {
    name: "pressure",
    about: "Time lost waiting for processor, memory, disks and interrupts, from /proc/pressure.",
    help: {
      node_pressure_cpu_waiting_seconds_total: "Total time in seconds that processes have waited for CPU time",
      node_pressure_io_waiting_seconds_total: "Total time in seconds that processes have waited due to IO congestion",
      node_pressure_io_stalled_seconds_total: "Total time in seconds no process could make progress due to IO congestion",
      node_pressure_memory_waiting_seconds_total: "Total time in seconds that processes have waited for memory",
      node_pressure_memory_stalled_seconds_total: "Total time in seconds no process could make progress due to memory congestion",
      node_pressure_irq_stalled_seconds_total: "Total time in seconds no process could make progress due to IRQ congestion",
    },
    platforms: ["linux"],
    every: seconds(5),
    async collect(context) {
      const resources = await listResources(context);
      list.start();
      for (const { path, lines } of resources) {
        const text = (await readIfThere(context.host, path, context.signal)) ?? "";
        for (const { head, name } of lines) {
          const microseconds = totalOf(text, head);
          if (microseconds !== undefined) list.counter(name, microseconds / 1e6);
        }
      }
      const readings = list.readings();
      if (readings.length === 0) {
        throw new NoData("this kernel does not account for pressure (psi=1 on its command line switches it on)");
      }
      return readings;
    },
  };
}

/** Kernels without a resource have no file for it; with pressure accounting switched off, reading one fails. */
async function findResources({ host, signal }: CollectContext): Promise<typeof allResources> {
  const found: typeof allResources = [];
  for (const resource of allResources) {
    if ((await readIfThere(host, resource.path, signal)) !== undefined) found.push(resource);
  }
  return found;
}

/** `some avg10=0.00 avg60=0.00 avg300=0.00 total=34539332`: the total, in microseconds. */
function totalOf(text: string, head: string): number | undefined {
  const begins = afterHead(text, head);
  if (begins < 0) return undefined;
  const total = text.indexOf("total=", begins);
  const newline = text.indexOf("\n", begins);
  if (total < 0 || (newline >= 0 && total > newline)) return undefined;
  return numberAt(text, total + "total=".length);
}
