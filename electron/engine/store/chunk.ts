// A stretch of one writer's time: the times of its runs once, and beside them one column of values per series. All
// readings of a run have one time, so a thousand series share eight bytes of it.
export const rowsPerChunk = 256;

/** Row flags of a column that has holes; a column without them has a value in every row of `[first, end)`. */
export const row = { absent: 0, value: 1, stale: 2 } as const;

/** One series' rows in one chunk: 8 bytes a row, and one more once it has a hole or a stale marker. */
export interface Column {
  values: Float64Array;
  flags: Uint8Array | undefined;
  first: number;
  /** After the last row that holds something. */
  end: number;
}

export interface Chunk<Key> {
  times: Float64Array;
  rows: number;
  columns: Map<Key, Column>;
}

/** Arrays of dropped chunks, to be used again: after the first hour the store asks for no new memory. */
export interface ColumnPool {
  takeValues(): Float64Array;
  /** All zero: every row absent. */
  takeFlags(): Uint8Array;
  give(values: Float64Array, flags?: Uint8Array): void;
  /** What is in use and what is kept for later. */
  bytes(): number;
}

/** The pool keeps about two megabytes at most: a burst of short-lived series leaves no more than that behind. */
const mostPooled = 1024;

export function createColumnPool(): ColumnPool {
  const free: Float64Array[] = [];
  let bytes = 0;
  return {
    takeValues() {
      const kept = free.pop();
      if (kept) return kept;
      const values = new Float64Array(rowsPerChunk);
      bytes += values.byteLength;
      return values;
    },
    takeFlags() {
      bytes += rowsPerChunk;
      return new Uint8Array(rowsPerChunk);
    },
    give(values, flags) {
      bytes -= flags?.byteLength ?? 0;
      if (free.length < mostPooled) free.push(values);
      else bytes -= values.byteLength;
    },
    bytes: () => bytes,
  };
}

export const createChunk = <Key>(pool: ColumnPool): Chunk<Key> => ({ times: pool.takeValues(), rows: 0, columns: new Map() });

/** Puts a value, or a stale marker, into the chunk's newest row of a series' column. */
export function put<Key>(chunk: Chunk<Key>, key: Key, value: number | "stale", pool: ColumnPool): void {
  const at = chunk.rows - 1;
  let column = chunk.columns.get(key);
  if (!column) {
    column = { values: pool.takeValues(), flags: undefined, first: at, end: at };
    chunk.columns.set(key, column);
  }
  if (value === "stale" || column.end !== at) column.flags ??= pool.takeFlags().fill(row.value, column.first, column.end);
  if (column.flags) column.flags[at] = value === "stale" ? row.stale : row.value;
  column.values[at] = value === "stale" ? 0 : value;
  column.end = at + 1;
}

/** How many of the chunk's rows are not after a time. */
export function rowsUpTo({ times, rows }: { times: Float64Array; rows: number }, time: number): number {
  let low = 0;
  let high = rows;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the chunk's rows are before a time. */
export function rowsBefore(chunk: { times: Float64Array; rows: number }, time: number): number {
  const upTo = rowsUpTo(chunk, time);
  return upTo > 0 && chunk.times[upTo - 1] === time ? upTo - 1 : upTo;
}
