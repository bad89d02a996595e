// /sys/class/thermal: Documentation/driver-api/thermal/sysfs-api.rst. Temperatures of a machine's zones, and how far each
// device that can cool them (a fan, or a processor that slows down) is engaged. Names as node_exporter's thermal_zone
// collector has them.
import { seconds } from "#shared/units/time";
import { type Attribute, everyMinute, labelsOf, listSorted, putAttributes, readAttribute } from "../attributes";
import { type CollectContext, type Collector, NoData } from "../collector";
import { createReadingList } from "../reading-list";

const folder = "/sys/class/thermal";

export function createThermal(): Collector {
  const list = createReadingList();
  const listFiles = everyMinute(findFiles);

  return {
    name: "thermal",
    about: "Temperatures of thermal zones and the state of cooling devices, from /sys/class/thermal.",
    help: {
      node_thermal_zone_temp: "Zone temperature in Celsius",
      node_cooling_device_cur_state: "Current throttle state of the cooling device",
      node_cooling_device_max_state: "Maximum throttle state of the cooling device",
    },
    platforms: ["linux"],
    every: seconds(5),
    deadline: seconds(4),
    async collect(context) {
      const files = await listFiles(context);
      if (files.length === 0) throw new NoData("this machine shows no thermal zone and no cooling device");
      list.start();
      await putAttributes(files, context, list);
      return list.readings();
    },
  };
}

async function findFiles(context: CollectContext): Promise<Attribute[]> {
  const found: Attribute[] = [];
  for (const entry of await listSorted(folder, context)) {
    const [, what, number] = /^(thermal_zone|cooling_device)(\d.*)$/.exec(entry) ?? [];
    if (!what || !number) continue;
    const path = `${folder}/${entry}`;
    const type = await readAttribute(`${path}/type`, context, "seldom");
    if (type === undefined) continue;
    if (what === "thermal_zone") {
      const labels = labelsOf({ zone: number, type });
      found.push({ path: `${path}/temp`, name: "node_thermal_zone_temp", kind: "gauge", labels, per: 1000 });
    } else {
      const labels = labelsOf({ name: number, type });
      const state = { kind: "gauge", labels, per: 1 } as const;
      found.push(
        { path: `${path}/cur_state`, name: "node_cooling_device_cur_state", ...state },
        { path: `${path}/max_state`, name: "node_cooling_device_max_state", ...state, isSettled: true },
      );
    }
  }
  return found;
}
