// Energy that a processor's parts have used, by its own count (running average power limit):
// Documentation/power/powercap/powercap.rst. Names as node_exporter's rapl collector has them.
import { seconds } from "#shared/units/time";
import { type Attribute, everyMinute, listSorted, putAttributes, readAttribute } from "../attributes";
import { type CollectContext, type Collector, NoData } from "../collector";
import { createReadingList } from "../reading-list";

const folder = "/sys/class/powercap";

export function createRapl(): Collector {
  const list = createReadingList();
  const help = new Map<string, string>();
  const listZones = everyMinute((context) => findZones(context, help));

  return {
    name: "rapl",
    about: "Energy used by processor packages, cores and memory, from /sys/class/powercap.",
    help: (metric) => help.get(metric),
    platforms: ["linux"],
    every: seconds(5),
    async collect(context) {
      const zones = await listZones(context);
      if (zones.length === 0) throw new NoData("the processor does not count its energy");
      list.start();
      await putAttributes(zones, context, list);
      const readings = list.readings();
      // Since 2020 (CVE-2020-8694), because it gives away what other programs compute.
      if (readings.length === 0) throw new NoData("only root may read how much energy the processor uses");
      return readings;
    },
  };
}

async function findZones(context: CollectContext, help: Map<string, string>): Promise<Attribute[]> {
  const found: Attribute[] = [];
  const seen = new Map<string, number>();
  for (const entry of await listSorted(folder, context)) {
    const path = `${folder}/${entry}`;
    // "intel-rapl" itself, the parent of its zones, has no name.
    const fullName = await readAttribute(`${path}/name`, context, "seldom");
    if (!fullName) continue;
    const [zone, index] = splitIndex(fullName, seen);
    seen.set(zone, index + 1);
    const name = `node_rapl_${zone.replaceAll(/[^a-zA-Z0-9_:]/g, "_")}_joules_total`;
    help.set(name, `Current RAPL ${zone} value in joules`);
    found.push({
      path: `${path}/energy_uj`,
      name,
      kind: "counter",
      labels: Object.freeze({ index: String(index), path }),
      per: 1_000_000,
    });
  }
  return found;
}

/** "package-1" is the second package; of those that are called the same, such as "dram", the order decides. */
function splitIndex(name: string, seen: ReadonlyMap<string, number>): [zone: string, index: number] {
  const [, zone, index] = /^([^-]*)-(\d+)$/.exec(name) ?? [];
  return zone !== undefined && index !== undefined ? [zone, Number(index)] : [name, seen.get(name) ?? 0];
}
