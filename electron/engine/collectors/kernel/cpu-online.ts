// Which processor threads are in use: Documentation/admin-guide/cputopology.rst. Names as node_exporter's cpu collector has
// them.
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import { createKeptLabels } from "../kept-labels";
import { readIfThere } from "../optional-file";
import { createReadingList } from "../reading-list";
import { listCpuFolders } from "./cpu-folders";
import { parseCpuList } from "./cpu-list";

const folder = "/sys/devices/system/cpu";

export function createCpuOnline(): Collector {
  const list = createReadingList();
  const labelsOf = createKeptLabels("cpu");

  return {
    name: "cpu-online",
    about: "Processor threads that are switched on, and those kept free for programs that ask for them, from /sys.",
    help: {
      node_cpu_online: "CPUs that are online and being scheduled.",
      node_cpu_isolated: "Whether each core is isolated, information from /sys/devices/system/cpu/isolated.",
    },
    platforms: ["linux"],
    every: seconds(15),
    async collect({ host, signal }) {
      list.start();
      const isolated = (await readIfThere(host, `${folder}/isolated`, signal, "seldom")) ?? "";
      for (const cpu of parseCpuList(isolated)) list.gauge("node_cpu_isolated", 1, labelsOf(String(cpu)));
      // Where the first thread cannot be switched off, the kernel gives it no file, and node_exporter gives no series.
      if ((await readIfThere(host, `${folder}/cpu0/online`, signal, "seldom")) !== undefined) {
        const online = new Set(parseCpuList(await host.readText(`${folder}/online`, signal, "seldom")));
        for (const { cpu } of await listCpuFolders(host, signal)) {
          list.gauge("node_cpu_online", online.has(Number(cpu)) ? 1 : 0, labelsOf(cpu));
        }
      }
      const readings = list.readings();
      if (readings.length === 0) throw new NoData("no processor thread can be switched off, and none is isolated");
      return readings;
    },
  };
}
