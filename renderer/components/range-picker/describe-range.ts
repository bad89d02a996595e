import { formatDay, formatMoment, formatSecond } from "#shared/format/clock-time";
import { formatDuration } from "#shared/format/duration";
import { rangeChoices, type TimeRange } from "./time-range";

/** `Last 15 m`, `21 Nov 12:05:09 – 12:20:09`: the day is said twice only where there are two. */
export function describeRange(range: TimeRange): string {
  if (range.kind === "last") {
    return `Last ${rangeChoices.find(({ ms }) => ms === range.forMs)?.label ?? formatDuration(range.forMs)}`;
  }
  const { startMs, endMs } = range;
  const end = formatDay(startMs) === formatDay(endMs) ? formatSecond(endMs) : formatMoment(endMs);
  return `${formatMoment(startMs)} – ${end}`;
}
