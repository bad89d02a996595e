// Reads the new rows of one series that `fresh-column-writer.ts` wrote.
import type { BitReader } from "./bit-stream";
import { fromBits, highBits, lowBits } from "./bits";
import type { ByteReader } from "./byte-reader";
import { DamagedChunk, row } from "./column";
import { fresh, hasFlags } from "./fresh-codes";
import { type FreshState, setUnit } from "./fresh-state";
import { checkUnit, fromUnits, noUnit, type Unit } from "./units";

export interface FreshInput {
  bits: BitReader;
  numbers: ByteReader;
}

/** Where the rows of a series lie: from `start` to, not including, `end`. */
export interface Place {
  values: Float64Array;
  start: number;
  end: number;
}

/** Fills the rows, and gives their flags where not every row has a value. */
export function readFreshColumn(from: FreshInput, state: FreshState, slot: number, rows: Place): Uint8Array | undefined {
  const kind = readKind(from);
  if (kind < hasFlags) {
    readValues(from.numbers, state, slot, kind, rows);
    return undefined;
  }
  const flags = from.numbers.bytes(rows.end - rows.start).slice();
  const count = flags.reduce((sum, flag) => sum + (flag === row.value ? 1 : 0), 0);
  readValues(from.numbers, state, slot, kind - hasFlags, { ...rows, end: rows.start + count });
  spread(rows.values.subarray(rows.start, rows.end), count, flags);
  return flags;
}

function readKind({ bits, numbers }: FreshInput): number {
  if (!bits.bit()) return fresh.same;
  if (!bits.bit()) return fresh.changes;
  return bits.bit() ? numbers.byte() : fresh.changesOfChanges;
}

/** Moves the values from the front to the rows that have one. */
function spread(rows: Float64Array, count: number, flags: Uint8Array): void {
  let from = count;
  for (let at = rows.length - 1; at >= 0; at--) rows[at] = flags[at] === row.value ? (rows[--from] as number) : 0;
}

function readValues(from: ByteReader, state: FreshState, slot: number, kind: number, into: Place): void {
  switch (kind) {
    case fresh.same:
      into.values.fill(state.values[slot] as number, into.start, into.end);
      return;
    case fresh.changes:
    case fresh.changesOfChanges:
      readCounts(from, state, slot, kind, into);
      return;
    case fresh.unit: {
      const unit = from.byte();
      const first = from.double();
      checkUnit(unit);
      if (into.end === into.start) throw new DamagedChunk("its rows do not add up");
      setUnit(state, slot, unit, first);
      into.values[into.start] = first;
      readCounts(from, state, slot, fresh.changes, { ...into, start: into.start + 1 });
      return;
    }
    case fresh.doubles:
      readDoubles(from, state, slot, into);
      return;
    default:
      throw new DamagedChunk("it has a kind of series that is not known");
  }
}

function readCounts(from: ByteReader, state: FreshState, slot: number, kind: number, into: Place): void {
  const { values, start, end } = into;
  if (start === end) return;
  const unit = state.units[slot] as Unit;
  if (unit === noUnit) throw new DamagedChunk("a series in it was not told before");
  let count = state.counts[slot] as number;
  let change = state.changes[slot] as number;
  for (let at = start; at < end; at++) {
    const read = from.signed();
    change = kind === fresh.changesOfChanges ? change + read : read;
    count += change;
    values[at] = fromUnits(count, unit);
  }
  state.counts[slot] = count;
  state.changes[slot] = change;
  state.values[slot] = values[end - 1] as number;
}

function readDoubles(from: ByteReader, state: FreshState, slot: number, into: Place): void {
  const { values, start, end } = into;
  let high = highBits(state.values[slot] as number);
  let low = lowBits(state.values[slot] as number);
  for (let at = start; at < end; at++) {
    const mask = from.byte();
    for (let place = 7; place >= 0; place--) {
      if (((mask >>> place) & 1) === 0) continue;
      const bits = from.byte() << (8 * (place % 4));
      if (place > 3) high ^= bits;
      else low ^= bits;
    }
    values[at] = fromBits(high, low);
  }
  if (start < end) setUnit(state, slot, noUnit, values[end - 1] as number);
}
