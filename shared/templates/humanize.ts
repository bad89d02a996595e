// Numbers into words, as Prometheus's template functions write them. All round to four significant digits.
import { formatFloat } from "./go-float";

const short = (value: number) => formatFloat(value, "g", 4);

export function humanize(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return short(value);
  let scaled = value;
  let prefix = "";
  if (Math.abs(value) >= 1) {
    for (const next of ["k", "M", "G", "T", "P", "E", "Z", "Y"]) {
      if (Math.abs(scaled) < 1000) break;
      prefix = next;
      scaled /= 1000;
    }
  } else {
    for (const next of ["m", "u", "n", "p", "f", "a", "z", "y"]) {
      if (Math.abs(scaled) >= 1) break;
      prefix = next;
      scaled *= 1000;
    }
  }
  return short(scaled) + prefix;
}

export function humanize1024(value: number): string {
  if (Math.abs(value) <= 1 || !Number.isFinite(value)) return short(value);
  let scaled = value;
  let prefix = "";
  for (const next of ["ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"]) {
    if (Math.abs(scaled) < 1024) break;
    prefix = next;
    scaled /= 1024;
  }
  return short(scaled) + prefix;
}

export const humanizePercentage = (value: number) => `${short(value * 100)}%`;

/** A length of time in seconds: `1d 3h 46m 39s`, `59.9s`, `12.3ms`. */
export function humanizeDuration(value: number): string {
  if (!Number.isFinite(value)) return short(value);
  if (value === 0) return `${short(value)}s`;
  if (Math.abs(value) < 1) return subSecond(value);
  const sign = value < 0 ? "-" : "";
  const size = Math.abs(value);
  const whole = toInt64(size);
  const seconds = whole % 60n;
  const minutes = (whole / 60n) % 60n;
  const hours = (whole / 3600n) % 24n;
  const days = whole / 86_400n;
  if (days !== 0n) return `${sign}${days}d ${hours}h ${minutes}m ${seconds}s`;
  if (hours !== 0n) return `${sign}${hours}h ${minutes}m ${seconds}s`;
  if (minutes !== 0n) return `${sign}${minutes}m ${seconds}s`;
  return `${sign}${short(size)}s`;
}

function subSecond(value: number): string {
  let scaled = value;
  let prefix = "";
  for (const next of ["m", "u", "n", "p", "f", "a", "z", "y"]) {
    if (Math.abs(scaled) >= 1) break;
    prefix = next;
    scaled *= 1000;
  }
  return `${short(scaled)}${prefix}s`;
}

// Go's conversion of a float that does not fit gives the smallest 64-bit integer, and Prometheus prints what follows from it.
function toInt64(size: number): bigint {
  const whole = BigInt(Math.trunc(size));
  return whole >= 2n ** 63n ? -(2n ** 63n) : whole;
}

/** An instant in seconds since 1970 as `2015-06-23 13:19:44.128 +0000 UTC`; nothing when Prometheus could not hold it. */
export function humanizeTimestamp(value: number): string | undefined {
  if (!Number.isFinite(value)) return short(value);
  if (Math.abs(value * 1e9) >= 2 ** 63) return undefined;
  const iso = new Date(Math.trunc((value * 1e9) / 1e6)).toISOString();
  const fraction = iso.slice(19, 23).replace(/\.?0+$/, "");
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}${fraction} +0000 UTC`;
}
