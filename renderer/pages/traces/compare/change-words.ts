// Differences in words: `+307 ms`, `−12.5%`, `3 → 5`.
import { formatCount } from "#shared/format/count";
import { percent } from "#shared/format/quantity";
import type { Nanoseconds } from "#shared/model/trace";
import { lengthText } from "../trace/span-text";

const signOf = (value: number): string => (value > 0 ? "+" : value < 0 ? "−" : "");

/** Nothing is `0`, without a unit. */
export const lengthChange = (by: Nanoseconds): string => (by === 0 ? "0" : `${signOf(by)}${lengthText(Math.abs(by))}`);

export const countChange = (by: number): string => (by === 0 ? "0" : `${signOf(by)}${formatCount(Math.abs(by))}`);

/** Where a percentage would have four digits, how many times as much it is. Empty where there is nothing to compare with. */
export function shareChange(ratio: number): string {
  if (!Number.isFinite(ratio)) return "";
  if (ratio >= 10) return `× ${ratio >= 100 ? formatCount(Math.round(ratio)) : ratio.toFixed(1)}`;
  const by = (ratio - 1) * 100;
  return by === 0 ? "0%" : `${signOf(by)}${percent(Math.abs(by))}%`;
}

/** `3 → 5`; one number where they are the same. */
export const countsOf = (a: number, b: number): string => (a === b ? formatCount(a) : `${formatCount(a)} → ${formatCount(b)}`);
