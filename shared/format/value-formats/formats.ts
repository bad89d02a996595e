// Formats that do not climb a ladder: plain numbers, per cent, and words.
import { minus } from "../quantity";
import { dateWords, fromNow } from "./dates";
import { writeDigits } from "./digits";
import { clockLength, clockWords, durationWords } from "./durations";
import type { ValueFormat } from "./value-format";

type Words = Extract<ValueFormat, { kind: "words" }>;

/** The number, and the unit behind it or in front. */
export function plain(unit: string, options: { isInFront?: boolean; isCount?: boolean } = {}): ValueFormat {
  return { kind: "plain", unit, isInFront: options.isInFront ?? false, isCount: options.isCount ?? false };
}

export const percent = (factor: number): ValueFormat => ({ kind: "percent", factor });

export const words = (write: Words["write"], suits: Words["suits"] = "decimal"): ValueFormat => ({ kind: "words", write, suits });

/** With all of its digits, by thousands: `12,345.678`. */
export const grouped = words((value, decimals) =>
  minus(
    value.toLocaleString(
      "en",
      decimals === undefined
        ? { maximumFractionDigits: 3 }
        : { minimumFractionDigits: decimals, maximumFractionDigits: decimals },
    ),
  ),
);

export const scientific = words((value, decimals) => {
  if (!Number.isFinite(value)) return writeDigits(value, { decimals, isCount: false });
  return minus(value.toExponential(decimals ?? 2));
});

export function hexadecimal(before: string): ValueFormat {
  return words((value) => {
    if (!Number.isFinite(value)) return writeDigits(value, { decimals: undefined, isCount: true });
    const digits = Math.abs(value).toString(16).toUpperCase();
    return `${value < 0 ? "−" : ""}${before}${digits}`;
  }, "whole");
}

export const either = (yes: string, no: string): ValueFormat => words((value) => (value ? yes : no), "whole");

export function duration(secondsEach: number): ValueFormat {
  return words((value, decimals) => durationWords(value * secondsEach, decimals), { msEach: secondsEach * 1000 });
}

export function clock(options: { withDays: boolean }): ValueFormat {
  return words((value) => clockLength(value, options), { msEach: 1000 });
}

export function clockPieces(msEach: number): ValueFormat {
  return words((value, decimals) => clockWords(value * msEach, decimals), { msEach });
}

/** A date by a pattern, and by a shorter one when it is of today. */
export function date(pattern: string, todayPattern?: string): ValueFormat {
  return words((value, _, context) => dateWords(value, context, pattern, todayPattern), { msEach: 1 });
}

export const systemDate = words(
  (value, _, context) => dateWords(value, context, context.showMs ? "YYYY-MM-DD HH:mm:ss.SSS" : "YYYY-MM-DD HH:mm:ss"),
  { msEach: 1 },
);

export const age = words((value, _, { now }) => fromNow(value, now ?? Date.now()), { msEach: 1 });
