// Reads records of the log back into runs.
import { inflateRawSync } from "node:zlib";
import type { Runs } from "../head/head";
import type { SeriesId } from "../series/series-table";
import { BitReader } from "./bit-stream";
import { ByteReader } from "./byte-reader";
import { DamagedChunk } from "./column";
import { expected } from "./fresh-codes";
import { type FreshInput, type Place, readFreshColumn } from "./fresh-column-reader";
import { createFreshState, type FreshState, setSeries } from "./fresh-state";

export interface FreshDecoder {
  /** Records in the order in which they were written; throws `DamagedChunk`, and after that only a record that began anew can follow. */
  decode(bytes: Uint8Array): Runs[];
}

/** No record that was written is larger. */
const mostBytes = 64 * 1024 * 1024;
const mostCells = 1 << 24;

type Stretch = Omit<Runs, "column"> & Pick<FreshState, "slots" | "positions"> & { state: FreshState };

export function createFreshDecoder(): FreshDecoder {
  const states: FreshState[] = [];

  function readState(from: ByteReader, isExpected: boolean, before: Stretch | undefined): FreshState {
    const place = isExpected ? (before ? before.state.place + 1 : 0) : from.varint() - 1;
    if (place === -1) {
      const added = createFreshState(from.text(), states.length);
      states.push(added);
      return added;
    }
    const state = states[place];
    if (!state) throw new DamagedChunk("a writer in it was not told before");
    return state;
  }

  function readHead(from: ByteReader, before: Stretch | undefined): Stretch {
    const known = from.byte();
    const state = readState(from, (known & expected.writer) !== 0, before);
    const isWhole = (known & expected.wholeTimes) !== 0;
    const times = known & expected.times ? (before?.times.slice() ?? new Float64Array(0)) : readTimes(from, isWhole);
    const firstRun = known & expected.runs ? state.lastRun + 1 : from.signed();
    const lastRun = firstRun + (known & expected.runs ? times.length - 1 : from.signed());
    if ((known & expected.series) === 0) setSeries(state, readSeries(from));
    state.lastRun = lastRun;
    const { writer, series, slots, positions } = state;
    if (series.length * times.length > mostCells) throw new DamagedChunk("it has too many rows");
    return { writer, firstRun, lastRun, times, series, state, slots, positions };
  }

  return {
    decode(bytes) {
      const numbers = new ByteReader(inflate(bytes));
      if (numbers.byte() === 1) states.length = 0;
      const stretches: Stretch[] = [];
      for (let left = numbers.varint(); left > 0; left--) stretches.push(readHead(numbers, stretches.at(-1)));
      const bits = new BitReader(numbers.bytes(numbers.varint()));
      const runs = stretches.map((stretch) => readColumns({ bits, numbers }, stretch));
      numbers.end();
      return runs;
    },
  };
}

function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    throw new DamagedChunk("it cannot be inflated", { cause: error });
  }
}

function readTimes(from: ByteReader, isWhole: boolean): Float64Array {
  const length = from.varint();
  if (length > from.left) throw new DamagedChunk("it ends too early");
  const times = new Float64Array(length);
  let before = 0;
  for (let at = 0; at < length; at++) {
    before = isWhole ? before + from.signed() : from.double();
    times[at] = before;
  }
  return times;
}

function readSeries(from: ByteReader): SeriesId[] {
  const length = from.varint();
  if (length > from.left) throw new DamagedChunk("it ends too early");
  const series: SeriesId[] = [];
  for (let at = 0; at < length; at++) series.push((series[at - 1] ?? 0) + from.signed());
  return series;
}

/** The values of all series of a stretch lie in one array, series after series; a column is a view of it. */
function readColumns(from: FreshInput, { slots, state, positions, ...runs }: Stretch): Runs {
  const rows = runs.times.length;
  const values = new Float64Array(rows * slots.length);
  const flags = new Map<number, Uint8Array>();
  const place: Place = { values, start: 0, end: rows };
  for (let position = 0; position < slots.length; position++) {
    const read = readFreshColumn(from, state, slots[position] as number, place);
    if (read) flags.set(position, read);
    place.start = place.end;
    place.end += rows;
  }
  return {
    ...runs,
    column(id) {
      const position = positions.get(id) as number;
      return { values: values.subarray(position * rows, (position + 1) * rows), flags: flags.get(position) };
    },
  };
}
