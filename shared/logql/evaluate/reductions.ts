// What becomes of the numbers in a window, in the order of their times.
import type { RangeOperation } from "../words";

interface Window {
  /** The window's length. */
  seconds: number;
  parameter: number | undefined;
}

export function reduceWindow(operation: RangeOperation, numbers: readonly number[], { seconds, parameter }: Window): number {
  switch (operation) {
    case "sum_over_time":
      return sumOf(numbers);
    case "rate":
      return sumOf(numbers) / seconds;
    case "avg_over_time":
      return sumOf(numbers) / numbers.length;
    case "min_over_time":
      return numbers.reduce((least, number) => Math.min(least, number));
    case "max_over_time":
      return numbers.reduce((most, number) => Math.max(most, number));
    case "stdvar_over_time":
      return varianceOf(numbers);
    case "stddev_over_time":
      return Math.sqrt(varianceOf(numbers));
    case "quantile_over_time":
      return quantileOf(parameter ?? 0.5, numbers);
    case "first_over_time":
      return numbers[0] ?? 0;
    case "last_over_time":
      return numbers.at(-1) ?? 0;
    default:
      // Whether there are any is all that the others ask of numbers; `supported.ts` lets nothing else through.
      return numbers.length;
  }
}

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

export function varianceOf(numbers: readonly number[]): number {
  const mean = sumOf(numbers) / numbers.length;
  return sumOf(numbers.map((number) => (number - mean) ** 2)) / numbers.length;
}

/** NaN counts as the least there is. */
function quantileOf(quantile: number, numbers: readonly number[]): number {
  if (quantile < 0) return Number.NEGATIVE_INFINITY;
  if (quantile > 1) return Number.POSITIVE_INFINITY;
  const rank = (number: number) => (Number.isNaN(number) ? Number.NEGATIVE_INFINITY : number);
  const sorted = [...numbers].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
  const place = quantile * (sorted.length - 1);
  const [low, high] = [Math.floor(place), Math.ceil(place)];
  const weight = place - low;
  return (sorted[low] ?? 0) * (1 - weight) + (sorted[high] ?? 0) * weight;
}
