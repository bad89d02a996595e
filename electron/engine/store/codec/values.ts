// One series' rows in one block, as bytes and back: flags where it has holes, then the numbers of the rows that have a value.
import { ByteReader } from "./byte-reader";
import { ByteWriter } from "./byte-writer";
import type { Column } from "./column";
import { countValues, mostBytesPerFlag, readFlags, spread, withoutHoles, writeFlags } from "./flags";
import { holds, openFrame, sealFrame } from "./frame";
import { mostBytesPerNumber, readNumbers, writeNumbers } from "./numbers";

/** How a frame holds values: whether flags come first. */
const withFlags = 1;

const usualPerRow = 2;
const besidesRows = 64;

/** Used again for every column: what is in it is copied by the frame. */
const out = new ByteWriter();

/** Exactly `rows` rows. A NaN comes back as NaN, every other double as it was. */
export function encodeColumn(column: Column, rows: number): Uint8Array {
  const values = column.values.subarray(0, rows);
  const flags = column.flags?.subarray(0, rows);
  out.clear();
  if (!flags || countValues(flags) === rows) {
    writeNumbers(out, values);
    return sealFrame({ holds: holds.values, how: 0, payload: out.view() }, rows);
  }
  writeFlags(out, flags);
  writeNumbers(out, withoutHoles(values, flags));
  return sealFrame({ holds: holds.values, how: withFlags, payload: out.view() }, rows);
}

export function decodeColumn(bytes: Uint8Array, rows: number): Column {
  const { how, payload } = openFrame(bytes, {
    holds: holds.values,
    rows,
    mostBytes: (mostBytesPerNumber + mostBytesPerFlag) * rows + besidesRows,
    usualBytes: usualPerRow * rows + besidesRows,
  });
  const from = new ByteReader(payload);
  const values = new Float64Array(rows);
  if (how !== withFlags) {
    readNumbers(from, values);
    from.end();
    return { values };
  }
  const flags = readFlags(from, rows);
  readNumbers(from, values.subarray(0, countValues(flags)));
  from.end();
  spread(values, flags);
  return { values, flags };
}
