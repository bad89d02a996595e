// macOS and Windows, where there is no /proc: Node's own system calls where they suffice, else systeminformation, which
// spawns commands and so runs less often. The series have the names they have on Linux; what a system does not
// tell is absent. systeminformation is loaded when first used, so that Linux never loads it.
import { cpus, freemem, loadavg, totalmem, uptime } from "node:os";
import { counter, gauge, type Reading } from "#shared/model/sample";
import { minutes, seconds } from "#shared/units/time";
import { type Collector, NoData } from "./collector";
import { parseLoadavg } from "./load";

/** What this file takes from systeminformation, in its shapes. */
export interface SystemInformation {
  mem(): Promise<{ available: number; swaptotal: number; swapfree: number }>;
  fsSize(): Promise<{ fs: string; type: string; mount: string; rw: boolean | null }[]>;
  /** Bytes since the start over all disks; null where the system does not count them. */
  fsStats(): Promise<{ rx: number; wx: number } | null>;
  networkStats(
    interfaces: string,
  ): Promise<
    ({ iface: string; operstate: string } & Record<
      "rx_bytes" | "rx_dropped" | "rx_errors" | "tx_bytes" | "tx_dropped" | "tx_errors",
      number | null
    >)[]
  >;
}

export const loadSystemInformation = (): Promise<SystemInformation> => import("systeminformation");

const both = ["darwin", "win32"] as const;

export function createPortableCollectors(information: () => Promise<SystemInformation> = loadSystemInformation): Collector[] {
  return [
    {
      name: "cpu",
      about: "Seconds each processor thread spent in each mode, as the system counts them.",
      help: {},
      platforms: both,
      every: seconds(1),
      collect: async () => cpus().flatMap(({ times }, cpu) => cpuReadings(String(cpu), times)),
    },
    {
      name: "load",
      about: "Run-queue length averaged over 1, 5 and 15 minutes.",
      help: {},
      platforms: ["darwin"],
      every: seconds(5),
      async collect() {
        const { one, five, fifteen } = parseLoadavg(loadavg().join(" "));
        return [gauge("node_load1", one), gauge("node_load5", five), gauge("node_load15", fifteen)];
      },
    },
    {
      name: "memory",
      about: "Memory and swap: how much there is, is free, and can be had.",
      help: {},
      platforms: both,
      every: seconds(2),
      async collect() {
        const found = await (await information()).mem();
        return memoryReadings({ ...found, total: totalmem(), free: freemem() });
      },
    },
    {
      name: "filesystem",
      about: "Size and free space of each mounted volume.",
      help: {},
      platforms: both,
      every: seconds(30),
      deadline: seconds(20),
      async collect({ host, signal }) {
        const volumes = await (await information()).fsSize();
        const readings = await Promise.all(
          volumes.map(async ({ fs, type, mount }) => {
            const labels = { device: fs, mountpoint: mount, fstype: type.toLowerCase() };
            try {
              const { blockSize, blocks, free, available } = await host.statFilesystem(mount, signal);
              return [
                gauge("node_filesystem_size_bytes", blocks * blockSize, labels),
                gauge("node_filesystem_free_bytes", free * blockSize, labels),
                gauge("node_filesystem_avail_bytes", available * blockSize, labels),
                gauge("node_filesystem_device_error", 0, labels),
              ];
            } catch {
              // Ejected meanwhile, or a share that does not answer: told in the reading, and the other volumes go on.
              return [gauge("node_filesystem_device_error", 1, labels)];
            }
          }),
        );
        return readings.flat();
      },
    },
    {
      name: "disk",
      about: "Bytes read and written by all disks together.",
      help: {},
      platforms: ["darwin"],
      every: seconds(5),
      deadline: seconds(5),
      async collect() {
        const stats = await (await information()).fsStats();
        if (!stats) throw new NoData("this system does not count what its disks read and write");
        const labels = { device: "all" };
        return [
          counter("node_disk_read_bytes_total", stats.rx, labels),
          counter("node_disk_written_bytes_total", stats.wx, labels),
        ];
      },
    },
    {
      name: "network",
      about: "Bytes, errors and drops of each network interface.",
      help: {},
      platforms: both,
      every: seconds(5),
      deadline: seconds(10),
      collect: async () => networkReadings(await (await information()).networkStats("*")),
    },
    {
      name: "uptime",
      about: "When this machine was started.",
      help: {},
      platforms: both,
      every: minutes(1),
      // To the second: a start that moves by milliseconds at each reading would look like news.
      collect: async ({ host }) => [gauge("node_boot_time_seconds", Math.round(host.now() / 1000 - uptime()))],
    },
  ];
}

/** Node counts in milliseconds. */
export function cpuReadings(
  cpu: string,
  times: { user: number; nice: number; sys: number; idle: number; irq: number },
): Reading[] {
  const { user, nice, sys: system, idle, irq } = times;
  return Object.entries({ user, nice, system, idle, irq }).map(([mode, milliseconds]) =>
    counter("node_cpu_seconds_total", milliseconds / 1000, { cpu, mode }),
  );
}

interface Memory {
  total: number;
  free: number;
  available: number;
  swaptotal: number;
  swapfree: number;
}

export function memoryReadings({ total, free, available, swaptotal, swapfree }: Memory): Reading[] {
  const readings = [gauge("node_memory_MemTotal_bytes", total), gauge("node_memory_MemFree_bytes", free)];
  // 0 stands for "the command that tells did not run".
  if (available > 0) readings.push(gauge("node_memory_MemAvailable_bytes", available));
  readings.push(gauge("node_memory_SwapTotal_bytes", swaptotal), gauge("node_memory_SwapFree_bytes", swapfree));
  return readings;
}

const networkColumns = [
  ["rx_bytes", "node_network_receive_bytes_total"],
  ["rx_errors", "node_network_receive_errs_total"],
  ["rx_dropped", "node_network_receive_drop_total"],
  ["tx_bytes", "node_network_transmit_bytes_total"],
  ["tx_errors", "node_network_transmit_errs_total"],
  ["tx_dropped", "node_network_transmit_drop_total"],
] as const;

export function networkReadings(interfaces: Awaited<ReturnType<SystemInformation["networkStats"]>>): Reading[] {
  return interfaces.flatMap((found) => {
    const labels = { device: found.iface };
    const counters = networkColumns.flatMap(([column, name]) => {
      const value = found[column];
      // Some systems do not count drops; such a field is null or missing.
      return typeof value === "number" && value >= 0 ? [counter(name, value, labels)] : [];
    });
    return [gauge("node_network_up", found.operstate === "up" ? 1 : 0, labels), ...counters];
  });
}
