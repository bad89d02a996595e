// Wall-clock times, 24 h, in the time zone of whoever looks. Written out by hand: Intl takes longer than a chart's frame.
import type { EpochMs } from "../units/time";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (value: number) => String(value).padStart(2, "0");

/** `12:05` */
export function formatMinute(at: EpochMs): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `12:05:09` */
export function formatSecond(at: EpochMs): string {
  return `${formatMinute(at)}:${two(new Date(at).getSeconds())}`;
}

/** `21 Nov` */
export function formatDay(at: EpochMs): string {
  const date = new Date(at);
  return `${date.getDate()} ${months[date.getMonth()]}`;
}

/** `21 Nov 12:05:09`: the whole of it, for tooltips and ledgers. */
export const formatMoment = (at: EpochMs): string => `${formatDay(at)} ${formatSecond(at)}`;
