// Numbers as Prometheus's HTTP API writes them (util/jsonutil in its source): sample values as text, times as seconds.
import type { EpochMs } from "../units/time";

/** A sample's value: shortest text that reads back as the same number, with Go's exponents: `1e-07`, `+Inf`, `-0`. */
export function prometheusNumber(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  if (value === Number.NEGATIVE_INFINITY) return "-Inf";
  if (Object.is(value, -0)) return "-0";
  // JavaScript changes to exponents at the same sizes as Prometheus (below 1e-6, from 1e21); Go writes two digits of them.
  const text = String(value);
  return text.includes("e") ? text.replace(/e([+-])(\d)$/, "e$10$2") : text;
}

/** A sample's time in seconds: whole ones plain, others with exactly three decimals. */
export function prometheusTime(time: EpochMs): string {
  const ms = Math.round(time);
  const fraction = Math.abs(ms % 1000);
  const whole = Math.trunc(Math.abs(ms) / 1000);
  return `${ms < 0 ? "-" : ""}${whole}${fraction === 0 ? "" : `.${String(fraction).padStart(3, "0")}`}`;
}
