// What hardly ever moves, and is kept apart so that a machine with hundreds of interfaces does not store eight more numbers of
// each every second.
import { seconds } from "#shared/units/time";
import type { Collector } from "../collector";
import { column, createNetDevCollector } from "./net-dev";

export const createNetworkDetails = (): Collector =>
  createNetDevCollector({
    name: "network-details",
    about: "Multicast and compressed packets, and the rarer errors, of each network interface, from /proc/net/dev.",
    every: seconds(15),
    counters: [
      { what: "receive_fifo", at: column.receiveFifo },
      { what: "receive_frame", at: column.receiveFrame },
      { what: "receive_compressed", at: column.receiveCompressed },
      { what: "receive_multicast", at: column.multicast },
      { what: "transmit_fifo", at: column.sendFifo },
      { what: "transmit_colls", at: column.collisions },
      { what: "transmit_carrier", at: column.carrier },
      { what: "transmit_compressed", at: column.sentCompressed },
    ],
  });
