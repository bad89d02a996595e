// /proc/net/dev: proc_pid_net(5). One line for each interface: its name, a colon and sixteen counters. Metrics as node_exporter's
// netdev collector has them; that one asks by netlink and adds the missed packets to the dropped ones, as this file does.
import type { Labels } from "#shared/model/labels";
import type { Milliseconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import { deviceLabels } from "../device-labels";
import { readIfThere } from "../optional-file";
import { createReadingList } from "../reading-list";

export interface InterfaceCounters {
  /** `{ device }` */
  labels: Labels;
  /** In the file's order: eight for what was received, eight for what was sent. */
  counters: readonly number[];
}

/** Where each counter stands in `counters`. */
export const column = {
  receivedBytes: 0,
  receivedPackets: 1,
  receiveErrors: 2,
  receiveDrops: 3,
  receiveFifo: 4,
  receiveFrame: 5,
  receiveCompressed: 6,
  multicast: 7,
  sentBytes: 8,
  sentPackets: 9,
  sendErrors: 10,
  sendDrops: 11,
  sendFifo: 12,
  collisions: 13,
  carrier: 14,
  sentCompressed: 15,
} as const;

const columns = 16;

interface Options {
  name: string;
  about: string;
  every: Milliseconds;
  /** Which counters it reports: `node_network_<what>_total`. */
  counters: readonly { what: string; at: number }[];
}

/** A collector of some of the counters. */
export function createNetDevCollector({ name, about, every, counters: wanted }: Options): Collector {
  const metrics = wanted.map(({ what, at }) => ({ name: `node_network_${what}_total`, at }));
  const read = createNetDevReader();
  const list = createReadingList();
  return {
    name,
    about,
    help: Object.fromEntries(wanted.map(({ what }) => [`node_network_${what}_total`, `Network device statistic ${what}.`])),
    platforms: ["linux"],
    every,
    async collect({ host, signal }) {
      const interfaces = read((await readIfThere(host, "/proc/net/dev", signal)) ?? "");
      if (interfaces.length === 0) throw new NoData("this machine has no network interface");
      list.start();
      for (const { labels, counters } of interfaces) {
        for (const metric of metrics) list.counter(metric.name, counters[metric.at] ?? 0, labels);
      }
      return list.readings();
    },
  };
}

/** What a line was at the last read. */
interface Place {
  /** The line up to and with its colon. */
  beginning: string;
  interface: { labels: Labels; counters: number[] };
  /** Bytes that are no UTF-8 all read alike, so two names may come out the same; only the first of them can be told. */
  isSecond: boolean;
}

/**
 * Reads the file again and again. Its lines mostly are those of a second ago with other numbers, so each keeps its place and
 * nothing is made anew. The answer is the same array at every call, good until the next.
 */
export function createNetDevReader(): (text: string) => readonly InterfaceCounters[] {
  const places: Place[] = [];
  const interfaces: InterfaceCounters[] = [];

  return (text) => {
    interfaces.length = 0;
    let isChanged = false;
    let count = 0;
    // A line without its end was cut off, and so perhaps was its last number.
    for (let start = 0, end = text.indexOf("\n"); end >= 0; start = end + 1, end = text.indexOf("\n", start)) {
      const known = places[count];
      if (!known || !text.startsWith(known.beginning, start) || !readCounters(text, start + known.beginning.length, end, known)) {
        const place = newPlace(text, start, end);
        if (!place) continue;
        places[count] = place;
        isChanged = true;
      }
      count++;
    }
    if (isChanged || count !== places.length) {
      places.length = count;
      markSeconds(places);
    }
    for (const place of places) if (!place.isSecond) interfaces.push(place.interface);
    return interfaces;
  };
}

function newPlace(text: string, start: number, end: number): Place | undefined {
  // The last colon: old kernels list aliases (`eth0:1`), whose names hold one themselves. The two headings have none.
  const colon = text.lastIndexOf(":", end);
  if (colon < start) return undefined;
  let name = start;
  while (text.charCodeAt(name) === space) name++;
  const labels = deviceLabels(text.slice(name, colon));
  const place: Place = {
    beginning: text.slice(start, colon + 1),
    interface: { labels, counters: new Array<number>(columns).fill(0) },
    isSecond: false,
  };
  return name < colon && readCounters(text, colon + 1, end, place) ? place : undefined;
}

const space = 32;
const zero = 48;

/** False where the line has fewer than sixteen numbers, or something else among them. */
function readCounters(text: string, from: number, end: number, { interface: { counters } }: Place): boolean {
  let at = from;
  for (let index = 0; index < columns; index++) {
    while (at < end && text.charCodeAt(at) === space) at++;
    const first = at;
    let value = 0;
    for (; at < end; at++) {
      const digit = text.charCodeAt(at) - zero;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (at === first || (at < end && text.charCodeAt(at) !== space)) return false;
    counters[index] = value;
  }
  return true;
}

function markSeconds(places: readonly Place[]): void {
  const seen = new Set<Labels>();
  for (const place of places) {
    place.isSecond = seen.has(place.interface.labels);
    seen.add(place.interface.labels);
  }
}
