// How times, shares and states are written in the views of a trace.
import { formatSecond } from "#shared/format/clock-time";
import { percent } from "#shared/format/quantity";
import type { NsTime } from "#shared/model/log";
import { type Nanoseconds, spanFlags, spanKinds, type Trace } from "#shared/model/trace";
import type { EpochMs } from "#shared/units/time";

/** `20.0%` */
export const shareWords = (share: number): string => `${percent(share * 100)}%`;

/** Times that stand one under another: all in the unit that fits the whole, with the digits that tell neighbours apart. */
export function offsetWords(at: Nanoseconds, whole: Nanoseconds): string {
  if (Number.isNaN(at)) return "–";
  if (whole >= 1e9) return `${(at / 1e9).toFixed(6)}\u00a0s`;
  if (whole >= 1e6) return `${(at / 1e6).toFixed(3)}\u00a0ms`;
  return `${(at / 1e3).toFixed(3)}\u00a0µs`;
}

/** What the span is in a call; empty where it does not say. */
export function kindWords(trace: Trace, position: number): string {
  const kind = spanKinds[trace.kind[position] ?? 0];
  return kind === undefined || kind === "unset" ? "" : kind;
}

/** The worst that is so of a span, in a word; empty where all is well. */
export function statusWords(flags: number): string {
  if (flags & spanFlags.error) return "error";
  if (flags & spanFlags.unfinished) return "unfinished";
  return flags & spanFlags.warnings ? "warning" : "";
}

export const serviceOf = (trace: Trace, position: number): string =>
  trace.services[trace.service[position] ?? 0] || "unknown service";
export const operationOf = (trace: Trace, position: number): string =>
  trace.operations[trace.operation[position] ?? 0] || "no name";

/** An instant of a trace in whole milliseconds. */
export const wholeMs = (startNs: NsTime, at: Nanoseconds): EpochMs =>
  Number((BigInt(startNs) + BigInt(Math.round(at))) / 1_000_000n);

/** The time of day to the microsecond: `12:14:31.204518`. */
export function instantWords(startNs: NsTime, at: Nanoseconds): string {
  const micros = ((BigInt(startNs) + BigInt(Math.round(at))) / 1000n) % 1_000_000n;
  return `${formatSecond(wholeMs(startNs, at))}.${String(micros).padStart(6, "0")}`;
}
