// /proc/net/sockstat and sockstat6: proc_pid_net(5). Lines such as "TCP: inuse 4 orphan 0 tw 2 alloc 8 mem 66". Metrics as
// node_exporter's sockstat collector has them.
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import { pageBytes as pageBytesHere } from "../kernel/page-bytes";
import { readIfThere } from "../optional-file";
import { createReadingList, type ReadingList } from "../reading-list";

const prefix = "node_sockstat_";
const states = new Set(["inuse", "orphan", "tw", "alloc", "mem", "memory"]);

/** One number of the file. */
interface Field {
  /** All that stands between the number before and this one: "\nUDP: inuse ". */
  before: string;
  /** Undefined for a number that is not wanted. */
  metric: string | undefined;
  /** The kernel gives memory in pages here. */
  bytesMetric: string | undefined;
  value: number;
}

interface Shape {
  fields: Field[];
  /** What follows the last number. */
  after: string;
}

/** `pageBytes` is asked for once a file tells of memory. */
export function createSockstat({ pageBytes = pageBytesHere }: { pageBytes?: () => number } = {}): Collector {
  const list = createReadingList();
  const version4 = createSockstatReader();
  const version6 = createSockstatReader();

  function put(fields: readonly Field[], { gauge }: ReadingList): void {
    for (const { metric, bytesMetric, value } of fields) {
      if (metric !== undefined) gauge(metric, value);
      if (bytesMetric !== undefined) gauge(bytesMetric, value * pageBytes());
    }
  }

  return {
    name: "sockstat",
    about: "Sockets in use and the memory they hold, by protocol, from /proc/net/sockstat and sockstat6.",
    help: helpOf,
    platforms: ["linux"],
    every: seconds(5),
    async collect({ host, signal }) {
      const four = await readIfThere(host, "/proc/net/sockstat", signal);
      const six = await readIfThere(host, "/proc/net/sockstat6", signal);
      if (four === undefined && six === undefined) throw new NoData("this kernel has no internet protocols");
      list.start();
      put(version4(four ?? ""), list);
      put(version6(six ?? ""), list);
      const readings = list.readings();
      if (readings.length === 0) throw new Error("/proc/net/sockstat and sockstat6 have none of their lines");
      return readings;
    },
  };
}

function helpOf(metric: string): string | undefined {
  if (!metric.startsWith(prefix)) return undefined;
  const name = metric.slice(prefix.length);
  if (name === "sockets_used") return "Number of IPv4 sockets in use.";
  const underscore = name.indexOf("_");
  return `Number of ${name.slice(0, underscore)} sockets in state ${name.slice(underscore + 1)}.`;
}

/** The answer is the same array while the file keeps its words, good until the next call. */
function createSockstatReader(): (text: string) => readonly Field[] {
  let shape: Shape = { fields: [], after: "" };
  return (text) => {
    if (!readInto(shape, text)) {
      shape = shapeOf(text);
      readInto(shape, text);
    }
    return shape.fields;
  };
}

const zero = 48;

/** False when other words stand around the numbers than last time. */
function readInto({ fields, after }: Shape, text: string): boolean {
  let at = 0;
  for (const field of fields) {
    if (!text.startsWith(field.before, at)) return false;
    at += field.before.length;
    const first = at;
    let value = 0;
    for (; at < text.length; at++) {
      const digit = text.charCodeAt(at) - zero;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (at === first) return false;
    field.value = value;
  }
  return text.length === at + after.length && text.endsWith(after);
}

function shapeOf(text: string): Shape {
  const fields: Field[] = [];
  let before = "";
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0; start = end + 1, end = text.indexOf("\n", start)) {
    const line = text.slice(start, end);
    const [, protocol = "", numbers] = /^([A-Za-z0-9]+):((?: [a-z]+ \d+)+)$/.exec(line) ?? [];
    if (numbers === undefined) {
      before += `${line}\n`;
      continue;
    }
    before += `${protocol}:`;
    for (const [, state = ""] of numbers.matchAll(/ ([a-z]+) \d+/g)) {
      fields.push({ before: `${before} ${state} `, ...metricsOf(protocol, state), value: 0 });
      before = "";
    }
    before = "\n";
  }
  // A line without its end was cut off, and so perhaps was its last number.
  return { fields, after: before + text.slice(start) };
}

function metricsOf(protocol: string, state: string): Pick<Field, "metric" | "bytesMetric"> {
  const isWanted = protocol === "sockets" ? state === "used" : states.has(state);
  const metric = isWanted ? `${prefix}${protocol}_${state}` : undefined;
  return { metric, bytesMetric: isWanted && state === "mem" ? `${metric}_bytes` : undefined };
}
