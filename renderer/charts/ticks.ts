// Where the lines of a chart's grid go, and what stands beside them.

import type { Unit } from "#shared/format/quantity";
import { type EpochMs, hours, type Milliseconds, minutes, seconds } from "#shared/units/time";
import { type TimeZone, zoneDay, zoneMinute, zoneMonth, zoneOffset, zoneSecond } from "./time-zone";

const day = hours(24);

const timeSteps: readonly Milliseconds[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 20, 30].map(seconds),
  ...[1, 2, 3, 5, 10, 15, 20, 30].map(minutes),
  ...[1, 2, 3, 6, 12].map(hours),
  ...[1, 2, 7, 14, 28].map((days) => days * day),
];

export interface TimeTicks {
  times: EpochMs[];
  stepMs: Milliseconds;
}

/** Round times of the zone's clock (the viewer's own unless told), at most `most` of them. */
export function timeTicks(start: EpochMs, end: EpochMs, most: number, timeZone: TimeZone = "browser"): TimeTicks {
  const wanted = (end - start) / Math.max(1, most);
  if (wanted > 28 * day) return monthTicks(start, end, wanted, timeZone);
  const stepMs = timeSteps.find((step) => step >= wanted) ?? 28 * day;
  const toLocal = (time: EpochMs) => time + zoneOffset(timeZone, time);
  const times: EpochMs[] = [];
  // Counted in local time, so that a step of six hours falls on 06:00 and not on 06:00 UTC, on both sides of a clock change.
  for (let local = Math.ceil(toLocal(start) / stepMs) * stepMs; ; local += stepMs) {
    const time = fromLocal(local, timeZone);
    if (!(time <= end)) break;
    if (time >= start) times.push(time);
  }
  return { times, stepMs };
}

const fromLocal = (local: number, timeZone: TimeZone): EpochMs => {
  const near = local - zoneOffset(timeZone, local);
  return local - zoneOffset(timeZone, near);
};

/** Months are no equal steps: the first of every month, of every third, or of years. */
function monthTicks(start: EpochMs, end: EpochMs, wanted: Milliseconds, timeZone: TimeZone): TimeTicks {
  const months = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((count) => count * 28 * day >= wanted) ?? 1200;
  const first = new Date(start + zoneOffset(timeZone, start));
  const times: EpochMs[] = [];
  const from = first.getUTCFullYear() * 12 + first.getUTCMonth();
  for (let month = Math.ceil(from / months) * months; ; month += months) {
    const time = fromLocal(Date.UTC(Math.floor(month / 12), month % 12), timeZone);
    if (!(time <= end)) break;
    if (time >= start) times.push(time);
  }
  return { times, stepMs: months * 28 * day };
}

/** What stands under a tick: as much of the time as its neighbours do not share, and the date at midnight. */
export function timeLabel(time: EpochMs, stepMs: Milliseconds, timeZone: TimeZone = "browser"): string {
  if (stepMs >= 28 * day) return zoneMonth(timeZone, time);
  if (stepMs >= day || (time + zoneOffset(timeZone, time)) % day === 0) return zoneDay(timeZone, time);
  return stepMs >= minutes(1) ? zoneMinute(timeZone, time) : zoneSecond(timeZone, time);
}

export interface ValueAxis {
  low: number;
  high: number;
  ticks: number[];
}

export interface ValueAxisOptions {
  unit: Unit;
  most: number;
  /** The axis reaches at least up to here, so that an idle machine does not look busy. */
  leastTop?: number | undefined;
}

/** A value axis with round ends around what is drawn. It starts at zero unless values are negative. */
export function valueAxis(min: number, max: number, { unit, most, leastTop = 0 }: ValueAxisOptions): ValueAxis {
  const isEmpty = !(min <= max) || !Number.isFinite(min) || !Number.isFinite(max);
  let bottom = isEmpty ? 0 : Math.min(0, min);
  let top = isEmpty ? 0 : Math.max(0, max);
  top = Math.max(top, leastTop);
  if (top === bottom) top = bottom + 1;
  const step = valueStep((top - bottom) / Math.max(1, most), unit);
  bottom = Math.floor(bottom / step) * step;
  const ticks: number[] = [];
  for (let index = 0; ; index++) {
    // Multiplied, not added up: a tick is 0.3, not 0.30000000000000004.
    const tick = Number((bottom + index * step).toPrecision(12));
    ticks.push(tick);
    // Values next to nothing have a step of nothing, which leads nowhere.
    if (!(tick < top)) break;
  }
  return { low: bottom, high: ticks[ticks.length - 1] as number, ticks };
}

/** The next round number upwards, in the sense of the unit. */
function valueStep(wanted: number, unit: Unit): number {
  if (unit === "bytes") return 2 ** Math.ceil(Math.log2(wanted));
  if (unit === "seconds" && wanted > 1) {
    const step = [...timeSteps, ...[91, 182, 365].map((days) => days * day)].find((each) => each >= wanted * 1000);
    if (step !== undefined) return step / 1000;
  }
  const power = 10 ** Math.floor(Math.log10(wanted));
  const digit = [1, 2, 2.5, 5, 10].find((each) => each * power >= wanted * 0.999_999) ?? 10;
  return digit * power;
}
