// /sys/devices/system/cpu/cpu*/cpufreq: Documentation/admin-guide/pm/cpufreq.rst. Name as node_exporter's cpufreq collector has it.
import { gauge, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "./collector";
import { numberOf } from "./numbers";

const folder = "/sys/devices/system/cpu";

export const cpuFrequency: Collector = {
  name: "cpu-frequency",
  about: "Clock frequency of each processor thread, from /sys/devices/system/cpu.",
  help: {},
  platforms: ["linux"],
  every: seconds(5),
  async collect({ host, signal }) {
    const cpus = (await host.listFolder(folder, signal)).filter((name) => /^cpu\d+$/.test(name));
    const readings = await Promise.all(
      cpus.map(async (name): Promise<Reading | undefined> => {
        try {
          const kilohertz = numberOf(await host.readText(`${folder}/${name}/cpufreq/scaling_cur_freq`, signal));
          return kilohertz === undefined
            ? undefined
            : gauge("node_cpu_scaling_frequency_hertz", kilohertz * 1000, { cpu: name.slice("cpu".length) });
        } catch {
          // A thread that is offline, or a machine (most virtual ones) whose clock cannot be seen: nothing to report.
          return undefined;
        }
      }),
    );
    const known = readings.filter((reading) => reading !== undefined);
    if (known.length === 0) throw new NoData("this machine does not show its processor's clock frequency");
    return known;
  },
};
