// Lengths of spans as people type them: `1.2ms`, `500us`, `1m30s`. `shared/format/duration` has none of the short units.

import type { Nanoseconds } from "#shared/model/trace";
import { visibleText } from "../../../components/visible-text";

const nsOf: Readonly<Record<string, Nanoseconds>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3, // the micro sign
  μs: 1e3, // the Greek letter
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

const whole = /^(?:\d+(?:\.\d+)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h)(?:\s*(?:\d+(?:\.\d+)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))*$/;
const part = /(\d+(?:\.\d+)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;
/** A span of more than this is no span. */
const longestNs = 366 * 24 * 3600e9;

export type ReadDuration = { ok: true; ns: Nanoseconds | undefined } | { ok: false; message: string };

/** The length that a text names; none for nothing. A wrong text gives the sentence that says so. */
export function readSpanDuration(typed: string): ReadDuration {
  const text = typed.trim().toLowerCase().replace(",", ".");
  if (text === "") return { ok: true, ns: undefined };
  const joined = text.replace(/(\d)\s+(?=[a-zµμ])/g, "$1");
  if (/^\d+(\.\d+)?$/.test(joined)) return { ok: false, message: `Add a unit: ${joined}ms, ${joined}s or ${joined}us.` };
  if (!whole.test(joined)) {
    return { ok: false, message: `“${visibleText(typed.trim())}” is no duration: write 1.2ms, 500us, 2s or 1m30s.` };
  }
  let ns = 0;
  for (const [, count, unit] of joined.matchAll(part)) ns += Number(count) * (nsOf[unit as string] as number);
  if (ns > longestNs) return { ok: false, message: "No span is longer than a year." };
  return { ok: true, ns: Math.round(ns) };
}

export interface ReadDurations {
  minNs: Nanoseconds | undefined;
  maxNs: Nanoseconds | undefined;
  minMistake: string | undefined;
  maxMistake: string | undefined;
}

/** Both ends, with what is wrong with each, and with the two of them together. */
export function readDurations({ min, max }: { min: string; max: string }): ReadDurations {
  const from = readSpanDuration(min);
  const to = readSpanDuration(max);
  const minNs = from.ok ? from.ns : undefined;
  const maxNs = to.ok ? to.ns : undefined;
  const isNothing = maxNs === 0 ? "No trace is at most 0 long: leave it empty, or write 1ns." : undefined;
  const isTurned = minNs !== undefined && maxNs !== undefined && minNs > maxNs ? "This is less than the shortest." : undefined;
  return {
    minNs,
    maxNs,
    minMistake: from.ok ? undefined : from.message,
    maxMistake: to.ok ? (isNothing ?? isTurned) : to.message,
  };
}
