// How the samples of a window are spread: quantiles, variance, deviation from the median.
import { formatFloat } from "../../../templates/go-float";
import type { Span } from "../../ast";
import type { Evaluation } from "../calls";
import type { Context } from "../context";
import { placeOfArgument } from "./arguments";
import { overWindows, type SeriesReader } from "./over-windows";
import { createWindowSorter } from "./window-sorter";

/** Of sorted values without NaN, and as many NaN before them; between two values by their distances. */
export function quantileOf(fraction: number, sorted: Float64Array, countOfNaN: number): number {
  if (Number.isNaN(fraction)) return Number.NaN;
  if (fraction < 0) return Number.NEGATIVE_INFINITY;
  if (fraction > 1) return Number.POSITIVE_INFINITY;
  const count = sorted.length + countOfNaN;
  const rank = fraction * (count - 1);
  const lower = Math.floor(rank);
  const upper = Math.min(count - 1, lower + 1);
  const weight = rank - lower;
  const at = (place: number) => (place < countOfNaN ? Number.NaN : (sorted[place - countOfNaN] as number));
  return at(lower) * (1 - weight) + at(upper) * weight;
}

/** Warns of fractions that are none; of the same one again and again, as of one that is written in the query, only once. */
export function createQuantileCheck(place: Span, { annotations }: Context): (fraction: number) => void {
  let warned: number | undefined;
  return (fraction) => {
    if ((fraction >= 0 && fraction <= 1) || Object.is(fraction, warned)) return;
    warned = fraction;
    annotations.warn(`quantile value should be between 0 and 1, got ${formatFloat(fraction, "g")}`, place);
  };
}

const quantile: SeriesReader = ({ values }, { call, context, scalars: [fractions] }) => {
  const sortWindow = createWindowSorter(values);
  const check = createQuantileCheck(placeOfArgument(call, 0), context);
  return (first, end, step) => {
    const fraction = fractions?.[step] ?? Number.NaN;
    check(fraction);
    const sorted = sortWindow(first, end);
    return quantileOf(fraction, sorted, end - first - sorted.length);
  };
};

/** The median of the distances from the median. One NaN makes it unknown. */
const medianDeviation: SeriesReader = ({ values }) => {
  const sortWindow = createWindowSorter(values);
  const memory = new Float64Array(values.length);
  return (first, end) => {
    const sorted = sortWindow(first, end);
    if (sorted.length < end - first) return Number.NaN;
    const distances = distancesFrom(quantileOf(0.5, sorted, 0), sorted, memory);
    return quantileOf(0.5, distances, sorted.length - distances.length);
  };
};

/** How far each value is from another, sorted; those that are not numbers, as between infinities, are left out. */
function distancesFrom(middle: number, sorted: Float64Array, memory: Float64Array): Float64Array {
  let count = 0;
  let below = 0;
  while (below < sorted.length && (sorted[below] as number) < middle) below++;
  let above = below;
  below--;
  // On either side of the middle the distances grow outwards, so taking the nearer side each time sorts them.
  while (below >= 0 || above < sorted.length) {
    const left = below >= 0 ? middle - (sorted[below] as number) : Number.POSITIVE_INFINITY;
    const right = above < sorted.length ? (sorted[above] as number) - middle : Number.POSITIVE_INFINITY;
    const takesLeft = below >= 0 && !(right < left);
    if (takesLeft) below--;
    else above++;
    const distance = takesLeft ? left : right;
    if (!Number.isNaN(distance)) memory[count++] = distance;
  }
  return memory.subarray(0, count);
}

/** The variance of all of the window's samples, kept up sample by sample (Welford), in sums that lose nothing small. */
function variance({ values }: { values: Float64Array }, first: number, end: number): number {
  let mean = 0;
  let lostMean = 0;
  let squares = 0;
  let lostSquares = 0;
  for (let index = first; index < end; index++) {
    const value = values[index] as number;
    const delta = value - (mean + lostMean);
    const part = delta / (index - first + 1);
    const nextMean = mean + part;
    if (Math.abs(nextMean) === Number.POSITIVE_INFINITY) lostMean = 0;
    else lostMean += Math.abs(mean) >= Math.abs(part) ? mean - nextMean + part : part - nextMean + mean;
    mean = nextMean;
    const square = delta * (value - (mean + lostMean));
    const nextSquares = squares + square;
    if (Math.abs(nextSquares) === Number.POSITIVE_INFINITY) lostSquares = 0;
    else lostSquares += Math.abs(squares) >= Math.abs(square) ? squares - nextSquares + square : square - nextSquares + squares;
    squares = nextSquares;
  }
  return (squares + lostSquares) / (end - first);
}

export const spread: readonly [name: string, evaluation: Evaluation][] = [
  ["quantile_over_time", overWindows(quantile)],
  ["mad_over_time", overWindows(medianDeviation)],
  ["stdvar_over_time", overWindows((series) => (first, end) => variance(series, first, end))],
  ["stddev_over_time", overWindows((series) => (first, end) => Math.sqrt(variance(series, first, end)))],
];
