// The hardware that the kernel tells the time by: Documentation/timers/timekeeping.rst. A switch from "tsc" to "hpet" makes
// every look at the clock slower. Names as node_exporter's time collector has them.
import { gauge, type Reading } from "#shared/model/sample";
import { minutes } from "#shared/units/time";
import { listSorted } from "../attributes";
import { type Collector, NoData } from "../collector";
import { readIfThere } from "../optional-file";
import { wordsOf } from "../text/numbers";

const folder = "/sys/devices/system/clocksource";

export const clockSource: Collector = {
  name: "clock-source",
  about: "The hardware the kernel tells the time by, and what else it could use, from /sys/devices/system/clocksource.",
  help: {
    node_time_clocksource_available_info: `Available clocksources read from '${folder}'.`,
    node_time_clocksource_current_info: `Current clocksource read from '${folder}'.`,
  },
  platforms: ["linux"],
  every: minutes(1),
  async collect(context) {
    const { host, signal } = context;
    const readings: Reading[] = [];
    const names = (await listSorted(folder, context)).filter((name) => /^clocksource\d+$/.test(name));
    for (const [index, name] of names.entries()) {
      const device = String(index);
      const available = wordsOf((await readIfThere(host, `${folder}/${name}/available_clocksource`, signal, "seldom")) ?? "");
      for (const clocksource of available) {
        readings.push(gauge("node_time_clocksource_available_info", 1, { device, clocksource }));
      }
      const current = (await readIfThere(host, `${folder}/${name}/current_clocksource`, signal, "seldom"))?.trim();
      if (current) readings.push(gauge("node_time_clocksource_current_info", 1, { device, clocksource: current }));
    }
    if (readings.length === 0) throw new NoData("the kernel does not say what it tells the time by");
    return readings;
  },
};
