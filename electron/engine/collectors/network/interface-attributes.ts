// The files of one interface's folder under /sys/class/net, and the metrics that they are.
import type { Labels } from "#shared/model/labels";
import type { Reading } from "#shared/model/sample";
import type { Host } from "../collector";
import { deviceLabels } from "../device-labels";
import { createReadingList } from "../reading-list";
import { numberOf } from "../text/numbers";

interface Property {
  /** Under /sys/class/net/<interface>. */
  file: string;
  kind: "gauge" | "counter";
  metric: string;
  /** The kernel refuses it (EINVAL) while the interface is switched off, so it is not asked for then. */
  whileOn?: boolean;
  /** What the file's number must be multiplied by. */
  times?: number;
}

const properties: readonly Property[] = [
  { file: "flags", kind: "gauge", metric: "node_network_flags" },
  { file: "addr_assign_type", kind: "gauge", metric: "node_network_address_assign_type" },
  { file: "carrier_changes", kind: "counter", metric: "node_network_carrier_changes_total" },
  { file: "carrier_up_count", kind: "counter", metric: "node_network_carrier_up_changes_total" },
  { file: "carrier_down_count", kind: "counter", metric: "node_network_carrier_down_changes_total" },
  { file: "dev_id", kind: "gauge", metric: "node_network_device_id" },
  { file: "ifindex", kind: "gauge", metric: "node_network_iface_id" },
  { file: "iflink", kind: "gauge", metric: "node_network_iface_link" },
  { file: "link_mode", kind: "gauge", metric: "node_network_iface_link_mode" },
  { file: "mtu", kind: "gauge", metric: "node_network_mtu_bytes" },
  { file: "name_assign_type", kind: "gauge", metric: "node_network_name_assign_type" },
  { file: "netdev_group", kind: "gauge", metric: "node_network_net_dev_group" },
  { file: "tx_queue_len", kind: "gauge", metric: "node_network_transmit_queue_length" },
  { file: "type", kind: "gauge", metric: "node_network_protocol_type" },
  { file: "dormant", kind: "gauge", metric: "node_network_dormant", whileOn: true },
  // Those that a driver answers come one after the other: they then hold one of Node's four threads at most.
  { file: "carrier", kind: "gauge", metric: "node_network_carrier", whileOn: true },
  // In megabits. -1 stands for "unknown", as on virtual interfaces; node_exporter reports that as -125000, and so do we.
  { file: "speed", kind: "gauge", metric: "node_network_speed_bytes", whileOn: true, times: 1_000_000 / 8 },
];

export const interfaceHelp: Readonly<Record<string, string>> = {
  node_network_up: "Value is 1 if operstate is 'up', 0 otherwise.",
  node_network_info: "Non-numeric data from /sys/class/net/<iface>, value is always 1.",
  node_network_receive_nohandler_total: "Network device statistic receive_nohandler.",
  ...Object.fromEntries(
    properties.map(({ metric }) => [metric, `Network device property: ${metric.slice("node_network_".length)}`]),
  ),
};

interface Where {
  host: Host;
  /** The interface's own. */
  folder: string;
  signal: AbortSignal;
  how: "seldom" | undefined;
}

export interface InterfaceReader {
  /** False when there is no such interface (any more). */
  read(where: Where): Promise<boolean>;
  /** What the last read brought. */
  readings(): readonly Reading[];
}

const switchedOn = 0x1;

/**
 * How the interface is set up changes when somebody sets it up anew, and mostly its state changes then too: which interface
 * it is, whether it is switched on, its link. So while the state stays, only every fourth read asks for all of it.
 */
const readAgain = 4;

export function createInterfaceReader(device: string): InterfaceReader {
  const labels = deviceLabels(device);
  const list = createReadingList();
  let known: { state: string; numbers: (number | undefined)[]; info: Labels } | undefined;
  let reads = 0;

  return {
    async read({ host, folder, signal, how }) {
      // Missing on older kernels, refused by some drivers, and gone when the interface goes: then it has no such reading.
      const textOf = (file: string) =>
        host.readText(`${folder}/${file}`, signal, how).then(
          (text) => text.trim(),
          () => undefined,
        );

      // What has neither is not an interface: the file `bonding_masters`, or one that has just gone away.
      const [flags, operstate] = [numberOf(await textOf("flags")), await textOf("operstate")];
      if (flags === undefined || operstate === undefined) return false;
      const state = `${flags} ${operstate} ${await textOf("ifindex")} ${await textOf("carrier_changes")}`;
      if (known?.state !== state || ++reads % readAgain === 0) {
        const isOn = (flags & switchedOn) !== 0;
        const numbers: (number | undefined)[] = [];
        for (const { file, whileOn } of properties) numbers.push(whileOn && !isOn ? undefined : numberOf(await textOf(file)));
        const texts = {
          device,
          address: await textOf("address"),
          broadcast: await textOf("broadcast"),
          duplex: isOn ? await textOf("duplex") : undefined,
          operstate,
          adminstate: isOn ? "up" : "down",
          ifalias: await textOf("ifalias"),
        };
        known = { state, numbers, info: sameOrNew(known?.info ?? {}, texts) };
      }
      const withoutHandler = numberOf(await textOf("statistics/rx_nohandler"));

      list.start();
      for (const [index, { kind, metric, times = 1 }] of properties.entries()) {
        const value = known.numbers[index];
        if (value !== undefined) list[kind](metric, value * times, labels);
      }
      if (withoutHandler !== undefined) list.counter("node_network_receive_nohandler_total", withoutHandler, labels);
      list.gauge("node_network_up", operstate === "up" ? 1 : 0, labels);
      list.gauge("node_network_info", 1, known.info);
      return true;
    },
    readings: list.readings,
  };
}

/** The object of the last read while it still holds true, so that the series stays the same. An empty label is no label. */
function sameOrNew(was: Labels, texts: Readonly<Record<string, string | undefined>>): Labels {
  const names = Object.keys(texts);
  if (names.every((name) => (was[name] ?? "") === (texts[name] ?? ""))) return was;
  const labels: Record<string, string> = {};
  for (const name of names) {
    const text = texts[name];
    if (text) labels[name] = text;
  }
  return Object.freeze(labels);
}
