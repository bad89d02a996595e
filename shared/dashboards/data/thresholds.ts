// Which step of its thresholds a value has reached.
import type { Thresholds } from "../field-config";
import type { ValueRange } from "./frame";

/** Its colour when nothing else is said. */
export const baseColor = "green";

/** How far a value is between two ends: 0 to 1, and no further. */
export function shareOf(value: number, { min, max }: ValueRange): number {
  if (Number.isNaN(value)) return 0;
  if (!(max > min)) return value < min ? 0 : 1;
  return Math.min(1, Math.max(0, (value - min) / (max - min)));
}

/** The number at which each step begins, in the field's own unit; the first at minus infinity. */
export function thresholdValues(thresholds: Thresholds, range: ValueRange): { from: number; color: string }[] {
  return thresholds.steps.map(({ value, color }, index) => {
    if (value === null) return { from: index === 0 ? Number.NEGATIVE_INFINITY : Number.NaN, color };
    return { from: thresholds.mode === "percentage" ? range.min + (value / 100) * (range.max - range.min) : value, color };
  });
}

/** The colour of the last step that the value has reached; that of the lowest where it has reached none. */
export function thresholdColor(value: number, thresholds: Thresholds | undefined, range: ValueRange): string {
  if (!thresholds || thresholds.steps.length === 0) return baseColor;
  let color = thresholds.steps[0]?.color ?? baseColor;
  for (const step of thresholdValues(thresholds, range)) if (value >= step.from) color = step.color;
  return color;
}
