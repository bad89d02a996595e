import type { NsTime } from "#shared/model/log";
import { type EpochMs, hours, type Milliseconds, minutes, seconds } from "#shared/units/time";

/** Steps whose beginnings are round times. */
const steps: readonly Milliseconds[] = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map(seconds),
  ...[1, 2, 5, 10, 15, 30].map(minutes),
  ...[1, 2, 3, 6, 12, 24].map(hours),
];

/** More bars than this cannot be told apart in the width of the page. */
const mostBars = 120;

export interface VolumeWindow {
  startMs: EpochMs;
  endMs: EpochMs;
  stepMs: Milliseconds;
}

/** In which steps lines are counted between two times. */
export function volumeStep(length: Milliseconds): Milliseconds {
  const fitting = steps.find((step) => length / step <= mostBars);
  const day = hours(24);
  return fitting ?? Math.ceil(length / mostBars / day) * day;
}

export function volumeWindow(span: { startNs: NsTime; endNs: NsTime }): VolumeWindow {
  const [startMs, endMs] = [toMs(span.startNs), toMs(span.endNs)];
  return { startMs, endMs, stepMs: volumeStep(endMs - startMs) };
}

export const toMs = (time: NsTime): EpochMs => Number(time.slice(0, -6) || "0");
