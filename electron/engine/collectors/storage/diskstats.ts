// /proc/diskstats: Documentation/admin-guide/iostats.rst. It is read every second, so its lines are kept and used again.
import { createNumberReader } from "../text/number-reader";

export interface DiskLine {
  device: string;
  major: number;
  minor: number;
  /** The numbers after the device's name, in the file's order; only the first `count` are this line's. */
  fields: Float64Array;
  count: number;
}

/** Kernels up to 4.17 have 11 numbers after the name, up to 5.4 15, and 17 since; of later ones only these are known. */
const leastFields = 11;
const mostFields = 17;

/** Reads the file again and again. Incomplete lines are left out; what it gives is good until the next call. */
export function createDiskstatsParser(): (text: string) => readonly DiskLine[] {
  const numbers = createNumberReader();
  const lines: DiskLine[] = [];
  const kept: DiskLine[] = [];

  function readLine(text: string, start: number, end: number, line: DiskLine): boolean {
    numbers.start(text, start);
    line.major = numbers.next();
    line.minor = numbers.next();
    const nameStart = thirdWord(text, start, end);
    const nameEnd = wordEnd(text, nameStart, end);
    line.device = sameText(line.device, text, nameStart, nameEnd);
    numbers.start(text, nameEnd);
    for (line.count = 0; line.count < mostFields; line.count++) {
      const value = numbers.next();
      if (Number.isNaN(value)) break;
      line.fields[line.count] = value;
    }
    return line.count >= leastFields && line.major >= 0 && line.minor >= 0;
  }

  return (text) => {
    lines.length = 0;
    for (let start = 0; start < text.length; ) {
      const newline = text.indexOf("\n", start);
      const end = newline < 0 ? text.length : newline;
      const line = kept[lines.length] ?? { device: "", major: 0, minor: 0, fields: new Float64Array(mostFields), count: 0 };
      kept[lines.length] = line;
      if (readLine(text, start, end, line)) lines.push(line);
      start = end + 1;
    }
    return lines;
  };
}

const space = 32;

function thirdWord(text: string, from: number, end: number): number {
  let at = wordStart(text, from, end);
  for (let word = 0; word < 2; word++) at = wordStart(text, wordEnd(text, at, end), end);
  return at;
}

function wordStart(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) === space) at++;
  return at;
}

function wordEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) !== space) at++;
  return at;
}

/** The name of a second ago where it is the same, rather than a new string. */
const sameText = (known: string, text: string, start: number, end: number) =>
  known.length === end - start && text.startsWith(known, start) ? known : text.slice(start, end);
