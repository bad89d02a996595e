// What the Overview asks of this machine, in the names of node_exporter and the NVIDIA exporter: the same expressions work
// on the Metrics page, and against a server.
import { formatDuration } from "#shared/format/duration";
import { type Milliseconds, seconds } from "#shared/units/time";

export type QueryId = keyof ReturnType<typeof expressions>;

/** Virtual devices pass on what a real one carries already; counted again, the sum would be double. */
const virtualDisks = ["dm-.*", "md.*", "zram.*", "sr.*", "loop.*", "ram.*"];
const virtualNetworks = [
  ...["lo[0-9]*", "dummy.*", "ifb.*", "nlmon.*", "teql.*"],
  ...[
    "veth.*",
    "docker.*",
    "podman.*",
    "br-.*",
    "br[0-9]+",
    "bridge.*",
    "virbr.*",
    "vnet.*",
    "tap.*",
    "cni.*",
    "flannel.*",
    "cali.*",
  ],
  // A bond, a VLAN or a tunnel speaks through a device that is counted.
  ...[
    "bond.*",
    "team.*",
    ".+[.][0-9]+",
    "tun.*",
    "utun.*",
    "wg.*",
    "tailscale.*",
    "gre.*",
    "sit.*",
    "ip6tnl.*",
    "erspan.*",
    "vxlan.*",
  ],
];
const realDisks = `{device!~"${virtualDisks.join("|")}"}`;
const realNetworks = `{device!~"${virtualNetworks.join("|")}"}`;

function expressions(rateWindow: string) {
  const rate = (selector: string) => `rate(${selector}[${rateWindow}])`;
  return {
    cpuByMode: `avg by (mode) (${rate("node_cpu_seconds_total")}) * 100`,
    cpuFrequency: "avg(node_cpu_scaling_frequency_hertz)",
    temperature: "max(node_hwmon_temp_celsius)",
    load1: "node_load1",
    load5: "node_load5",
    load15: "node_load15",
    memoryUsed: "node_memory_MemTotal_bytes - node_memory_MemAvailable_bytes",
    memoryTotal: "node_memory_MemTotal_bytes",
    swapUsed: "node_memory_SwapTotal_bytes - node_memory_SwapFree_bytes",
    diskRead: `sum(${rate(`node_disk_read_bytes_total${realDisks}`)})`,
    diskWritten: `sum(${rate(`node_disk_written_bytes_total${realDisks}`)})`,
    diskBusy: `max by (device) (${rate(`node_disk_io_time_seconds_total${realDisks}`)}) * 100`,
    rootFree: 'node_filesystem_avail_bytes{mountpoint="/"}',
    rootSize: 'node_filesystem_size_bytes{mountpoint="/"}',
    received: `sum by (device) (${rate(`node_network_receive_bytes_total${realNetworks}`)})`,
    sent: `sum by (device) (${rate(`node_network_transmit_bytes_total${realNetworks}`)})`,
    gpuBusy: "avg(nvidia_gpu_duty_cycle)",
    gpuMemoryUsed: "sum(nvidia_gpu_memory_used_bytes)",
    gpuMemoryTotal: "sum(nvidia_gpu_memory_total_bytes)",
    gpuTemperature: "max(nvidia_gpu_temperature_celsius)",
    gpuPower: "sum(nvidia_gpu_power_usage_milliwatts)",
  };
}

/** One step per second up to a quarter of an hour; wider windows take wider steps, with as many points. */
export const stepFor = (window: Milliseconds): Milliseconds => seconds(Math.max(1, Math.round(window / 900_000)));

/** All of them for one stream. A rate needs at least two samples, and looks back over four steps so that one late sample is no gap. */
export function overviewQueries(step: Milliseconds): { id: QueryId; expr: string }[] {
  const all = expressions(formatDuration(step * 4));
  return Object.entries(all).map(([id, expr]) => ({ id: id as QueryId, expr }));
}
