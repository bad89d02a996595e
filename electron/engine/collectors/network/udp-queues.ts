// /proc/net/udp and udp6: proc_pid_net(5). A line for each socket, of which only the two queues matter here:
// "  12: 0100007F:8707 00000000:0000 07 00000000:00000A40 …". Metric as node_exporter's udp_queues collector has it.
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import { readIfThere } from "../optional-file";
import { createReadingList } from "../reading-list";
import { hexDigit } from "../text/hex-words";

const metric = "node_udp_queues";
const versions = [
  { path: "/proc/net/udp", tx: Object.freeze({ queue: "tx", ip: "v4" }), rx: Object.freeze({ queue: "rx", ip: "v4" }) },
  { path: "/proc/net/udp6", tx: Object.freeze({ queue: "tx", ip: "v6" }), rx: Object.freeze({ queue: "rx", ip: "v6" }) },
] as const;

export function createUdpQueues(): Collector {
  const list = createReadingList();
  const bytes = { tx: 0, rx: 0 };
  return {
    name: "udp-queues",
    about: "Bytes that wait in UDP sockets to be sent or to be read, from /proc/net/udp and udp6.",
    help: { [metric]: "Number of allocated memory in the kernel for UDP datagrams in bytes." },
    platforms: ["linux"],
    // The kernel walks its whole table of sockets for these files, which is long on a machine that serves many.
    every: seconds(15),
    async collect({ host, signal }) {
      list.start();
      for (const { path, tx, rx } of versions) {
        const text = await readIfThere(host, path, signal);
        if (text === undefined) continue;
        addQueues(text, bytes);
        list.gauge(metric, bytes.tx, tx);
        list.gauge(metric, bytes.rx, rx);
      }
      const readings = list.readings();
      if (readings.length === 0) throw new NoData("this kernel has no UDP");
      return readings;
    },
  };
}

/** The sums over all sockets; lines that are cut off or are none are left out. */
export function addQueues(text: string, bytes: { tx: number; rx: number }): void {
  bytes.tx = 0;
  bytes.rx = 0;
  let start = text.indexOf("\n") + 1;
  if (start === 0) return;
  for (let end = text.indexOf("\n", start); end >= 0; start = end + 1, end = text.indexOf("\n", start)) {
    let at = start;
    for (let word = 0; word < wordsBefore; word++) at = nextWord(text, at);
    while (text.charCodeAt(at) === space) at++;
    const colonAt = text.indexOf(":", at);
    const [tx, rx] = [hexBetween(text, at, colonAt), hexBetween(text, colonAt + 1, text.indexOf(" ", colonAt))];
    if (colonAt < 0 || colonAt > end || Number.isNaN(tx) || Number.isNaN(rx)) continue;
    bytes.tx += tx;
    bytes.rx += rx;
  }
}

const space = 32;
/** The socket's place in the table, two addresses and a state. */
const wordsBefore = 4;

/** The place behind the next word. */
function nextWord(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === space) at++;
  const end = text.indexOf(" ", at);
  return end < 0 ? text.length : end;
}

/** NaN where there is anything but hexadecimal digits, or nothing. */
function hexBetween(text: string, start: number, end: number): number {
  if (end <= start) return Number.NaN;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = hexDigit(text.charCodeAt(at));
    if (digit < 0) return Number.NaN;
    value = value * 16 + digit;
  }
  return value;
}
