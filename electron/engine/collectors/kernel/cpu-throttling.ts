// How often cores and processors slowed down because they were too hot (Intel only):
// Documentation/ABI/testing/sysfs-devices-system-cpu. Names as node_exporter's cpu collector has them.
import type { Labels } from "#shared/model/labels";
import { seconds } from "#shared/units/time";
import { everyMinute } from "../attributes";
import { type CollectContext, type Collector, NoData } from "../collector";
import { listIfThere, readIfThere } from "../optional-file";
import { createReadingList } from "../reading-list";
import { numberOf } from "../text/numbers";
import { listCpuFolders } from "./cpu-folders";

interface Throttle {
  name: string;
  labels: Labels;
  path: string;
}

/** What one thread's folder offers. */
interface Offer {
  file: string;
  name: string;
  labels: Labels;
}

export function createCpuThrottling(): Collector {
  const list = createReadingList();
  // Which thread is part of which core changes only as threads are switched on and off.
  const listThrottles = everyMinute(findThrottles);

  return {
    name: "cpu-throttling",
    about: "How often each core and processor slowed down because of heat, from /sys/devices/system/cpu.",
    help: {
      node_cpu_core_throttles_total: "Number of times this CPU core has been throttled.",
      node_cpu_package_throttles_total: "Number of times this CPU package has been throttled.",
    },
    platforms: ["linux"],
    every: seconds(10),
    async collect(context) {
      const { host, signal } = context;
      list.start();
      for (const { name, labels, path } of await listThrottles(context)) {
        const count = numberOf(await readIfThere(host, path, signal, "seldom"));
        if (count !== undefined) list.counter(name, count, labels);
      }
      const readings = list.readings();
      if (readings.length === 0) throw new NoData("the processor does not count when heat slows it down");
      return readings;
    },
  };
}

/** One counter for each core and each package, of the first of its threads that has it: the others show the same. */
async function findThrottles({ host, signal }: CollectContext): Promise<Throttle[]> {
  const found = new Map<string, Throttle>();
  for (const { path } of await listCpuFolders(host, signal)) {
    // Without the folder there is nothing to look for, which most machines in a data centre then say at once.
    const files = await listIfThere(host, `${path}/thermal_throttle`, signal);
    if (files.length === 0) continue;
    const physical = numberOf(await readIfThere(host, `${path}/topology/physical_package_id`, signal, "seldom"));
    const core = numberOf(await readIfThere(host, `${path}/topology/core_id`, signal, "seldom"));
    // A processor that does not know its package says -1.
    if (physical === undefined || core === undefined || physical < 0 || core < 0) continue;
    const offered: Offer[] = [
      {
        file: "core_throttle_count",
        name: "node_cpu_core_throttles_total",
        labels: { package: String(physical), core: String(core) },
      },
      { file: "package_throttle_count", name: "node_cpu_package_throttles_total", labels: { package: String(physical) } },
    ];
    for (const { file, name, labels } of offered) {
      const key = `${name} ${Object.values(labels).join(" ")}`;
      if (files.includes(file) && !found.has(key)) {
        found.set(key, { name, labels: Object.freeze(labels), path: `${path}/thermal_throttle/${file}` });
      }
    }
  }
  return [...found.values()];
}
