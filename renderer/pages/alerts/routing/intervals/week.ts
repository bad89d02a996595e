// When a time interval applies in the days to come, for drawing it.
import { isInInterval } from "#shared/alerting/time-intervals";
import type { TimeInterval } from "#shared/model/routing";
import type { EpochMs } from "#shared/units/time";

export interface DayStretches {
  /** Its midnight, by the clock of whoever looks. */
  start: EpochMs;
  /** Parts of the day, from 0 to 1. */
  stretches: { from: number; to: number }[];
}

/** Times of day are rarely finer than this. */
const slots = 96;

/** Seven days from the one that `now` is in. */
export function weekOf(interval: TimeInterval, now: EpochMs): DayStretches[] {
  const today = new Date(now);
  return Array.from({ length: 7 }, (_, day) => {
    const at = (slot: number) =>
      new Date(today.getFullYear(), today.getMonth(), today.getDate() + day, 0, (slot * 1440) / slots).getTime();
    const stretches: DayStretches["stretches"] = [];
    for (let slot = 0; slot < slots; slot++) {
      if (!isInInterval(interval, at(slot))) continue;
      const last = stretches.at(-1);
      if (last && last.to === slot / slots) last.to = (slot + 1) / slots;
      else stretches.push({ from: slot / slots, to: (slot + 1) / slots });
    }
    return { start: at(0), stretches };
  });
}

/** How much of the week it is, from 0 to 1. */
export const partOfWeek = (days: readonly DayStretches[]): number =>
  days.reduce((sum, { stretches }) => sum + stretches.reduce((part, { from, to }) => part + to - from, 0), 0) /
  Math.max(1, days.length);
