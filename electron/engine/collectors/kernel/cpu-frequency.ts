// /sys/devices/system/cpu/cpu*/cpufreq: Documentation/admin-guide/pm/cpufreq.rst. Names as node_exporter's cpufreq collector
// has them: `frequency` is what the hardware does, `scaling_frequency` what the kernel asked of it.
import type { Labels } from "#shared/model/labels";
import { gauge, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { everyMinute, readAttribute } from "../attributes";
import { type CollectContext, type Collector, NoData } from "../collector";
import { createReadingList } from "../reading-list";
import { numberOf, wordsOf } from "../text/numbers";
import { type CpuFolder, listCpuFolders } from "./cpu-folders";

/** What changes with every look. Only root may read the first, and many drivers do not have it. */
const present = [
  { file: "cpuinfo_cur_freq", name: "node_cpu_frequency_hertz" },
  { file: "scaling_cur_freq", name: "node_cpu_scaling_frequency_hertz" },
];
/** What changes when someone changes it. */
const limits = [
  { file: "cpuinfo_min_freq", name: "node_cpu_frequency_min_hertz" },
  { file: "cpuinfo_max_freq", name: "node_cpu_frequency_max_hertz" },
  { file: "scaling_min_freq", name: "node_cpu_scaling_frequency_min_hertz" },
  { file: "scaling_max_freq", name: "node_cpu_scaling_frequency_max_hertz" },
];
const governorMetric = "node_cpu_scaling_governor";

export function createCpuFrequency(): Collector {
  const list = createReadingList();
  const listFrequencies = everyMinute(findFrequencies);

  return {
    name: "cpu-frequency",
    about: "Clock frequency of each processor thread, its limits and its governor, from /sys/devices/system/cpu.",
    help: {
      node_cpu_frequency_hertz: "Current CPU thread frequency in hertz.",
      node_cpu_frequency_min_hertz: "Minimum CPU thread frequency in hertz.",
      node_cpu_frequency_max_hertz: "Maximum CPU thread frequency in hertz.",
      node_cpu_scaling_frequency_hertz: "Current scaled CPU thread frequency in hertz.",
      node_cpu_scaling_frequency_min_hertz: "Minimum scaled CPU thread frequency in hertz.",
      node_cpu_scaling_frequency_max_hertz: "Maximum scaled CPU thread frequency in hertz.",
      [governorMetric]: "Current enabled CPU frequency governor.",
    },
    platforms: ["linux"],
    every: seconds(5),
    async collect(context) {
      const { fixed, moving } = await listFrequencies(context);
      // Together, because kernels before 5.18 sleep 10 ms over each.
      const now = await Promise.all(moving.map(({ path }) => readHertz(path, context)));
      list.start();
      for (const { name, value, labels } of fixed) list.gauge(name, value, labels);
      for (const [index, { name, labels }] of moving.entries()) {
        const hertz = now[index];
        if (hertz !== undefined) list.gauge(name, hertz, labels);
      }
      const readings = list.readings();
      if (readings.length === 0) throw new NoData("this machine does not show its processor's clock frequency");
      return readings;
    },
  };
}

interface Frequencies {
  /** Limits and governors, as they were when last looked at. */
  fixed: Reading[];
  /** Files that are read at each run. */
  moving: { path: string; name: string; labels: Labels }[];
}

async function findFrequencies(context: CollectContext): Promise<Frequencies> {
  const found: Frequencies = { fixed: [], moving: [] };
  for (const folder of await listCpuFolders(context.host, context.signal)) {
    const labels: Labels = Object.freeze({ cpu: folder.cpu });
    for (const { file, name } of limits) {
      const hertz = await readHertz(`${folder.path}/cpufreq/${file}`, context, "seldom");
      if (hertz !== undefined) found.fixed.push(gauge(name, hertz, labels));
    }
    found.fixed.push(...(await readGovernors(folder, context)));
    for (const { file, name } of present) {
      const path = `${folder.path}/cpufreq/${file}`;
      if ((await readHertz(path, context)) !== undefined) found.moving.push({ path, name, labels });
    }
  }
  return found;
}

/** Undefined where the machine has no such file (most virtual ones), or the thread is offline. */
async function readHertz(path: string, context: CollectContext, how?: "seldom"): Promise<number | undefined> {
  const kilohertz = numberOf(await readAttribute(path, context, how));
  return kilohertz === undefined ? undefined : kilohertz * 1000;
}

/** One series for each governor there could be, 1 for the one there is. */
async function readGovernors({ cpu, path }: CpuFolder, context: CollectContext): Promise<Reading[]> {
  const governor = await readAttribute(`${path}/cpufreq/scaling_governor`, context, "seldom");
  if (!governor) return [];
  const available = (await readAttribute(`${path}/cpufreq/scaling_available_governors`, context, "seldom")) ?? "";
  return wordsOf(available.split("\n", 1)[0] ?? "").map((name) =>
    gauge(governorMetric, name === governor ? 1 : 0, Object.freeze({ cpu, governor: name })),
  );
}
