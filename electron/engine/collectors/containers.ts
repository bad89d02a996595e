// Containers of Docker and Podman, under the names, types and help of cAdvisor 0.49 (docs/storage/prometheus.md there). `id`
// is the path of the control group, as there; where it cannot be seen, "/docker/<id>". Only what the kernel or the daemon
// says is reported: cAdvisor's file system usage, for instance, would mean to measure each container's layers.
import type { ContainerService } from "#shared/contract/containers";
import type { Labels } from "#shared/model/labels";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Container, Running } from "../containers/container";
import type { DiskUsage, InterfaceUsage, Usage } from "../containers/usage";
import type { ContainersLook, ContainerWatch } from "../containers/watch";
import { type Collector, type Host, NoData } from "./collector";
import { readIfThere } from "./optional-file";
import { createReadingList, type ReadingList } from "./reading-list";
import { createDiskstatsParser } from "./storage/diskstats";

const help: Record<string, string> = {
  container_last_seen: "Last time a container was seen by the exporter",
  container_start_time_seconds: "Start time of the container since unix epoch in seconds.",
  container_cpu_usage_seconds_total: "Cumulative cpu time consumed in seconds.",
  container_cpu_user_seconds_total: "Cumulative user cpu time consumed in seconds.",
  container_cpu_system_seconds_total: "Cumulative system cpu time consumed in seconds.",
  container_cpu_cfs_periods_total: "Number of elapsed enforcement period intervals.",
  container_cpu_cfs_throttled_periods_total: "Number of throttled period intervals.",
  container_cpu_cfs_throttled_seconds_total: "Total time duration the container has been throttled.",
  container_memory_usage_bytes: "Current memory usage in bytes, including all memory regardless of when it was accessed",
  container_memory_working_set_bytes: "Current working set in bytes.",
  container_memory_cache: "Number of bytes of page cache memory.",
  container_memory_rss: "Size of RSS in bytes.",
  container_memory_swap: "Container swap usage in bytes.",
  container_spec_memory_limit_bytes: "Memory limit for the container.",
  container_spec_cpu_period: "CPU period of the container.",
  container_spec_cpu_quota: "CPU quota of the container.",
  container_spec_cpu_shares: "CPU share of the container.",
  container_fs_reads_bytes_total: "Cumulative count of bytes read",
  container_fs_reads_total: "Cumulative count of reads completed",
  container_fs_writes_bytes_total: "Cumulative count of bytes written",
  container_fs_writes_total: "Cumulative count of writes completed",
  container_network_receive_bytes_total: "Cumulative count of bytes received",
  container_network_receive_packets_total: "Cumulative count of packets received",
  container_network_receive_packets_dropped_total: "Cumulative count of packets dropped while receiving",
  container_network_receive_errors_total: "Cumulative count of errors encountered while receiving",
  container_network_transmit_bytes_total: "Cumulative count of bytes transmitted",
  container_network_transmit_packets_total: "Cumulative count of packets transmitted",
  container_network_transmit_packets_dropped_total: "Cumulative count of packets dropped while transmitting",
  container_network_transmit_errors_total: "Cumulative count of errors encountered while transmitting",
  container_threads: "Number of threads running inside the container",
};

/** The label objects of one container, the same ones at each run. */
interface LabelSet {
  /** What they were made from. */
  cgroup: string;
  name: string;
  image: string;
  base: Labels;
  /** cAdvisor counts by processor where it can; the sum of all has this label there. */
  allCpus: Labels;
  byInterface: Map<string, Labels>;
  byDevice: Map<string, Labels>;
}

/** The page may have looked a moment ago. */
const freshEnough: Milliseconds = seconds(3);

export function createContainers(watch: ContainerWatch): Collector {
  const list = createReadingList();
  let labelSets = new Map<string, LabelSet>();
  const disks = createDiskNames();
  let note: string | undefined;

  return {
    name: "containers",
    about:
      "CPU, memory, disk and network of each container of Docker and Podman, from its control group, by way of the service's socket.",
    help,
    platforms: ["linux", "darwin"],
    every: seconds(10),
    comesAndGoes: true,
    deadline: seconds(10),

    async collect({ host, signal }) {
      const look = await watch.look(freshEnough);
      const troubles = look.services.filter(({ state }) => isTrouble(state)).map(({ socket, reason }) => `${socket}: ${reason}`);
      note = troubles.length > 0 ? troubles.join(" ") : undefined;
      if (!look.services.some(({ state }) => state === "ok")) throw new NoData(note ?? "no Docker and no Podman runs here");
      list.start();
      const next = new Map<string, LabelSet>();
      for (const container of look.containers) {
        if (!container.running) continue;
        const labels = labelSetOf(container, container.running.cgroup, labelSets.get(container.id));
        next.set(container.id, labels);
        addSpec(list, look, container.running, labels.base);
        const usage = container.running.measured?.usage;
        if (!usage) continue;
        addProcessor(list, usage, container.running, labels);
        addMemory(list, usage, labels.base);
        for (const disk of usage.disks)
          addDisk(list, disk, labelsOf(labels.byDevice, "device", await disks.nameOf(disk.number, host, signal), labels.base));
        for (const one of usage.interfaces)
          addInterface(list, one, labelsOf(labels.byInterface, "interface", one.name, labels.base));
      }
      labelSets = next;
      return list.readings();
    },

    note: () => note,
  };
}

