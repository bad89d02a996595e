// What every page shows of the network, so every second. The kernel resets these counters when an interface goes away; `rate`
// knows a reset.
import { seconds } from "#shared/units/time";
import type { Collector } from "../collector";
import { column, createNetDevCollector } from "./net-dev";

export const createNetwork = (): Collector =>
  createNetDevCollector({
    name: "network",
    about: "Bytes, packets, errors and drops of each network interface, from /proc/net/dev.",
    every: seconds(1),
    counters: [
      { what: "receive_bytes", at: column.receivedBytes },
      { what: "receive_packets", at: column.receivedPackets },
      { what: "receive_errs", at: column.receiveErrors },
      { what: "receive_drop", at: column.receiveDrops },
      { what: "transmit_bytes", at: column.sentBytes },
      { what: "transmit_packets", at: column.sentPackets },
      { what: "transmit_errs", at: column.sendErrors },
      { what: "transmit_drop", at: column.sendDrops },
    ],
  });
