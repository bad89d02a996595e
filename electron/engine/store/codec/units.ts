// Most values are whole numbers of something: of bytes, of pages, of hundredths of a second. A unit is that something, found
// so that every value comes back exactly; what has none is kept as doubles.
import { DamagedChunk } from "./column";
import { createScratch } from "./scratch";

/**
 * 0 to 12: a whole number divided by ten to that power. 16 and more: a whole number multiplied by a thousandth, say, as exporters do
 * to make seconds out of milliseconds, which is not always the same double. 32 and more: a multiple of two to that power less 32.
 */
export type Unit = number;

/** Values without one. */
export const noUnit: Unit = 255;
const finestDecimal = 12;
const multiplied: Unit = 16;
const finestMultiplied: Unit = multiplied + 9;
const binary: Unit = 32;
/** Pages of memory are 4 KiB; what looks coarser than that is chance. */
export const coarsestUnit: Unit = binary + 12;

const isUnit = (code: number): boolean =>
  code <= finestDecimal || (code > multiplied && code <= finestMultiplied) || (code >= binary && code <= coarsestUnit);

const powers = Array.from({ length: finestDecimal + 1 }, (_, exponent) => Number(`1e${exponent}`));
const fractions = powers.map((_, exponent) => Number(`1e-${exponent}`));

/** Larger counts could not be written: twice a count must still be exact (see `ByteWriter.signed`). */
const greatest = 2 ** 52;

/** Whether a count can be written; not NaN. */
export const isInRange = (count: number): boolean => count <= greatest && count >= -greatest;

/** How many units a value is; only right where `isWhole` says so. */
export function inUnits(value: number, unit: Unit): number {
  if (unit >= binary) return value / 2 ** (unit - binary);
  return Math.round(value * (powers[unit & 15] as number));
}

/** The value of that many units: one division or multiplication, so that it is always the same double. */
export function fromUnits(count: number, unit: Unit): number {
  if (unit >= binary) return count * 2 ** (unit - binary);
  return unit > multiplied ? count * (fractions[unit - multiplied] as number) : count / (powers[unit] as number);
}

/** Whether a value is exactly a whole number of units. -0 is not: its count would lose the sign when it is written. */
export function isWhole(value: number, unit: Unit): boolean {
  if (unit === noUnit) return false;
  const count = inUnits(value, unit);
  if (!isInRange(count)) return false;
  if (unit >= binary && !Number.isInteger(count)) return false;
  return fromUnits(count, unit) === value && !Object.is(value, -0);
}

/**
 * The coarsest unit that is no coarser than `atMost` and fits the value, or `noUnit`. Begin with `coarsestUnit` and go through
 * the values: what comes out mostly fits them all, but that must be checked.
 */
export function unitFor(value: number, atMost: Unit): Unit {
  let unit = atMost;
  while (unit !== noUnit && !isWhole(value, unit)) unit = finer(unit);
  return unit;
}

function finer(unit: Unit): Unit {
  if (unit > binary + 1) return unit - 1;
  if (unit >= binary) return 0;
  if (unit < finestDecimal) return unit + 1;
  if (unit === finestDecimal) return multiplied + 1;
  return unit < finestMultiplied ? unit + 1 : noUnit;
}

/**
 * The coarsest unit that fits all values, and how many of it each is; undefined where none fits. At least one value. The counts
 * lie in memory that the next call uses again.
 */
export function countsOf(values: Float64Array): { unit: Unit; counts: Float64Array } | undefined {
  let unit = coarsestUnit;
  for (let at = 0; at < values.length; at++) unit = unitFor(values[at] as number, unit);
  if (unit === noUnit) return undefined;
  const counts = memory.take(values.length);
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    if (!isWhole(value, unit)) return undefined;
    counts[at] = inUnits(value, unit);
  }
  return { unit, counts };
}

const memory = createScratch();

/** Counts into their values, in the same array. */
export function valuesOf(counts: Float64Array, unit: Unit): void {
  checkUnit(unit);
  if (unit > 0 && unit <= finestDecimal) {
    const divisor = powers[unit] as number;
    for (let at = 0; at < counts.length; at++) counts[at] = (counts[at] as number) / divisor;
  } else if (unit !== 0 && unit !== binary) {
    const factor = unit > binary ? 2 ** (unit - binary) : (fractions[unit - multiplied] as number);
    for (let at = 0; at < counts.length; at++) counts[at] = (counts[at] as number) * factor;
  }
}

/** A unit that was read from bytes. */
export function checkUnit(unit: Unit): void {
  if (!isUnit(unit)) throw new DamagedChunk("it counts in a unit that is not known");
}
