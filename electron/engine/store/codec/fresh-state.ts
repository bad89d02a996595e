// What both ends of the log remember of each writer and its series: the value, count and change that came last. The encoder and
// the decoder do exactly the same to it, or they would part ways.
import type { SeriesId } from "../series/series-table";
import { inUnits, isWhole, noUnit, type Unit } from "./units";

export interface FreshState {
  writer: string;
  /** The place among the writers, in the order in which they were first told. */
  place: number;
  lastRun: number;
  /** The series of the writer's last stretch, in its order; never changed, but replaced together with the next two. */
  series: SeriesId[];
  /** Where in the order each series is. */
  positions: Map<SeriesId, number>;
  /** The slot of each, in the order. */
  slots: Int32Array;
  slotOf: Map<SeriesId, number>;
  values: Float64Array;
  counts: Float64Array;
  changes: Float64Array;
  units: Uint8Array;
}

export function createFreshState(writer: string, place: number): FreshState {
  return {
    writer,
    place,
    lastRun: -1,
    series: [],
    positions: new Map(),
    slots: new Int32Array(0),
    slotOf: new Map(),
    values: new Float64Array(0),
    counts: new Float64Array(0),
    changes: new Float64Array(0),
    units: new Uint8Array(0),
  };
}

/** Takes over a new list of series; those that were known before keep what is known of them. */
export function setSeries(state: FreshState, series: SeriesId[]): void {
  state.series = series;
  state.positions = new Map(series.map((id, position) => [id, position]));
  state.slots = Int32Array.from(series, (id) => {
    const known = state.slotOf.get(id);
    if (known !== undefined) return known;
    state.slotOf.set(id, state.slotOf.size);
    return state.slotOf.size - 1;
  });
  const wanted = state.slotOf.size;
  if (wanted <= state.units.length) return;
  const room = Math.max(wanted, 2 * state.units.length);
  state.values = grown(new Float64Array(room), state.values);
  state.counts = grown(new Float64Array(room), state.counts);
  state.changes = grown(new Float64Array(room), state.changes);
  state.units = grown(new Uint8Array(room).fill(noUnit), state.units);
}

/** Begins to count a series in a unit, from a value that fits it or from nothing (`noUnit`). */
export function setUnit(state: FreshState, slot: number, unit: Unit, value: number): void {
  state.units[slot] = unit;
  state.values[slot] = value;
  state.counts[slot] = isWhole(value, unit) ? inUnits(value, unit) : 0;
  state.changes[slot] = 0;
}

function grown<Columns extends Float64Array | Uint8Array>(larger: Columns, old: Columns): Columns {
  larger.set(old);
  return larger;
}
