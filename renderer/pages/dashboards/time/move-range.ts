// Earlier, later, wider: always between two fixed instants from then on.
import type { AbsoluteRange } from "#shared/dashboards/panel-data";
import type { TimeRange } from "#shared/dashboards/time/time-range";
import type { EpochMs } from "#shared/units/time";

export const rawOf = ({ from, to }: AbsoluteRange): TimeRange => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

/** By half of its length; not past now, where there is nothing. */
export function shifted({ from, to }: AbsoluteRange, direction: -1 | 1, now: EpochMs): AbsoluteRange {
  const half = (to - from) / 2;
  const by = direction < 0 ? -half : Math.min(half, Math.max(0, now - to));
  return { from: from + by, to: to + by };
}

/** Twice as long around its middle; what would be past now is added at the beginning instead. */
export function widened({ from, to }: AbsoluteRange, now: EpochMs): AbsoluteRange {
  const length = to - from;
  const end = Math.max(to, Math.min(to + length / 2, now));
  return { from: Math.max(0, end - length * 2), to: end };
}

const leastZoom = 1000;

/** What was dragged over, in whole ms and never too short to ask for. */
export function zoomed({ from, to }: AbsoluteRange): AbsoluteRange {
  const [start, end] = [Math.floor(Math.min(from, to)), Math.ceil(Math.max(from, to))];
  if (end - start >= leastZoom) return { from: start, to: end };
  const middle = Math.round((start + end) / 2);
  return { from: middle - leastZoom / 2, to: middle + leastZoom / 2 };
}
