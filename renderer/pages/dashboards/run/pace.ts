// A source that takes longer to answer than the time between two refreshes is asked less often: at least half of the time it is
// left in peace.
import { formatSpan } from "#shared/format/age";
import { type Milliseconds, minutes, seconds } from "#shared/units/time";

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
