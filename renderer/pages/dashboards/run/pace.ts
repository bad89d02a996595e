// A source that takes longer to answer than the time between two refreshes is asked less often: at least half of the time it is
// left in peace.
import { parseInterval } from "#shared/dashboards/queries/interval";
import { formatSpan } from "#shared/format/age";
import { hours, type Milliseconds, minutes, seconds } from "#shared/units/time";

/** Oftener than each second nothing new is seen, and a browser's timers take a wait of more than 24 days for none at all. */
const [leastRefresh, mostRefresh] = [seconds(1), hours(24)];

/** The time between two refreshes that a file or a link asks for: `5s`, and `30d` as well. Undefined: not by itself. */
export function refreshEvery(text: string): Milliseconds | undefined {
  const every = parseInterval(text);
  return every === undefined ? undefined : Math.min(mostRefresh, Math.max(leastRefresh, every));
}

const steps: readonly Milliseconds[] = [1, 2, 5, 10, 15, 30].map(seconds).concat([1, 2, 5, 10, 15, 30].map(minutes));

/** How far apart two askings begin, at least. */
export function spacingFor(tookMs: Milliseconds, everyMs: Milliseconds): Milliseconds {
  if (tookMs <= everyMs) return everyMs;
  const wanted = tookMs * 2;
  return Math.max(everyMs, steps.find((step) => step >= wanted) ?? wanted);
}

/** Says so, where it is slower than the user wanted. */
export function paceNotice(tookMs: Milliseconds, everyMs: Milliseconds | undefined): string | undefined {
  if (everyMs === undefined) return undefined;
  const spacing = spacingFor(tookMs, everyMs);
  return spacing > everyMs ? `Answers take ${formatSpan(tookMs)}: asked every ${formatSpan(spacing)}` : undefined;
}
