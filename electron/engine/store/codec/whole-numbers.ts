// Rows of whole numbers: either each row's distance from what is usual, or each change's distance from the usual change. What
// is usual is near the median, so most of what is written is small; where all are multiples of something, so much the smaller.
import type { ByteReader } from "./byte-reader";
import type { ByteWriter } from "./byte-writer";
import { DamagedChunk } from "./column";
import { createScratch } from "./scratch";

const mode = { constant: 0, numbers: 1, changes: 2, even: 3 } as const;

/** Between the least and the greatest of the rows: so differences, and what makes them positive, stay exact. */
export const widest = 2 ** 49;

/** How many rows are looked at to find what is usual. */
const sample = 96;

export function spanOf(numbers: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] as number;
    if (number < least) least = number;
    if (number > greatest) greatest = number;
  }
  return greatest - least;
}

/** At least one row, none beyond 2^52 in size, and a span of `widest` at most. */
export function writeWholeNumbers(out: ByteWriter, numbers: Float64Array): void {
  const first = numbers[0] as number;
  const changes = changesOf(numbers);
  const unit = greatestDivisor(changes);
  if (unit === 0) {
    out.byte(mode.constant);
    out.signed(first);
    return;
  }
  const usual = usualOf(numbers);
  const usualChange = usualOf(changes);
  if (changes.every((change) => change === usualChange)) {
    out.byte(mode.even);
    out.signed(first);
    out.signed(usualChange);
    return;
  }
  // Logarithms stand for the bits it takes. A row's change is written with less trouble to the reader than it may seem, and what
  // repeats in changes is packed better, so numbers must be clearly shorter.
  if (sizeOf(numbers, usual) < 0.95 * sizeOf(changes, usualChange)) {
    out.byte(mode.numbers);
    out.varint(unit);
    out.signed(usual);
    for (let at = 0; at < numbers.length; at++) out.signed(((numbers[at] as number) - usual) / unit);
    return;
  }
  out.byte(mode.changes);
  out.varint(unit);
  out.signed(usualChange / unit);
  out.signed(first);
  for (let at = 0; at < changes.length; at++) out.signed(((changes[at] as number) - usualChange) / unit);
}

/** Fills all of `into`, which is not empty. */
export function readWholeNumbers(from: ByteReader, into: Float64Array): void {
  const how = from.byte();
  if (how === mode.constant) {
    into.fill(from.signed());
    return;
  }
  if (how === mode.even) {
    const first = from.signed();
    const change = from.signed();
    for (let at = 0; at < into.length; at++) into[at] = first + at * change;
    return;
  }
  if (how !== mode.numbers && how !== mode.changes) throw new DamagedChunk("it has numbers of a kind that is not known");
  const unit = from.varint();
  const usual = from.signed();
  if (how === mode.numbers) {
    from.signedNumbers(into, 0);
    for (let at = 0; at < into.length; at++) into[at] = usual + (into[at] as number) * unit;
    return;
  }
  let number = from.signed();
  into[0] = number;
  from.signedNumbers(into, 1);
  for (let at = 1; at < into.length; at++) {
    number += ((into[at] as number) + usual) * unit;
    into[at] = number;
  }
}

const memory = createScratch();

/** In memory that the next call uses again. */
function changesOf(numbers: Float64Array): Float64Array {
  const changes = memory.take(numbers.length - 1);
  for (let at = 0; at < changes.length; at++) changes[at] = (numbers[at + 1] as number) - (numbers[at] as number);
  return changes;
}

/** What all of them are multiples of; 0 when all are 0. */
function greatestDivisor(numbers: Float64Array): number {
  let divisor = 0;
  for (let at = 0; at < numbers.length && divisor !== 1; at++) {
    let rest = Math.abs(numbers[at] as number);
    while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  }
  return divisor;
}

/** About the median, and always one of them. */
function usualOf(numbers: Float64Array): number {
  const step = Math.max(1, Math.floor(numbers.length / sample));
  const some = new Float64Array(Math.ceil(numbers.length / step));
  for (let at = 0; at < some.length; at++) some[at] = numbers[at * step] as number;
  some.sort();
  return some[some.length >> 1] as number;
}

function sizeOf(numbers: Float64Array, usual: number): number {
  let bits = 0;
  for (let at = 0; at < numbers.length; at++) bits += Math.log2(1 + Math.abs((numbers[at] as number) - usual));
  return bits;
}
