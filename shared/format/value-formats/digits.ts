// How many digits a number is written with. Left to itself three that count, and always as many, so that a changing number keeps
// its width; counts that are whole are written whole.
import { minus, threeDigits } from "../quantity";

export interface DigitOptions {
  decimals: number | undefined;
  /** Whole numbers are written whole. */
  isCount: boolean;
}

/** From here on a number's last digits are not true, and it is written with an exponent. */
const largestWhole = 1e15;

export function writeDigits(value: number, { decimals, isCount }: DigitOptions): string {
  if (Number.isNaN(value)) return "NaN";
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return value > 0 ? "∞" : "−∞";
  if (decimals !== undefined) return fixed(value, decimals);
  if (isCount && Number.isInteger(value) && size < largestWhole) return minus(String(value));
  // A unit without larger sizes has large numbers: 1234567, not 1.23e+6.
  return size >= 1e6 && size < largestWhole ? fixed(value, 0) : threeDigits(value);
}

/** `toFixed` gives up at 1e21 and writes an exponent; its minus is a hyphen. */
const fixed = (value: number, decimals: number): string => minus(value.toFixed(Math.min(20, Math.max(0, decimals))));
