// /proc/net/arp: proc_pid_net(5). Headings, then a line for each neighbour: address, type, flags, hardware address, mask and
// interface. Metric as node_exporter's arp collector has it.
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import { deviceLabels } from "../device-labels";
import { readIfThere } from "../optional-file";
import { createReadingList } from "../reading-list";

const metric = "node_arp_entries";
const columnsBefore = 5;

export function createArp(): Collector {
  const list = createReadingList();
  const entries = new Map<string, number>();
  return {
    name: "arp",
    about: "Neighbours that each network interface knows by their hardware address, from /proc/net/arp.",
    help: { [metric]: "ARP entries by device" },
    platforms: ["linux"],
    // Neighbours stay for half a minute or longer.
    every: seconds(15),
    async collect({ host, signal }) {
      const text = await readIfThere(host, "/proc/net/arp", signal);
      if (text === undefined) throw new NoData("this kernel has no IPv4");
      entries.clear();
      countNeighbours(text, entries);
      list.start();
      for (const [device, count] of entries) list.gauge(metric, count, deviceLabels(device));
      return list.readings();
    },
  };
}

/** Adds each neighbour to its interface. */
function countNeighbours(text: string, entries: Map<string, number>): void {
  // The first line holds the headings, and one without its end was cut off, perhaps within the interface's name.
  let start = text.indexOf("\n") + 1;
  if (start === 0) return;
  for (let end = text.indexOf("\n", start); end >= 0; start = end + 1, end = text.indexOf("\n", start)) {
    const device = deviceOf(text, start, end);
    if (device !== "") entries.set(device, (entries.get(device) ?? 0) + 1);
  }
}

const space = 32;

/** What follows the five columns: a name that holds a space is still one name. */
function deviceOf(text: string, start: number, end: number): string {
  let at = start;
  for (let column = 0; column < columnsBefore; column++) {
    while (at < end && text.charCodeAt(at) !== space) at++;
    while (at < end && text.charCodeAt(at) === space) at++;
  }
  return text.slice(at, end);
}
