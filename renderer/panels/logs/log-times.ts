import type { EpochMs } from "#shared/units/time";
import { zoneDay, zoneMoment, zoneSecond } from "../../charts/time-zone";
import type { LogLine } from "./log-lines";

/** How the times of these lines are written: all alike, with the day where they are of several, and with ms where any has some. */
export function timeWriter(lines: readonly LogLine[], timeZone: string): (at: EpochMs) => string {
  const times = lines.flatMap(({ at }) => at ?? []);
  const isOneDay =
    new Set([times[0], times[times.length - 1]].flatMap((at) => (at === undefined ? [] : zoneDay(timeZone, at)))).size <= 1;
  const hasMs = times.some((at) => at % 1000 !== 0);
  const write = isOneDay ? zoneSecond : zoneMoment;
  return (at) => (hasMs && at % 1000 === 0 ? `${write(timeZone, at)}.000` : write(timeZone, at));
}
