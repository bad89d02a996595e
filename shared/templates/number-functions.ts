// From a template's values to numbers, and functions over them.

import type { TemplateFunction } from "./functions";
import { formatFloat } from "./go-float";
import { humanizeTimestamp } from "./humanize";
import { nil, text, typeName, type Value } from "./value";

export const ofNumber = (run: (value: number) => string): TemplateFunction => ({
  params: ["any"],
  run: ([value = nil]) => text(run(toFloat(value))),
});

/** A number, or the text of one. */
export function toFloat(value: Value): number {
  // A length of time counts in seconds.
  if (value.type === "int") return value.kind?.goType === "time.Duration" ? value.value / 1e9 : value.value;
  if (value.type === "float64") return value.value;
  if (value.type !== "string") throw new Error(`can't convert ${typeName(value)} to float`);
  const special = /^([-+]?)(inf|infinity|nan)$/i.exec(value.value);
  if (special) return special[2]?.toLowerCase() === "nan" ? Number.NaN : special[1] === "-" ? -Infinity : Infinity;
  const isNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(value.value);
  if (isNumber && Number.isFinite(Number(value.value))) return Number(value.value);
  const why = isNumber ? "value out of range" : "invalid syntax";
  throw new Error(`strconv.ParseFloat: parsing ${JSON.stringify(value.value)}: ${why}`);
}

export function timestamp(value: number): string {
  const written = humanizeTimestamp(value);
  if (written !== undefined) return written;
  throw overflow(value);
}

export const overflow = (value: number): Error =>
  new Error(`${formatFloat(value, "g")} cannot be represented as a nanoseconds timestamp since it overflows int64`);
