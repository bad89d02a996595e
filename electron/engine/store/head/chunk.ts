// A stretch of one writer's time: the times of its runs once, and beside them one column of values per series. All readings of
// a run have one time, so a thousand series share eight bytes of it.
import { row } from "../codec/column";
import type { SeriesId } from "../series/series-table";
import { type ColumnPool, rowsPerChunk } from "./column-pool";

/** One series' rows in one chunk. */
export interface ChunkColumn {
  /** Absent as long as all values are `constant`, as seven in ten are: such a column costs next to nothing. */
  values: Float64Array | undefined;
  constant: number;
  /** See `row`; only where there is a hole or a stale marker. Without, every row of `[first, end)` has a value. */
  flags: Uint8Array | undefined;
  first: number;
  /** After the last row that holds something. */
  end: number;
}

export interface Chunk {
  /** Counts the writer's steps back of the clock: times rise within one. */
  epoch: number;
  /** The number of the run in the first row. */
  firstRun: number;
  times: Float64Array;
  rows: number;
  columns: Map<SeriesId, ChunkColumn>;
}

export const createChunk = (pool: ColumnPool, epoch: number, firstRun: number): Chunk => ({
  epoch,
  firstRun,
  times: pool.takeValues(),
  rows: 0,
  columns: new Map(),
});

export const isFull = (chunk: Chunk): boolean => chunk.rows === rowsPerChunk;

export const createColumn = (first: number): ChunkColumn => ({
  values: undefined,
  constant: 0,
  flags: undefined,
  first,
  end: first,
});

/** Puts a value into a row that is not before the column's end. */
export function putValue(column: ChunkColumn, at: number, value: number, pool: ColumnPool): void {
  if (column.end !== at) openHole(column, pool);
  if (column.flags) column.flags[at] = row.value;
  if (column.values) column.values[at] = value;
  else if (column.end === column.first) column.constant = value;
  else if (!Object.is(value, column.constant)) {
    column.values = pool.takeValues().fill(column.constant, column.first, at);
    column.values[at] = value;
  }
  column.end = at + 1;
}

/** Puts values into rows from one on that is not before the column's end. */
export function putValues(column: ChunkColumn, at: number, values: Float64Array, pool: ColumnPool): void {
  let done = 0;
  // As long as the column is constant each value decides whether it stays so.
  while (done < values.length && !column.values) putValue(column, at + done, values[done++] ?? 0, pool);
  if (done === values.length) return;
  if (column.end !== at + done) openHole(column, pool);
  column.flags?.fill(row.value, at + done, at + values.length);
  column.values?.set(values.subarray(done), at + done);
  column.end = at + values.length;
}

/** Puts a stale marker into a row that is not before the column's end. */
export function putStale(column: ChunkColumn, at: number, pool: ColumnPool): void {
  openHole(column, pool)[at] = row.stale;
  if (column.values) column.values[at] = 0;
  column.end = at + 1;
}

function openHole(column: ChunkColumn, pool: ColumnPool): Uint8Array {
  column.flags ??= pool.takeFlags().fill(row.value, column.first, column.end);
  return column.flags;
}

/** Copies a column's values of some rows. Rows that hold nothing may get any number. */
export function copyValues(column: ChunkColumn, first: number, end: number, into: Float64Array, at: number): void {
  if (column.values) into.set(column.values.subarray(first, end), at);
  else into.fill(column.constant, at, at + end - first);
}

/** Whether a series has a value or a stale marker in some rows. */
export function hasRows(column: ChunkColumn, first: number, end: number): boolean {
  const last = Math.min(end, column.end);
  let at = Math.max(first, column.first);
  if (!column.flags) return at < last;
  while (at < last && column.flags[at] === row.absent) at++;
  return at < last;
}

/** Whether every one of some rows has a value. */
export const isWhole = (column: ChunkColumn, first: number, end: number): boolean =>
  !column.flags && column.first <= first && column.end >= end;
