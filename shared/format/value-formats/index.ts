// Numbers into the words of a dashboard's units. The taste is that of `quantity.ts`: three digits that count, no-break spaces, true
// minus signs.
import { percent as percentDigits } from "../quantity";
import { catalogue } from "./catalogue";
import { writeDigits } from "./digits";
import { findFormat } from "./find-format";
import { stepFor } from "./scales";
import { type FormatContext, noBreakSpace, type ScaleStep, type ValueFormat } from "./value-format";

export { formatAxis, tickStep } from "./axis";
export type { FormatContext } from "./value-format";

export interface FormattedValue {
  number: string;
  /** What stands before the number: a currency's symbol. A minus is before it. */
  prefix: string;
  /** What stands behind it; empty for a bare number. */
  unit: string;
  /** All of it, with the spaces between. */
  text: string;
}

/** The units that can be chosen, in groups. Any other text is one too: it stands behind the number. */
export const valueFormats: readonly { group: string; formats: readonly { id: string; name: string }[] }[] = catalogue;

/** The number in its unit, or in the size of it that fits: 1536 of `bytes` are `1.50 KiB`. */
export function formatValue(
  value: number,
  unit: string | undefined,
  decimals?: number,
  context: FormatContext = {},
): FormattedValue {
  return writeValue(value, findFormat(unit), decimals, context);
}

function writeValue(value: number, format: ValueFormat, decimals: number | undefined, context: FormatContext): FormattedValue {
  switch (format.kind) {
    case "words": {
      const text = format.write(value, decimals, context);
      return { number: text, prefix: "", unit: "", text };
    }
    case "percent": {
      const scaled = value * format.factor;
      const isAuto = decimals === undefined && Number.isFinite(scaled);
      return put(isAuto ? percentDigits(scaled) : writeDigits(scaled, { decimals, isCount: true }), { unit: "%" });
    }
    case "plain": {
      const number = writeDigits(value, { decimals, isCount: format.isCount });
      return put(number, format.isInFront ? { prefix: format.unit } : { unit: format.unit });
    }
    case "scaled":
      return writeScaled(value, format, stepFor(value, format.steps), decimals);
  }
}

function writeScaled(
  value: number,
  format: Extract<ValueFormat, { kind: "scaled" }>,
  step: ScaleStep,
  decimals: number | undefined,
): FormattedValue {
  if (!Number.isFinite(value)) return put(writeDigits(value, { decimals, isCount: true }), {});
  const scaled = value / step.size;
  const isCount = format.isCount && step.size === 1;
  const number = writeDigits(scaled, { decimals: decimals ?? moneyDecimals(scaled, format), isCount });
  if (!format.money) return put(number, { unit: step.unit });
  const { symbol, isBehind } = format.money;
  return isBehind ? put(number, { unit: step.unit + symbol }) : put(number, { prefix: symbol, unit: step.unit });
}

/** Amounts of money have cents; but what costs a fraction of one has as many digits as it takes. */
function moneyDecimals(value: number, { money, steps }: Extract<ValueFormat, { kind: "scaled" }>): number | undefined {
  if (!money || (steps.length > 1 && Math.abs(value) < 0.995 && value !== 0)) return undefined;
  return 2;
}

function put(number: string, { prefix = "", unit = "" }: { prefix?: string; unit?: string }): FormattedValue {
  const isNegative = prefix !== "" && number.startsWith("−");
  const digits = isNegative ? number.slice(1) : number;
  const before = isNegative ? `−${prefix}` : prefix;
  return { number: digits, prefix: before, unit, text: `${before}${digits}${spaced(unit)}` };
}

/** Per cent and degrees stand close to their number. */
const spaced = (unit: string): string => (unit === "" || unit === "%" || unit === "°" ? unit : noBreakSpace + unit);
