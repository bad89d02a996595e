// Sums and means of stretches of a column with the digits that Prometheus gets: Kahan's summation in Neumaier's form, from
// the stretch's first sample to its last. Long windows overlap, so where plain addition is exact, running totals answer.
import type { Reading } from "./over-windows";

const largestExact = Number.MAX_SAFE_INTEGER;

/** The sum of any stretch. */
export function sumsOf(values: Float64Array): Reading {
  const totals = exactTotals(values);
  if (totals) return (first, end) => (totals[end] as number) - (totals[first] as number);
  return (first, end) => sum(values, first, end);
}

/** The mean of any stretch; each value stands for as many samples as `counts` says, for one without it. */
export function meansOf(values: Float64Array, counts?: Float64Array): Reading {
  if (counts) {
    const [sums, samples] = [sumsOf(values), sumsOf(counts)];
    return (first, end, step) => (sums(first, end, step) as number) / (samples(first, end, step) as number);
  }
  const totals = exactTotals(values);
  if (totals) return (first, end) => ((totals[end] as number) - (totals[first] as number)) / (end - first);
  return (first, end) => mean(values, first, end);
}

/**
 * Totals up to each place, when all values are whole and their sizes add up to less than 2^53: then no addition ever
 * rounds, and differences of totals are what adding one by one would give. Counters and byte counts are mostly of this kind.
 */
function exactTotals(values: Float64Array): Float64Array | undefined {
  const totals = new Float64Array(values.length + 1);
  let total = 0;
  let size = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    size += Math.abs(value);
    // Written so that NaN fails it too.
    if (!(Number.isInteger(value) && size <= largestExact)) return undefined;
    total += value;
    totals[index + 1] = total;
  }
  return totals;
}

function sum(values: Float64Array, first: number, end: number): number {
  let total = 0;
  let lost = 0;
  for (let index = first; index < end; index++) {
    const value = values[index] as number;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  // An infinite total has lost nothing that still matters; what it has lost by the sums above is not a number.
  return Math.abs(total) === Number.POSITIVE_INFINITY ? total : total + lost;
}

/** The sum through the count, unless the sum would overflow. */
function mean(values: Float64Array, first: number, end: number): number {
  let total = values[first] as number;
  let lost = 0;
  for (let index = first + 1; index < end; index++) {
    const value = values[index] as number;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  const count = end - first;
  const result = total / count + lost / count;
  return Number.isFinite(result) ? result : carefulMean(values, first, end);
}

/** As above up to the sample with which the sum would overflow: from there on the mean itself is carried along. */
function carefulMean(values: Float64Array, first: number, end: number): number {
  let total = values[first] as number;
  let lost = 0;
  for (let index = first + 1; index < end; index++) {
    const value = values[index] as number;
    const next = total + value;
    if (Math.abs(next) === Number.POSITIVE_INFINITY) return carriedMean(values, first, index, end, total, lost);
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total / (end - first) + lost / (end - first);
}

/** Goes on at `from` with the sum of what came before. */
function carriedMean(values: Float64Array, first: number, from: number, end: number, total: number, lost: number): number {
  let average = total / (from - first);
  let lostAverage = lost / (from - first);
  for (let index = from; index < end; index++) {
    const count = index - first + 1;
    const share = (count - 1) / count;
    const carried = share * average;
    const part = (values[index] as number) / count;
    const next = carried + part;
    lostAverage *= share;
    if (Math.abs(next) === Number.POSITIVE_INFINITY) lostAverage = 0;
    else if (Math.abs(carried) >= Math.abs(part)) lostAverage += carried - next + part;
    else lostAverage += part - next + carried;
    average = next;
  }
  return average + lostAverage;
}
