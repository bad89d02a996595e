import { counter, gauge, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import type { Collector } from "../collector";
import { deviceLabels } from "../device-labels";
import { both, type InterfaceStats, type LoadInformation } from "./information";

const columns = [
  ["rx_bytes", "node_network_receive_bytes_total", "Network device statistic receive_bytes."],
  ["rx_errors", "node_network_receive_errs_total", "Network device statistic receive_errs."],
  ["rx_dropped", "node_network_receive_drop_total", "Network device statistic receive_drop."],
  ["tx_bytes", "node_network_transmit_bytes_total", "Network device statistic transmit_bytes."],
  ["tx_errors", "node_network_transmit_errs_total", "Network device statistic transmit_errs."],
  ["tx_dropped", "node_network_transmit_drop_total", "Network device statistic transmit_drop."],
] as const;

export const createPortableNetwork = (information: LoadInformation): Collector => ({
  name: "network",
  about: "Bytes, errors and drops of each network interface.",
  help: {
    ...Object.fromEntries(columns.map(([, name, text]) => [name, text])),
    node_network_up: "Value is 1 if operstate is 'up', 0 otherwise.",
  },
  platforms: both,
  every: seconds(5),
  deadline: seconds(10),
  collect: async () => networkReadings(await (await information()).networkStats("*")),
});

export function networkReadings(interfaces: readonly InterfaceStats[]): Reading[] {
  return interfaces.flatMap((found) => {
    const labels = deviceLabels(found.iface);
    const counters = columns.flatMap(([column, name]) => {
      const value = found[column];
      // Some systems do not count drops; such a field is null or missing.
      return typeof value === "number" && value >= 0 ? [counter(name, value, labels)] : [];
    });
    return [gauge("node_network_up", found.operstate === "up" ? 1 : 0, labels), ...counters];
  });
}
