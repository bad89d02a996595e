// Limits that the control groups around this program set, as in a container or a service with a quota. These are ours, not
// node_exporter's: the machine's own figures say nothing about them.
import { seconds } from "#shared/units/time";
import { everyMinute } from "../attributes";
import { type Collector, NoData } from "../collector";
import { createReadingList } from "../reading-list";
import { readLimits, readMemoryUsed, readPidsUsed, readThrottling } from "./cgroup-limits";

export function createCgroup(): Collector {
  const list = createReadingList();
  const listLimits = everyMinute(readLimits);

  return {
    name: "cgroup",
    about: "Limits on processor, memory and processes of the control groups this console runs in, from /sys/fs/cgroup.",
    help: {
      watchdeck_cgroup_cpu_limit_cores: "Cores' worth of time that the control groups around this console allow.",
      watchdeck_cgroup_cpu_limit_threads: "Processor threads that the control groups around this console allow.",
      watchdeck_cgroup_cpu_periods_total: "Periods in which the limit on processor time was counted.",
      watchdeck_cgroup_cpu_throttled_periods_total: "Periods in which the limit on processor time was reached.",
      watchdeck_cgroup_cpu_throttled_seconds_total: "Seconds that programs waited because of the limit on processor time.",
      watchdeck_cgroup_memory_limit_bytes: "Memory that the control groups around this console allow.",
      watchdeck_cgroup_memory_usage_bytes: "Memory used of the limit, with cached files that could be dropped.",
      watchdeck_cgroup_pids_limit: "Processes and threads that the control groups around this console allow.",
      watchdeck_cgroup_pids: "Processes and threads counted against the limit.",
    },
    platforms: ["linux"],
    every: seconds(5),
    async collect(context) {
      const { cpuTime, cpuThreads, memoryBytes, pids } = await listLimits(context);
      list.start();
      if (cpuTime) {
        list.gauge("watchdeck_cgroup_cpu_limit_cores", cpuTime.most);
        const { periods, throttledPeriods, throttledSeconds } = await readThrottling(cpuTime, context);
        putCounter("watchdeck_cgroup_cpu_periods_total", periods);
        putCounter("watchdeck_cgroup_cpu_throttled_periods_total", throttledPeriods);
        putCounter("watchdeck_cgroup_cpu_throttled_seconds_total", throttledSeconds);
      }
      if (cpuThreads) list.gauge("watchdeck_cgroup_cpu_limit_threads", cpuThreads.most);
      if (memoryBytes) {
        list.gauge("watchdeck_cgroup_memory_limit_bytes", memoryBytes.most);
        putGauge("watchdeck_cgroup_memory_usage_bytes", await readMemoryUsed(memoryBytes, context));
      }
      if (pids) {
        list.gauge("watchdeck_cgroup_pids_limit", pids.most);
        putGauge("watchdeck_cgroup_pids", await readPidsUsed(pids, context));
      }
      const readings = list.readings();
      if (readings.length === 0) throw new NoData("no control group limits what runs here");
      return readings;
    },
  };

  function putGauge(name: string, value: number | undefined): void {
    if (value !== undefined) list.gauge(name, value);
  }

  function putCounter(name: string, value: number | undefined): void {
    if (value !== undefined) list.counter(name, value);
  }
}
