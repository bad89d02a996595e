// Ranges of the day. One that ends before it begins goes over midnight, which a time interval has as two.
import { formatTimeOfDay, parseTimeOfDay, type Range } from "#shared/alerting/interval-text";

const midnight = 1440;

export interface TypedRange {
  from: string;
  to: string;
}

export const typedOf = ({ from, to }: Range): TypedRange => ({ from: formatTimeOfDay(from), to: formatTimeOfDay(to) });

/** `9:00` and `9` are times of day too, when a person types them. */
export function readTimeOfDay(text: string): number | undefined {
  const loose = /^(\d{1,2})(?:[:.](\d\d))?$/.exec(text.trim());
  if (!loose) return undefined;
  return parseTimeOfDay(`${(loose[1] ?? "").padStart(2, "0")}:${loose[2] ?? "00"}`);
}

/** What was typed as ranges: one, or the two halves of a night. Undefined for what is no time of day. */
export function rangesOfTyped({ from, to }: TypedRange): Range[] | undefined {
  const [start, end] = [readTimeOfDay(from), readTimeOfDay(to)];
  if (start === undefined || end === undefined || start === end || start === midnight) return undefined;
  if (start < end) return [{ from: start, to: end }];
  if (end === 0) return [{ from: start, to: midnight }];
  return [
    { from: start, to: midnight },
    { from: 0, to: end },
  ];
}

/** Whether two of the ranges are the halves of a night. */
export const goesOverMidnight = (ranges: readonly Range[] | undefined): boolean =>
  (ranges ?? []).some(({ to }) => to === midnight) && (ranges ?? []).some(({ from }) => from === 0);
