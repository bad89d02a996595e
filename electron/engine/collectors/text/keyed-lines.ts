// Files of one name and one number per line, /proc/meminfo and /proc/vmstat, read again and again: they bring the same lines
// in the same order for as long as the machine runs, so a line is looked up by its place first, and by its name only when the
// place holds another.
import { createNumberReader } from "./number-reader";

interface Options {
  /** What stands between a line's name and its number. */
  separator: string;
  /** The metric of a line's name, asked once for each name; undefined for lines that are not wanted. */
  metricOf(name: string, unit: string): string | undefined;
}

interface KnownLine {
  /** The name with its separator. */
  head: string;
  unit: string;
  metric: string | undefined;
}

export type ReadKeyedLines = (text: string, each: (metric: string, value: number, unit: string) => void) => void;

/** Lines that are no name and number are left out. */
export function createKeyedLines({ separator, metricOf }: Options): ReadKeyedLines {
  const known: KnownLine[] = [];
  const numbers = createNumberReader();

  /** What follows the number: "kB", or nothing. */
  const unitAt = (text: string, end: number) => (text.charCodeAt(end - 1) === lastOfKilobyte ? "kB" : "");

  return (text, each) => {
    let place = 0;
    for (let start = 0; start < text.length && place < mostLines; place++) {
      const newline = text.indexOf("\n", start);
      const end = newline < 0 ? text.length : newline;
      let line = known[place];
      if (!line || !text.startsWith(line.head, start) || line.unit !== unitAt(text, end)) {
        // Looked for in the line alone: in a long text without separators each line would be a search to its end.
        const whole = text.slice(start, end);
        const separatorAt = whole.indexOf(separator);
        const isNamed = separatorAt > 0;
        const name = isNamed ? whole.slice(0, separatorAt) : "";
        const unit = unitAt(text, end);
        line = { head: name + separator, unit, metric: isNamed ? metricOf(name, unit) : undefined };
        known[place] = line;
      }
      if (line.metric !== undefined) {
        numbers.start(text, start + line.head.length);
        const value = numbers.next();
        if (!Number.isNaN(value)) each(line.metric, value, line.unit);
      }
      start = end + 1;
    }
  };
}

// The kernel's have some two hundred; what is longer is no such file.
const mostLines = 5000;

const lastOfKilobyte = "B".charCodeAt(0);
