// Numbers as Go writes them into labels, and reads them there.
import { formatFloat } from "../../../templates/go-float";

/** A number as OpenMetrics has it in labels: never without a point or an exponent, so that 1 is `1.0`. */
export function formatOpenMetrics(value: number): string {
  if (value === 0) return "0.0";
  const text = formatFloat(value, "g");
  return /[e.]|Inf|NaN/.test(text) ? text : `${text}.0`;
}

/** A decimal number as Go's `ParseFloat` reads it; undefined where it would refuse, also numbers too large for a double. */
export function parseFloatText(text: string): number | undefined {
  const named = /^([+-]?)(?:(inf|infinity)|nan)$/i.exec(text);
  if (named?.[2]) return named[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
