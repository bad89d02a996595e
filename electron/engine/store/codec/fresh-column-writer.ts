// The new rows of one series as bits and bytes for the log.
import type { BitWriter } from "./bit-stream";
import { highBits, lowBits } from "./bits";
import type { ByteWriter } from "./byte-writer";
import { type Column, row } from "./column";
import { type FreshKind, farthestChange, fresh, hasFlags } from "./fresh-codes";
import { type FreshState, setUnit } from "./fresh-state";
import { coarsestUnit, inUnits, isWhole, noUnit, type Unit, unitFor } from "./units";

export interface FreshOutput {
  bits: BitWriter;
  numbers: ByteWriter;
}

export function writeFreshColumn(out: FreshOutput, state: FreshState, slot: number, { values, flags }: Column): void {
  const isFull = flags === undefined || flags.every((flag) => flag === row.value);
  const dense = isFull ? values : values.filter((_, at) => flags[at] === row.value);
  const kind = kindOf(state, slot, dense);
  writeKind(out, kind, isFull);
  if (!isFull) out.numbers.bytes(flags);
  switch (kind) {
    case fresh.same:
      return;
    case fresh.changes:
    case fresh.changesOfChanges:
      for (const value of dense) writeCount(out.numbers, state, slot, value, kind);
      return;
    case fresh.unit:
      writeFromNewUnit(out.numbers, state, slot, dense);
      return;
    case fresh.doubles:
      writeDoubles(out.numbers, state.values[slot] as number, dense);
      setUnit(state, slot, noUnit, dense[dense.length - 1] as number);
  }
}

function writeKind({ bits, numbers }: FreshOutput, kind: FreshKind, isFull: boolean): void {
  const isUsual = isFull && kind <= fresh.changesOfChanges;
  bits.bit(kind !== fresh.same || !isFull);
  if (isUsual && kind === fresh.same) return;
  bits.bit(kind !== fresh.changes || !isFull);
  if (isUsual && kind === fresh.changes) return;
  bits.bit(!isUsual);
  if (!isUsual) numbers.byte(isFull ? kind : kind + hasFlags);
}

function kindOf(state: FreshState, slot: number, values: Float64Array): FreshKind {
  const last = state.values[slot] as number;
  if (values.every((value) => Object.is(value, last))) return fresh.same;
  const unit = state.units[slot] as Unit;
  if (fits(values, unit, state.counts[slot] as number)) return cheaperKind(state, slot, values);
  return unitOf(values) === noUnit ? fresh.doubles : fresh.unit;
}

/** Whether all values are whole numbers of a unit, and none is too far from the one before. */
function fits(values: Float64Array, unit: Unit, from: number): boolean {
  let before = from;
  for (const value of values) {
    if (!isWhole(value, unit)) return false;
    const count = inUnits(value, unit);
    if (Math.abs(count - before) > farthestChange) return false;
    before = count;
  }
  return true;
}

/** The coarsest unit that fits all values. */
function unitOf(values: Float64Array): Unit {
  let unit = coarsestUnit;
  for (const value of values) unit = unitFor(value, unit);
  return unit !== noUnit && fits(values, unit, inUnits(values[0] as number, unit)) ? unit : noUnit;
}

/** Steady counters change evenly, gauges do not; the logarithms stand for the bytes it takes. */
function cheaperKind(state: FreshState, slot: number, values: Float64Array): FreshKind {
  let before = state.counts[slot] as number;
  let lastChange = state.changes[slot] as number;
  let first = 0;
  let second = 0;
  for (const value of values) {
    const count = inUnits(value, state.units[slot] as Unit);
    const change = count - before;
    first += Math.log2(1 + Math.abs(change));
    second += Math.log2(1 + Math.abs(change - lastChange));
    before = count;
    lastChange = change;
  }
  return second < first ? fresh.changesOfChanges : fresh.changes;
}

function writeFromNewUnit(out: ByteWriter, state: FreshState, slot: number, values: Float64Array): void {
  const unit = unitOf(values);
  out.byte(unit);
  out.double(values[0] as number);
  setUnit(state, slot, unit, values[0] as number);
  for (const value of values.subarray(1)) writeCount(out, state, slot, value, fresh.changes);
}

function writeCount(out: ByteWriter, state: FreshState, slot: number, value: number, kind: FreshKind): void {
  const count = inUnits(value, state.units[slot] as Unit);
  const change = count - (state.counts[slot] as number);
  out.signed(kind === fresh.changesOfChanges ? change - (state.changes[slot] as number) : change);
  state.counts[slot] = count;
  state.changes[slot] = change;
  state.values[slot] = value;
}

/** Each double against the one before: which of its eight bytes differ, as bits, and those bytes. */
function writeDoubles(out: ByteWriter, last: number, values: Float64Array): void {
  let high = highBits(last);
  let low = lowBits(last);
  for (const value of values) {
    const differentHigh = highBits(value) ^ high;
    const differentLow = lowBits(value) ^ low;
    let mask = 0;
    for (let at = 0; at < 4; at++) {
      if ((differentHigh >>> (8 * at)) & 0xff) mask |= 1 << (4 + at);
      if ((differentLow >>> (8 * at)) & 0xff) mask |= 1 << at;
    }
    out.byte(mask);
    for (let at = 7; at >= 0; at--) {
      if ((mask >>> at) & 1) out.byte(((at > 3 ? differentHigh : differentLow) >>> (8 * (at % 4))) & 0xff);
    }
    high = highBits(value);
    low = lowBits(value);
  }
}
