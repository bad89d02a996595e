// How far apart the points of a query are, in the arithmetic that dashboards of the field are made for (docs: "Global built-in
// variables" and "Min step" of Grafana): a panel of 800 px over six hours asks every 30 s there, and so it does here.
import type { Milliseconds } from "../../units/time";

/** Below each bound the interval is this; the bounds lie between two neighbours. */
const ladder: readonly (readonly [below: number, interval: Milliseconds])[] = [
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1500, 1000],
  [3500, 2000],
  [7500, 5000],
  [12_500, 10_000],
  [17_500, 15_000],
  [25_000, 20_000],
  [45_000, 30_000],
  [90_000, 60_000],
  [210_000, 120_000],
  [450_000, 300_000],
  [750_000, 600_000],
  [1_050_000, 900_000],
  [1_500_000, 1_200_000],
  [2_700_000, 1_800_000],
  [5_400_000, 3_600_000],
  [9_000_000, 7_200_000],
  [16_200_000, 10_800_000],
  [32_400_000, 21_600_000],
  [86_400_000, 43_200_000],
  [604_800_000, 86_400_000],
  [1_814_400_000, 604_800_000],
  [3_628_800_000, 2_592_000_000],
];
const longest: Milliseconds = 31_536_000_000;

/** The interval at which a range has about so many points, rounded to one that people know; never below the least one. */
export function intervalFor(rangeMs: Milliseconds, maxDataPoints: number, leastMs: Milliseconds): Milliseconds {
  const wanted = rangeMs / Math.max(1, maxDataPoints);
  const rounded = ladder.find(([below]) => wanted < below)?.[1] ?? longest;
  return Math.max(rounded, leastMs);
}

/** Prometheus, and this host, answer no more points of one series. */
export const mostPoints = 11_000;

/** The interval, or the next of the ladder at which the range has no more points than a source answers. */
export function withinMostPoints(intervalMs: Milliseconds, rangeMs: Milliseconds): Milliseconds {
  const least = rangeMs / (mostPoints - 1);
  if (intervalMs >= least) return intervalMs;
  return ladder.find(([, interval]) => interval >= least)?.[1] ?? Math.max(longest, Math.ceil(least));
}

/**
 * The window over which `rate` always sees at least two samples: four scrapes, or the interval and one more scrape, so that no
 * increase between two points goes unseen.
 */
export const rateInterval = (intervalMs: Milliseconds, scrapeMs: Milliseconds): Milliseconds =>
  Math.max(intervalMs + scrapeMs, 4 * scrapeMs);

const units = [
  { unit: "y", ms: 31_536_000_000 },
  { unit: "w", ms: 604_800_000 },
  { unit: "d", ms: 86_400_000 },
  { unit: "h", ms: 3_600_000 },
  { unit: "m", ms: 60_000 },
  { unit: "s", ms: 1000 },
] as const;

/** In one unit, the largest in which it is a whole number: `30s`, `90s`, `2h`, never `1m30s`. Weeks are written in days. */
export function intervalText(intervalMs: Milliseconds): string {
  const whole = Math.max(1, Math.round(intervalMs));
  const { unit, ms } = units.find((one) => one.unit !== "w" && whole % one.ms === 0) ?? { unit: "ms", ms: 1 };
  return `${whole / ms}${unit}`;
}

/** The length that `15s`, `>15s`, `1m30s`, `0.5h` or `500ms` names; a bare number is seconds. Undefined for anything else. */
export function parseInterval(text: string): Milliseconds | undefined {
  const written = text.trim().replace(/^>=?\s*/, "");
  if (/^\d+(?:\.\d+)?$/.test(written)) return positive(Number(written) * 1000);
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[smhdwMy]))+$/.test(written)) return undefined;
  let total = 0;
  for (const [, count, unit] of written.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwMy])/g)) total += Number(count) * msOf(unit ?? "");
  return positive(total);
}

const positive = (length: number): Milliseconds | undefined => (length > 0 && Number.isFinite(length) ? length : undefined);

function msOf(unit: string): Milliseconds {
  if (unit === "ms") return 1;
  // A month of 30 days: no calendar is at hand where an interval is.
  if (unit === "M") return 2_592_000_000;
  return units.find((one) => one.unit === unit)?.ms ?? 0;
}
