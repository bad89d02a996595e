// Thresholds: the steps of today, the bare lists of early gauges, and `"70,90"` with its three colours.
import type { Thresholds } from "../field-config";
import { isRecord, listOf, numberOf, recordOf, textOf } from "./lenient";

type Step = Thresholds["steps"][number];

export function convertThresholds(given: unknown): Thresholds | undefined {
  const isList = Array.isArray(given);
  if (!isList && !isRecord(given)) return undefined;
  const list = isList ? given : listOf(given.steps);
  const steps = list.flatMap((step, index): Step[] => {
    const { value, color } = recordOf(step);
    if (!isRecord(step)) return [];
    // The first one has no value: it holds from minus infinity, which JSON cannot write.
    return [{ value: numberOf(value) ?? (index === 0 ? null : 0), color: textOf(color) || "text" }];
  });
  const mode = !isList && given.mode === "percentage" ? "percentage" : "absolute";
  return { mode, steps: rising(steps) };
}

/** `"70,90"` or `["70", "90"]`, and one colour more than that. */
export function thresholdsOfText(given: unknown, colors: unknown): Thresholds | undefined {
  const values = (Array.isArray(given) ? given : textOf(given).split(",")).map(numberOf).filter((value) => value !== undefined);
  const names = listOf(colors).map(textOf);
  if (names.length === 0) return undefined;
  const steps = [null, ...values].map((value, index): Step => ({ value, color: names[index] || names.at(-1) || "text" }));
  return { mode: "absolute", steps: rising(steps) };
}

const rising = (steps: Step[]): Step[] => [...steps].sort((a, b) => (a.value ?? -Infinity) - (b.value ?? -Infinity));
