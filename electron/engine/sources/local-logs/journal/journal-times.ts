// Times as journalctl takes them, to the microsecond.
import type { Instant } from "../reader";

export const sinceArgument = (time: Instant): string => `--since=${argument(time, Math.floor)}`;
/** Up to and with it: what lies behind is left out afterwards. */
export const untilArgument = (time: Instant): string => `--until=${argument(time, Math.ceil)}`;

/** After this, journalctl has its own ideas: the year 2100. */
const latest = 4_102_444_800_000;

function argument({ ms, ns }: Instant, round: (number: number) => number): string {
  const whole = Math.min(Math.max(ms, 0), latest);
  const microseconds = (whole % 1000) * 1000 + Math.min(round(ns / 1000), 999);
  return `@${Math.floor(whole / 1000)}.${String(microseconds).padStart(6, "0")}`;
}
