import { formatQuantity } from "#shared/format/quantity";

/** From here on digits are counted rather than read. */
const large = 1e6;

/** An alert's value in little room: at most four significant digits; what is no finite number stays as it came. */
export function shortValue(text: string): string {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  return Math.abs(value) < large ? String(Number(value.toPrecision(4))) : formatQuantity(value, "number");
}
