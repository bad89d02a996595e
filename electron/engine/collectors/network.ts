// /proc/net/dev: proc_pid_net(5). Names as node_exporter's netdev collector has them. One difference: that collector asks by
// netlink and counts missed packets apart, where this file counts them under `drop`.
import { counter, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "./collector";
import { deviceLabels } from "./device-labels";
import { numberOf, wordsOf } from "./numbers";

export const network: Collector = {
  name: "network",
  about: "Bytes, packets, errors and drops of each network interface, from /proc/net/dev.",
  help: {},
  platforms: ["linux"],
  every: seconds(1),
  async collect({ host, signal }) {
    const interfaces = parseNetDev(await host.readText("/proc/net/dev", signal));
    if (interfaces.length === 0) throw new NoData("this machine has no network interface");
    return interfaces.flatMap(({ device, fields }) => readingsOf(device, fields));
  },
};

/** The numbers of each interface in the file's order, eight received and eight sent. Alias names (`eth0:1`) hold a colon themselves. */
export function parseNetDev(text: string): { device: string; fields: number[] }[] {
  const interfaces: { device: string; fields: number[] }[] = [];
  // Two lines of headings come first; they hold bars and no colon.
  for (const line of text.split("\n")) {
    const colon = line.lastIndexOf(":");
    if (colon < 0 || line.includes("|")) continue;
    const fields = wordsOf(line.slice(colon + 1))
      .map(numberOf)
      .filter((value) => value !== undefined);
    if (fields.length >= 16) interfaces.push({ device: line.slice(0, colon).trim(), fields });
  }
  return interfaces;
}

/** Which of the sixteen columns is which. The kernel resets them when the interface goes away; `rate` knows a reset. */
const columns = [
  { name: "node_network_receive_bytes_total", column: 0 },
  { name: "node_network_receive_packets_total", column: 1 },
  { name: "node_network_receive_errs_total", column: 2 },
  { name: "node_network_receive_drop_total", column: 3 },
  { name: "node_network_transmit_bytes_total", column: 8 },
  { name: "node_network_transmit_packets_total", column: 9 },
  { name: "node_network_transmit_errs_total", column: 10 },
  { name: "node_network_transmit_drop_total", column: 11 },
];

function readingsOf(device: string, fields: number[]): Reading[] {
  const labels = deviceLabels(device);
  return columns.map(({ name, column }) => counter(name, fields[column] ?? 0, labels));
}
