// Lengths of time as words and as clocks write them.
import { noBreakSpace } from "./value-format";

const units = [
  { size: 31_536_000, name: "y" },
  { size: 86_400, name: "d" },
  { size: 3600, name: "h" },
  { size: 60, name: "min" },
  { size: 1, name: "s" },
  { size: 1e-3, name: "ms" },
] as const;

const two = (value: number) => String(value).padStart(2, "0");
const three = (value: number) => String(value).padStart(3, "0");

/** `1 d 2 h`: the two largest units, or as many as the decimals say and one more. */
export function durationWords(seconds: number, decimals: number | undefined): string {
  if (!Number.isFinite(seconds)) return wordsOf(seconds);
  if (seconds < 0) return `−${durationWords(-seconds, decimals)}`;
  const most = (decimals ?? 1) + 1;
  // In whole milliseconds: 0.1 + 0.2 seconds are 300 of them.
  let left = Math.round(seconds * 1000);
  const words: string[] = [];
  let taken = 0;
  for (const { size, name } of units) {
    const ms = Math.round(size * 1000);
    const count = Math.floor(left / ms);
    if (taken === 0 && count === 0) continue;
    if (++taken > most) break;
    left -= count * ms;
    if (count > 0) words.push(`${count}${noBreakSpace}${name}`);
  }
  return words.length > 0 ? words.join(" ") : `0${noBreakSpace}s`;
}

/** `26:03:04`; with days apart `1 d 02:03:04`. */
export function clockLength(seconds: number, options: { withDays: boolean }): string {
  if (!Number.isFinite(seconds)) return wordsOf(seconds);
  if (seconds < 0) return `−${clockLength(-seconds, options)}`;
  const whole = Math.floor(seconds);
  const days = options.withDays ? Math.floor(whole / 86_400) : 0;
  const hours = Math.floor((whole - days * 86_400) / 3600);
  const text = `${two(hours)}:${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}`;
  return days > 0 ? `${days}${noBreakSpace}d ${text}` : text;
}

/** `1h:02m:03s:004ms`; with decimals, so many units after the largest. */
export function clockWords(ms: number, decimals: number | undefined): string {
  if (!Number.isFinite(ms)) return wordsOf(ms);
  if (ms < 0) return `−${clockWords(-ms, decimals)}`;
  const whole = Math.round(ms);
  const parts = [
    { count: Math.floor(whole / 3_600_000), text: `${Math.floor(whole / 3_600_000)}h` },
    { count: Math.floor(whole / 60_000), text: `${two(Math.floor(whole / 60_000) % 60)}m` },
    { count: Math.floor(whole / 1000), text: `${two(Math.floor(whole / 1000) % 60)}s` },
    { count: whole, text: `${three(whole % 1000)}ms` },
  ];
  const first = parts.findIndex(({ count }) => count > 0);
  if (first === -1) return "0ms";
  const most = decimals === undefined ? parts.length : decimals + 1;
  return parts
    .slice(first, first + most)
    .map(({ text }) => text)
    .join(":");
}

const wordsOf = (value: number): string => (Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞");
