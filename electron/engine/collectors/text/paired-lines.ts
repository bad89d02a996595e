// Files of paired lines, /proc/net/snmp and /proc/net/netstat: "Tcp: ActiveOpens PassiveOpens …", and below it "Tcp: 15 9 …".
// The names stay as they are for as long as the machine runs, so the line of a second ago is recognised as a whole.
import { createNumberReader } from "./number-reader";

interface KnownPair {
  /** The line of names, with its end. */
  names: string;
  /** What both lines begin with: "Tcp:". */
  protocol: string;
  /** How many names there are. */
  count: number;
  /** Where the wanted ones stand, in order. */
  wanted: { metric: string; place: number }[];
}

export type ReadPairedLines = (text: string, each: (metric: string, value: number) => void) => void;

/** `metricOf` is asked once for each "Tcp_ActiveOpens"; undefined for those that are not wanted. */
export function createPairedLines(metricOf: (name: string) => string | undefined): ReadPairedLines {
  const known: KnownPair[] = [];
  const numbers = createNumberReader();

  return (text, each) => {
    let pair = 0;
    for (let start = 0; start < text.length; pair++) {
      let names = known[pair];
      if (!names || !text.startsWith(names.names, start)) {
        names = readNames(text, start, metricOf);
        if (!names) return;
        known[pair] = names;
      }
      const values = start + names.names.length;
      const end = text.indexOf("\n", values);
      // A line without its end was cut off, and so perhaps was its last number.
      if (end < 0) return;
      if (isTheirs(text, values, end, names)) takeWanted(text, values + names.protocol.length, names, each);
      start = end + 1;
    }
  };

  function takeWanted(text: string, from: number, { wanted }: KnownPair, each: (metric: string, value: number) => void): void {
    numbers.start(text, from);
    let place = 0;
    for (const { metric, place: its } of wanted) {
      while (place++ < its) numbers.next();
      const value = numbers.next();
      // A negative number stands for "no limit", which none of the wanted ones has.
      if (!Number.isNaN(value)) each(metric, value);
    }
  }
}

function readNames(text: string, start: number, metricOf: (name: string) => string | undefined): KnownPair | undefined {
  const end = text.indexOf("\n", start);
  if (end < 0) return undefined;
  const [protocol = "", ...names] = text.slice(start, end).split(" ");
  const wanted = names.flatMap((name, place) => {
    const metric = metricOf(`${protocol.slice(0, -1)}_${name}`);
    return metric === undefined ? [] : [{ metric, place }];
  });
  return { names: text.slice(start, end + 1), protocol, count: names.length, wanted };
}

const space = 32;

/** With more or fewer numbers than names, nobody knows which number belongs to which name. */
function isTheirs(text: string, start: number, end: number, { protocol, count }: KnownPair): boolean {
  if (!text.startsWith(protocol, start)) return false;
  let numbers = 0;
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === space) numbers++;
  return numbers === count;
}
