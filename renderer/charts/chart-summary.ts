// What a chart shows, in one sentence, for those who do not see it.
import type { AbsoluteRange } from "#shared/dashboards/panel-data";
import { hours } from "#shared/units/time";
import { type TimeZone, zoneDay, zoneMinute } from "./time-zone";

export interface SummarySeries {
  name: string;
  times: ArrayLike<number>;
  values: ArrayLike<number>;
  write(value: number): string;
}

export interface SummaryInput {
  series: readonly SummarySeries[];
  /** How many there are, where only some are drawn. */
  total?: number | undefined;
  range: AbsoluteRange;
  timeZone: TimeZone;
}

/** `12 series from 08:00 to 09:00; highest 93 %, node-3 at 08:41; latest highest 71 %, node-1.` */
export function chartSummary({ series, total = series.length, range, timeZone }: SummaryInput): string {
  const moment = (time: number) => momentIn(range, timeZone, time);
  const count = total > series.length ? `top ${series.length} of ${total}` : String(total);
  const stretch = `${count} series from ${moment(range.from)} to ${moment(range.to)}`;
  const highest = highestOf(series);
  if (!highest) return `${stretch}; no values.`;
  const name = ({ name: own }: SummarySeries) => (series.length > 1 ? `, ${own}` : "");
  const parts = [stretch, `highest ${highest.of.write(highest.value)}${name(highest.of)} at ${moment(highest.time)}`];
  const latest = latestOf(series);
  if (latest) parts.push(`latest ${series.length > 1 ? "highest " : ""}${latest.of.write(latest.value)}${name(latest.of)}`);
  return `${parts.join("; ")}.`;
}

/** The clock alone where the range is within a day. */
function momentIn({ from, to }: AbsoluteRange, timeZone: TimeZone, time: number): string {
  const minute = zoneMinute(timeZone, time);
  return to - from > hours(24) || zoneDay(timeZone, from) !== zoneDay(timeZone, to)
    ? `${zoneDay(timeZone, time)} ${minute}`
    : minute;
}

interface Found {
  of: SummarySeries;
  value: number;
  time: number;
}

function highestOf(series: readonly SummarySeries[]): Found | undefined {
  let found: Found | undefined;
  for (const of of series) {
    for (let i = 0; i < of.values.length; i++) {
      const value = of.values[i] as number;
      if (Number.isFinite(value) && (!found || value > found.value)) found = { of, value, time: of.times[i] as number };
    }
  }
  return found;
}

/** The highest of the last values. */
function latestOf(series: readonly SummarySeries[]): Found | undefined {
  let found: Found | undefined;
  for (const of of series) {
    for (let i = of.values.length - 1; i >= 0; i--) {
      const value = of.values[i] as number;
      if (!Number.isFinite(value)) continue;
      if (!found || value > found.value) found = { of, value, time: of.times[i] as number };
      break;
    }
  }
  return found;
}