const isTrouble = (state: ContainerService["state"]) => state !== "ok" && state !== "absent";

function labelSetOf({ name, image }: Container, cgroup: string, known: LabelSet | undefined): LabelSet {
  if (known && known.cgroup === cgroup && known.name === name && known.image === image) return known;
  const base = Object.freeze({ id: cgroup, image, name });
  const allCpus = Object.freeze({ ...base, cpu: "total" });
  return { cgroup, name, image, base, allCpus, byInterface: new Map(), byDevice: new Map() };
}

function labelsOf(known: Map<string, Labels>, label: string, value: string, base: Labels): Labels {
  let labels = known.get(value);
  if (!labels) {
    labels = Object.freeze({ ...base, [label]: value });
    known.set(value, labels);
  }
  return labels;
}

function addSpec(list: ReadingList, { time }: ContainersLook, { startedAt, limits }: Running, labels: Labels): void {
  list.gauge("container_last_seen", Math.floor(time / 1000), labels);
  if (startedAt !== undefined) list.gauge("container_start_time_seconds", Math.floor(startedAt / 1000), labels);
  // 0 is "no limit" there; the quota is left out then.
  list.gauge("container_spec_memory_limit_bytes", limits.memoryBytes ?? 0, labels);
  if (limits.cpuPeriod !== undefined) list.gauge("container_spec_cpu_period", limits.cpuPeriod, labels);
  if (limits.cpuQuota !== undefined) list.gauge("container_spec_cpu_quota", limits.cpuQuota, labels);
  if (limits.cpuShares !== undefined) list.gauge("container_spec_cpu_shares", limits.cpuShares, labels);
}

function addProcessor(list: ReadingList, usage: Usage, { limits }: Running, { base, allCpus }: LabelSet): void {
  const { cpuSeconds, userSeconds, systemSeconds, throttling, tasks } = usage;
  if (cpuSeconds !== undefined) list.counter("container_cpu_usage_seconds_total", cpuSeconds, allCpus);
  if (userSeconds !== undefined) list.counter("container_cpu_user_seconds_total", userSeconds, base);
  if (systemSeconds !== undefined) list.counter("container_cpu_system_seconds_total", systemSeconds, base);
  if (tasks !== undefined) list.gauge("container_threads", tasks, base);
  // Without a quota nothing is enforced, and cAdvisor has none of these either.
  if (throttling === undefined || limits.cpuQuota === undefined) return;
  list.counter("container_cpu_cfs_periods_total", throttling.periods, base);
  list.counter("container_cpu_cfs_throttled_periods_total", throttling.throttledPeriods, base);
  list.counter("container_cpu_cfs_throttled_seconds_total", throttling.throttledSeconds, base);
}

function addMemory(list: ReadingList, usage: Usage, labels: Labels): void {
  const { memoryBytes, workingSetBytes, cacheBytes, residentBytes, swapBytes } = usage;
  if (memoryBytes !== undefined) list.gauge("container_memory_usage_bytes", memoryBytes, labels);
  if (workingSetBytes !== undefined) list.gauge("container_memory_working_set_bytes", workingSetBytes, labels);
  if (cacheBytes !== undefined) list.gauge("container_memory_cache", cacheBytes, labels);
  if (residentBytes !== undefined) list.gauge("container_memory_rss", residentBytes, labels);
  if (swapBytes !== undefined) list.gauge("container_memory_swap", swapBytes, labels);
}

function addDisk(list: ReadingList, disk: DiskUsage, labels: Labels): void {
  list.counter("container_fs_reads_bytes_total", disk.readBytes, labels);
  list.counter("container_fs_reads_total", disk.reads, labels);
  list.counter("container_fs_writes_bytes_total", disk.writtenBytes, labels);
  list.counter("container_fs_writes_total", disk.writes, labels);
}

function addInterface(list: ReadingList, one: InterfaceUsage, labels: Labels): void {
  list.counter("container_network_receive_bytes_total", one.receivedBytes, labels);
  list.counter("container_network_receive_packets_total", one.receivedPackets, labels);
  list.counter("container_network_receive_packets_dropped_total", one.receiveDrops, labels);
  list.counter("container_network_receive_errors_total", one.receiveErrors, labels);
  list.counter("container_network_transmit_bytes_total", one.sentBytes, labels);
  list.counter("container_network_transmit_packets_total", one.sentPackets, labels);
  list.counter("container_network_transmit_packets_dropped_total", one.sendDrops, labels);
  list.counter("container_network_transmit_errors_total", one.sendErrors, labels);
}

/** "/dev/sda" of "8:0", from /proc/diskstats, read anew when a number is met that it did not have. */
function createDiskNames() {
  const parse = createDiskstatsParser();
  const names = new Map<string, string>();
  return {
    async nameOf(number: string, host: Host, signal: AbortSignal): Promise<string> {
      const known = names.get(number);
      if (known !== undefined) return known;
      const text = (await readIfThere(host, "/proc/diskstats", signal)) ?? "";
      for (const { device, major, minor } of parse(text)) names.set(`${major}:${minor}`, `/dev/${device}`);
      // Of a daemon in a virtual machine, or gone: the number itself says which.
      const found = names.get(number) ?? number;
      names.set(number, found);
      return found;
    },
  };
}
