// Instants as the formats write them, without losing nanoseconds: nineteen digits do not fit a double.

export interface Instant {
  /** Since 1970. */
  seconds: number;
  nanos: number;
}

export type TimeUnit = "seconds" | "milliseconds" | "microseconds" | "nanoseconds";

export const perSecond: Record<TimeUnit, number> = { seconds: 1, milliseconds: 1e3, microseconds: 1e6, nanoseconds: 1e9 };

/** 2010 and 2100, in seconds. No two units can mean these years by one number, and nobody traced before. */
const [earliest, latest] = [1.26e9, 4.1e9];

export const isPlausible = (seconds: number) => seconds >= earliest && seconds < latest;

/**
 * In which unit a time is written: the one that belongs there, unless that means another century and one of the others does not.
 * Times of hand-made examples, soon after 1970, stay what they are.
 */
export function unitOf(value: number, belongs: TimeUnit): TimeUnit {
  if (isPlausible(value / perSecond[belongs])) return belongs;
  for (const unit of Object.keys(perSecond) as TimeUnit[]) if (isPlausible(value / perSecond[unit])) return unit;
  return belongs;
}

/** A number of a unit since 1970. */
export function instantOf(value: number, unit: TimeUnit): Instant {
  const each = perSecond[unit];
  const seconds = Math.floor(value / each);
  return { seconds, nanos: Math.round((value - seconds * each) * (1e9 / each)) };
}

/** Digits of nanoseconds since 1970; undefined where it is something else. */
export function instantOfDigits(digits: string): Instant | undefined {
  let seconds = 0;
  let nanos = 0;
  const split = digits.length - 9;
  if (digits.length === 0 || digits.length > 19) return undefined;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return undefined;
    if (index < split) seconds = seconds * 10 + digit;
    else nanos = nanos * 10 + digit;
  }
  return { seconds, nanos };
}

/** A number, or a text of one; NaN for all else. */
export function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
}
