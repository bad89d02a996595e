// Times of a span in words.
import { formatQuantity } from "#shared/format/quantity";
import type { Nanoseconds } from "#shared/model/trace";
import type { EpochMs } from "#shared/units/time";
import { type TimeZone, zoneMoment } from "../../../charts/time-zone";

/** `2.05 s`, `307 µs`, `0 s` */
export const durationWords = (length: Nanoseconds): string => formatQuantity(length / 1e9, "seconds");

/** `+4.96 s` after the beginning of the trace or the span, `−3.00 ms` before it. */
export const startWords = (start: Nanoseconds): string => (start < 0 ? durationWords(start) : `+${durationWords(start)}`);

/** `2026-11-21 12:14:31.204000123` of the viewer's clock. */
export function momentWords({ ms, ns }: { ms: EpochMs; ns: number }, timeZone: TimeZone = "browser"): string {
  const second = Math.floor(ms / 1000) * 1000;
  const fraction = `${String(Math.floor(ms - second)).padStart(3, "0")}${String(ns).padStart(6, "0")}`;
  return `${zoneMoment(timeZone, second)}.${fraction}`;
}
