// What a daemon says of a container's usage: GET /containers/<id>/stats. Asked only where its control group cannot be read.
import { diskIn, isOwnInterface, type Usage, workingSet } from "./usage";
import { interfaceSchema, type Stats } from "./wire";

export function usageFromStats({ cpu_stats, memory_stats, blkio_stats, networks, pids_stats }: Stats): Usage {
  const cpu = cpu_stats?.cpu_usage;
  const throttling = cpu_stats?.throttling_data;
  const memory = memory_stats?.stats;
  const bytes = memory_stats?.usage ?? undefined;
  // The names of control groups version 1 come first: there the ones without `total_` leave out what is below.
  const inactiveFile = memory?.total_inactive_file ?? memory?.inactive_file ?? undefined;
  return {
    cpuSeconds: seconds(cpu?.total_usage),
    userSeconds: seconds(cpu?.usage_in_usermode),
    systemSeconds: seconds(cpu?.usage_in_kernelmode),
    throttling: throttling
      ? {
          periods: throttling.periods ?? 0,
          throttledPeriods: throttling.throttled_periods ?? 0,
          throttledSeconds: (throttling.throttled_time ?? 0) / 1e9,
        }
      : undefined,
    memoryBytes: bytes,
    // Podman's answer has no such part: then this is not known, rather than all of it.
    workingSetBytes: bytes !== undefined && inactiveFile !== undefined ? workingSet(bytes, inactiveFile) : undefined,
    cacheBytes: memory?.total_cache ?? memory?.file ?? undefined,
    residentBytes: memory?.total_rss ?? memory?.anon ?? undefined,
    swapBytes: memory?.total_swap ?? memory?.swap ?? undefined,
    disks: disksFrom(blkio_stats),
    interfaces: interfacesFrom(networks),
    tasks: pids_stats?.current ?? undefined,
  };
}

const seconds = (nanoseconds: number | null | undefined) => (typeof nanoseconds === "number" ? nanoseconds / 1e9 : undefined);

function disksFrom(blkio: Stats["blkio_stats"]): Usage["disks"] {
  const disks: Usage["disks"] = [];
  for (const { major, minor, op, value } of blkio?.io_service_bytes_recursive ?? []) {
    // "Read" with version 1, "read" with version 2.
    const what = op.toLowerCase();
    if (what === "read") diskIn(disks, `${major}:${minor}`).readBytes += value;
    else if (what === "write") diskIn(disks, `${major}:${minor}`).writtenBytes += value;
  }
  for (const { major, minor, op, value } of blkio?.io_serviced_recursive ?? []) {
    const what = op.toLowerCase();
    if (what === "read") diskIn(disks, `${major}:${minor}`).reads += value;
    else if (what === "write") diskIn(disks, `${major}:${minor}`).writes += value;
  }
  return disks;
}

const mostInterfaces = 100;

function interfacesFrom(networks: unknown): Usage["interfaces"] {
  if (typeof networks !== "object" || networks === null) return [];
  return Object.entries(networks)
    .slice(0, mostInterfaces)
    .flatMap(([name, raw]) => {
      const found = interfaceSchema.safeParse(raw);
      if (!found.success || !isOwnInterface(name)) return [];
      const { rx_bytes, rx_packets, rx_errors, rx_dropped, tx_bytes, tx_packets, tx_errors, tx_dropped } = found.data;
      return [
        {
          name,
          receivedBytes: rx_bytes ?? 0,
          receivedPackets: rx_packets ?? 0,
          receiveErrors: rx_errors ?? 0,
          receiveDrops: rx_dropped ?? 0,
          sentBytes: tx_bytes ?? 0,
          sentPackets: tx_packets ?? 0,
          sendErrors: tx_errors ?? 0,
          sendDrops: tx_dropped ?? 0,
        },
      ];
    });
}
