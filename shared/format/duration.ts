// Durations as Prometheus writes them: `1h30m`, `90s`, `500ms`. Its year has 365 days, its week seven.
import type { Milliseconds } from "../units/time";

const units = [
  { unit: "y", ms: 31_536_000_000 },
  { unit: "w", ms: 604_800_000 },
  { unit: "d", ms: 86_400_000 },
  { unit: "h", ms: 3_600_000 },
  { unit: "m", ms: 60_000 },
  { unit: "s", ms: 1000 },
  { unit: "ms", ms: 1 },
] as const;

const pattern = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

// Prometheus counts in 64-bit nanoseconds.
const longestMs = 9_223_372_036_854;

/** The length that a text such as `1h30m` names; `0` needs no unit. A wrong text gives the sentence that says so. */
export function parseDuration(text: string): { ok: true; value: Milliseconds } | { ok: false; message: string } {
  if (text === "0") return { ok: true, value: 0 };
  if (text === "") return { ok: false, message: "empty duration string" };
  const parts = pattern.exec(text);
  if (!parts) return { ok: false, message: `not a valid duration string: ${JSON.stringify(text)}` };
  const total = units.reduce((sum, { ms }, index) => sum + Number(parts[index + 1] ?? 0) * ms, 0);
  return total > longestMs ? { ok: false, message: "duration out of range" } : { ok: true, value: total };
}

/** The shortest text that `parseDuration` reads back as the same length: 5_400_000 is `1h30m`, 0 is `0s`. */
export function formatDuration(length: Milliseconds): string {
  let left = Math.round(length);
  if (left === 0) return "0s";
  let text = "";
  for (const { unit, ms } of units) {
    // As Prometheus prints: years and weeks only when nothing is left over, so that 8 days are `8d`, not `1w1d`.
    const isSkipped = (unit === "y" || unit === "w") && left % ms !== 0;
    const count = isSkipped ? 0 : Math.floor(left / ms);
    if (count === 0) continue;
    text += `${count}${unit}`;
    left -= count * ms;
  }
  return text;
}
