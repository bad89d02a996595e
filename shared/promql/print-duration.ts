// Lengths and points of time as Prometheus writes them.

import { formatFloat } from "../templates/go-float";
import type { Duration, TimeModifiers } from "./ast";

/** A number, or a length that was written with units. */
export function printNumber(value: number, isDuration: true | undefined): string {
  // Cut to whole nanoseconds here and rounded everywhere else, as in Prometheus: 4.35 s is 4s349ms among numbers.
  return isDuration ? printLength(value, Math.trunc) : formatFloat(value, "f");
}

/** A number of seconds with units: `1h30m`. What is less than a millisecond is not shown. */
function printLength(seconds: number, whole: (nanoseconds: number) => number): string {
  const milliseconds = BigInt(whole(Math.abs(seconds) * 1e9)) / 1_000_000n;
  return (seconds < 0 ? "-" : "") + printMilliseconds(milliseconds);
}

/** Years and weeks only where nothing is left over: 90d reads better than 12w6d. */
const units = [
  { name: "y", length: 31_536_000_000n, isExact: true },
  { name: "w", length: 604_800_000n, isExact: true },
  { name: "d", length: 86_400_000n, isExact: false },
  { name: "h", length: 3_600_000n, isExact: false },
  { name: "m", length: 60_000n, isExact: false },
  { name: "s", length: 1000n, isExact: false },
  { name: "ms", length: 1n, isExact: false },
];

function printMilliseconds(milliseconds: bigint): string {
  if (milliseconds === 0n) return "0s";
  let rest = milliseconds;
  let printed = "";
  for (const { name, length, isExact } of units) {
    const count = isExact && rest % length !== 0n ? 0n : rest / length;
    if (count > 0n) printed += `${count}${name}`;
    rest -= count * length;
  }
  return printed;
}

/** What stands in the brackets. A single literal always has units; within arithmetic it stays as it was written. */
export const printDuration = (duration: Duration): string =>
  duration.type === "literal" ? printLength(duration.seconds, Math.round) : printPart(duration);

function printPart(duration: Duration): string {
  const printed = printInside(duration);
  return duration.isWrapped ? `(${printed})` : printed;
}

function printInside(duration: Duration): string {
  switch (duration.type) {
    case "literal":
      return printNumber(duration.seconds, duration.isDuration);
    case "step":
    case "range":
      return `${duration.type}()`;
    case "min_of":
    case "max_of":
      return `${duration.type}(${duration.args.map(printPart).join(", ")})`;
    case "unary":
      return (duration.operator === "-" ? "-" : "") + printPart(duration.expr);
    case "binary":
      return `${printPart(duration.left)} ${duration.operator} ${printPart(duration.right)}`;
  }
}

/** ` @ … offset …`, with `anchored` or `smoothed` of a metric between the two. */
export function printTimes({ at, offset }: TimeModifiers, extension?: string): string {
  let printed = "";
  if (at) printed += ` @ ${at.kind === "time" ? formatFloat(at.time / 1000, "f", 3) : `${at.kind}()`}`;
  if (extension) printed += ` ${extension}`;
  if (offset) printed += ` offset ${printDuration(offset)}`;
  return printed;
}
