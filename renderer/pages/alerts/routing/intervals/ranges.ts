// Choices out of a few (weekdays, months) as ranges, and lists of ranges as text.
import type { Range, RangeResult } from "#shared/alerting/interval-text";

/** The values that the ranges cover. */
export function valuesOf(ranges: readonly Range[] | undefined): Set<number> {
  const values = new Set<number>();
  for (const { from, to } of ranges ?? []) for (let value = from; value <= to; value++) values.add(value);
  return values;
}

/** The fewest ranges that cover the values. */
export function rangesOf(values: Iterable<number>): Range[] {
  const ranges: Range[] = [];
  for (const value of [...values].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && value <= last.to + 1) last.to = value;
    else ranges.push({ from: value, to: value });
  }
  return ranges;
}

/** With one value put in or taken out; undefined, which restricts nothing, where none is left. */
export function toggleValue(ranges: readonly Range[] | undefined, value: number): Range[] | undefined {
  const values = valuesOf(ranges);
  if (!values.delete(value)) values.add(value);
  return values.size === 0 ? undefined : rangesOf(values);
}

/** `1:7, -1`: ranges with commas between. An empty text restricts nothing. */
export function readRanges(
  text: string,
  read: (text: string) => RangeResult,
): { ok: true; ranges: Range[] | undefined } | { ok: false; message: string } {
  if (text.trim() === "") return { ok: true, ranges: undefined };
  const ranges: Range[] = [];
  for (const part of text.split(",")) {
    const result = read(part.trim());
    if (!result.ok) return { ok: false, message: result.message };
    ranges.push(result.range);
  }
  return { ok: true, ranges };
}

export const writeRanges = (ranges: readonly Range[] | undefined, write: (range: Range) => string): string =>
  (ranges ?? []).map(write).join(", ");
