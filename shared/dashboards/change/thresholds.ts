// The steps of thresholds: rising, the lowest without a value.
import type { Thresholds } from "../field-config";

type Steps = Thresholds["steps"];

/** In turns, so that a new step is told from the one before. */
const usualColours = ["yellow", "orange", "red", "purple", "blue"];

/** By their values; the base comes first, and only one of them. The same list when it was sorted already. */
export function sortedSteps(steps: Steps): Steps {
  const base = steps.find(({ value }) => value === null) ?? { value: null, color: "green" };
  const others = steps.filter(({ value }) => value !== null).sort((a, b) => Number(a.value) - Number(b.value));
  const sorted = [base, ...others];
  return sorted.length === steps.length && sorted.every((step, index) => step === steps[index]) ? steps : sorted;
}

/** One more at the top, as far above the highest as that is above the one below it. */
export function addThreshold(steps: Steps): Steps {
  const sorted = sortedSteps(steps);
  const values = sorted.flatMap(({ value }) => (value === null ? [] : [value]));
  const [below = 0, highest] = [values.at(-2), values.at(-1)];
  const value = highest === undefined ? 80 : highest + (Math.abs(highest - below) || 10);
  const color = usualColours.find((name) => !sorted.some((step) => step.color === name)) ?? "red";
  return [...sorted, { value, color: highest === undefined ? "red" : color }];
}
