// Lengths of time and sizes as LogQL writes them. Ranges follow Prometheus (`1d12h`, whole numbers, units falling); label filters
// know Go's durations as well (`1.5h`, in any order).
import { readDuration as readPrometheusDuration } from "../promql/literals";

const goUnits = new Map([
  ["ns", 1e-9],
  ["us", 1e-6],
  ["µs", 1e-6],
  ["μs", 1e-6],
  ["ms", 1e-3],
  ["s", 1],
  ["m", 60],
  ["h", 3600],
]);
const goDuration = /^([+-]?)((?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
const goPart = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;
/** 64 bits of nanoseconds. */
const longestSeconds = 2 ** 63 / 1e9;

/** A length in Go's notation, in seconds: `-1.5h`, `300ms`; `0` needs no unit. */
export function parseGoDuration(text: string): number | undefined {
  if (/^[+-]?0$/.test(text)) return 0;
  const [, sign, parts = ""] = goDuration.exec(text) ?? [];
  if (sign === undefined) return undefined;
  let seconds = 0;
  for (const [, count = "", unit = ""] of parts.matchAll(goPart)) seconds += Number(count) * (goUnits.get(unit) ?? 0);
  return seconds >= longestSeconds ? undefined : (sign === "-" ? -1 : 1) * seconds;
}

/** A length in Prometheus's notation, in seconds. */
export function parsePrometheusDuration(text: string): number | undefined {
  if (text === "0") return 0;
  const read = readPrometheusDuration(text);
  return read.ok ? read.value : undefined;
}

/** Either. */
export const parseAnyDuration = (text: string): number | undefined => parseGoDuration(text) ?? parsePrometheusDuration(text);

const sizes = "kmgtpe";
const size = /^([\d.,]+)\s*([a-z]*)$/i;

/** A size in bytes: `1.5KiB`, `20 MB`, `7`. Powers of 1,024 have an `i`. */
export function parseBytes(text: string): number | undefined {
  const [, digits = "", unit = ""] = size.exec(text.trim()) ?? [];
  const count = digits === "" ? Number.NaN : Number(digits.replaceAll(",", ""));
  if (Number.isNaN(count)) return undefined;
  const word = unit.toLowerCase();
  if (word === "" || word === "b") return Math.trunc(count);
  const power = sizes.indexOf(word.charAt(0)) + 1;
  const rest = word.slice(1);
  if (power === 0 || !["", "b", "i", "ib"].includes(rest)) return undefined;
  return Math.trunc(count * (rest.startsWith("i") ? 1024 : 1000) ** power);
}
