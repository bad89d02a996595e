// The buckets of a series whose values are all whole numbers of one unit, which is nearly every series.
import { doublesBetween, doublesFurther } from "./bits";
import type { ByteReader } from "./byte-reader";
import type { ByteWriter } from "./byte-writer";
import { DamagedChunk, type TierColumn } from "./column";
import { readNumbers, writeNumbers } from "./numbers";
import { checkUnit, countsOf, fromUnits, inUnits, isInRange, type Unit, valuesOf } from "./units";
import { readWholeNumbers, spanOf, widest, writeWholeNumbers } from "./whole-numbers";

type Buckets = Pick<TierColumn, "min" | "max" | "sum" | "count" | "last">;

/** What the least value is told from: the last of the same bucket (gauges), or the last of the one before (counters). */
const least = { fromLast: 0, fromBefore: 1 } as const;
/** How the sums are told: from what they are likely to be, or for themselves. */
const sums = { guessed: 0, own: 1 } as const;

/** Further apart than this, a sum is not one of these counts that was rounded. */
const mostRounding = 2 ** 30;

/** Buckets as counts: of values, in one unit, and of samples. The sums are what they were. */
interface CountedTier {
  unit: Unit;
  minima: Float64Array;
  maxima: Float64Array;
  lasts: Float64Array;
  count: Float64Array;
  sum: Float64Array;
}

/** Undefined if they are not of this kind. At least one row. */
export function countedTierOf({ min, max, sum, count, last }: Buckets): CountedTier | undefined {
  const rows = last.length;
  if (!count.every(Number.isSafeInteger) || spanOf(count) > widest) return undefined;
  const all = new Float64Array(3 * rows);
  all.set(min);
  all.set(max, rows);
  all.set(last, 2 * rows);
  const found = countsOf(all);
  if (!found || spanOf(found.counts) > widest) return undefined;
  const { unit, counts } = found;
  return {
    unit,
    minima: counts.subarray(0, rows),
    maxima: counts.subarray(rows, 2 * rows),
    lasts: counts.subarray(2 * rows),
    count,
    sum,
  };
}

export function writeCountedTier(out: ByteWriter, { unit, minima, maxima, lasts, count, sum }: CountedTier): void {
  out.byte(unit);
  writeWholeNumbers(out, count);
  writeWholeNumbers(out, lasts);
  writeWholeNumbers(out, difference(maxima, lasts));
  writeLeast(out, minima, lasts);
  writeSums(out, sum, guessSums(count, minima, maxima), unit);
}

/** Fills all columns, which are of one length and not empty. */
export function readCountedTier(from: ByteReader, { min, max, sum, count, last }: Buckets): void {
  const unit = from.byte();
  checkUnit(unit);
  readWholeNumbers(from, count);
  readWholeNumbers(from, last);
  readWholeNumbers(from, max);
  add(max, last);
  readLeast(from, min, last);
  readSums(from, sum, guessSums(count, min, max), unit);
  for (const counts of [min, max, last]) valuesOf(counts, unit);
}

function writeLeast(out: ByteWriter, minima: Float64Array, lasts: Float64Array): void {
  const fromLast = difference(minima, lasts);
  const fromBefore = difference(minima, shifted(lasts));
  const isFromLast = sizeOf(fromLast) <= sizeOf(fromBefore);
  out.byte(isFromLast ? least.fromLast : least.fromBefore);
  writeWholeNumbers(out, isFromLast ? fromLast : fromBefore);
}

function readLeast(from: ByteReader, min: Float64Array, lasts: Float64Array): void {
  const how = from.byte();
  if (how !== least.fromLast && how !== least.fromBefore) throw new DamagedChunk("it has columns of a kind that is not known");
  readWholeNumbers(from, min);
  add(min, how === least.fromLast ? lasts : shifted(lasts));
}

/**
 * A sum of decimal fractions is seldom the double nearest to the decimal that it should be; so what is told besides the count is
 * how many doubles further it lies.
 */
function writeSums(out: ByteWriter, sum: Float64Array, guesses: Float64Array, unit: Unit): void {
  const furtherOff = sum.map((value, at) => inUnits(value, unit) - (guesses[at] as number));
  const rounding = sum.map((value) => doublesBetween(fromUnits(inUnits(value, unit), unit), value));
  const isGuessed =
    sum.every((value, at) => isCountable(value, unit) && isInRange(guesses[at] as number)) &&
    rounding.every((doubles) => Math.abs(doubles) < mostRounding) &&
    spanOf(furtherOff) <= widest;
  out.byte(isGuessed ? sums.guessed : sums.own);
  if (!isGuessed) {
    writeNumbers(out, sum);
    return;
  }
  writeWholeNumbers(out, furtherOff);
  writeWholeNumbers(out, rounding);
}

/** A count has no minus zero. */
const isCountable = (sum: number, unit: Unit): boolean => isInRange(inUnits(sum, unit)) && !Object.is(sum, -0);

function readSums(from: ByteReader, sum: Float64Array, guesses: Float64Array, unit: Unit): void {
  const how = from.byte();
  if (how === sums.own) {
    readNumbers(from, sum);
    return;
  }
  if (how !== sums.guessed) throw new DamagedChunk("it has columns of a kind that is not known");
  readWholeNumbers(from, sum);
  add(sum, guesses);
  valuesOf(sum, unit);
  const rounding = new Float64Array(sum.length);
  readWholeNumbers(from, rounding);
  for (let at = 0; at < sum.length; at++) {
    if (rounding[at] !== 0) sum[at] = doublesFurther(sum[at] as number, rounding[at] as number);
  }
}

/** As if values rose or fell evenly within each bucket. */
const guessSums = (count: Float64Array, minima: Float64Array, maxima: Float64Array): Float64Array =>
  count.map((samples, at) => Math.round((samples * ((minima[at] as number) + (maxima[at] as number))) / 2));

const difference = (numbers: Float64Array, others: Float64Array): Float64Array =>
  numbers.map((number, at) => number - (others[at] as number));

function add(into: Float64Array, others: Float64Array): void {
  for (let at = 0; at < into.length; at++) into[at] = (into[at] as number) + (others[at] as number);
}

/** Each row's number of the row before; the first keeps its own. */
const shifted = (numbers: Float64Array): Float64Array => numbers.map((number, at) => numbers[at - 1] ?? number);

const sizeOf = (numbers: Float64Array): number => numbers.reduce((bits, number) => bits + Math.log2(1 + Math.abs(number)), 0);
