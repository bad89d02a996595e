// The time of a line, in the ways that people paste it elsewhere.
import { toNsTime } from "#shared/logs/block";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import { zoneMoment, zoneOffset } from "../../../charts/time-zone";

interface LineTime {
  ms: EpochMs;
  ns: number;
}

const three = (value: number) => String(value).padStart(3, "0");

/** `12:14:44.218` of the viewer's clock: as the list shows it. */
export const clockTime = ({ ms }: LineTime, timeZone = "browser"): string => moment(timeZone, ms).slice(11);

/** `2026-11-21 12:14:44.218`, always with its milliseconds. */
function moment(timeZone: string, ms: EpochMs): string {
  const whole = Math.floor(ms / 1000) * 1000;
  return `${zoneMoment(timeZone, whole)}.${three(Math.floor(ms - whole))}`;
}

/** `2026-11-21 12:14:44.218123456 +01:00` */
export const localTime = (time: LineTime, timeZone = "browser"): string =>
  `${moment(timeZone, time.ms)}${beyondMs(time)} ${offsetText(zoneOffset(timeZone, time.ms))}`;

/** `2026-11-21T11:14:44.218123456Z` */
export const isoTime = (time: LineTime): string => `${new Date(time.ms).toISOString().slice(0, 23)}${beyondMs(time)}Z`;

const beyondMs = ({ ns }: LineTime): string => String(ns).padStart(6, "0");

function offsetText(offset: Milliseconds): string {
  const minutesAway = Math.round(Math.abs(offset) / 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutesAway / 60))}:${two(minutesAway % 60)}`;
}

export interface TimeWording {
  label: string;
  text: string;
}

/** Every way to write it, the local one first. */
export function timeWordings(time: LineTime, timeZone = "browser"): TimeWording[] {
  return [
    { label: "Local time", text: localTime(time, timeZone) },
    { label: "UTC", text: isoTime(time) },
    { label: "Unix ns", text: toNsTime(time) },
    { label: "Unix s", text: (time.ms / 1000).toFixed(3) },
  ];
}
