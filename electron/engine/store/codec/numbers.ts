// Rows of any doubles: counts of a unit where there is one, else doubles.
import type { ByteReader } from "./byte-reader";
import type { ByteWriter } from "./byte-writer";
import { readDoubles, writeDoubles } from "./doubles";
import { countsOf, noUnit, valuesOf } from "./units";
import { readWholeNumbers, spanOf, widest, writeWholeNumbers } from "./whole-numbers";

/** What stands in place of the unit where there is none. */
const doubles = noUnit;
const oneDouble = noUnit - 1;

/** What a row takes at most: a long number, or eight bytes of a double. */
export const mostBytesPerNumber = 8;

/** Any number of rows. A NaN comes back as NaN, every other double as it was. */
export function writeNumbers(out: ByteWriter, values: Float64Array): void {
  const first = values[0];
  if (first === undefined) return;
  const counted = countsOf(values);
  if (counted && spanOf(counted.counts) <= widest) {
    out.byte(counted.unit);
    writeWholeNumbers(out, counted.counts);
  } else if (values.every((value) => Object.is(value, first))) {
    out.byte(oneDouble);
    out.double(first);
  } else {
    out.byte(doubles);
    writeDoubles(out, values);
  }
}

/** Fills all of `into`. */
export function readNumbers(from: ByteReader, into: Float64Array): void {
  if (into.length === 0) return;
  const unit = from.byte();
  if (unit === doubles) {
    readDoubles(from, into);
  } else if (unit === oneDouble) {
    into.fill(from.double());
  } else {
    readWholeNumbers(from, into);
    valuesOf(into, unit);
  }
}
