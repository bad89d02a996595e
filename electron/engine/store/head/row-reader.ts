// Reads series out of some stretches of one writer. Where the rows lie is worked out once for all its series, and series without
// holes share one array of times, by which the evaluator in turn shares its work on them.
import { row } from "../codec/column";
import type { SeriesId } from "../series/series-table";
import { type ChunkColumn, copyValues } from "./chunk";
import type { HeadRows, NewestRows } from "./head";
import { rowsIn, type Stretch, timesOf } from "./stretches";

export interface RowReader {
  /** All rows of a series in the stretches. */
  rows(id: SeriesId): HeadRows | undefined;
  /** The last of them: what a query for one moment looks at. */
  newest(id: SeriesId): HeadRows | undefined;
  /** The same into a row of these. */
  putNewest(id: SeriesId, into: NewestRows, at: number): boolean;
}

/** So many arrays of one repeated value are kept for the next series that has it. */
const mostConstants = 32;

export function createRowReader(stretches: readonly Stretch[]): RowReader {
  const total = rowsIn(stretches);
  const times = timesOf(stretches);
  const cuts = new Map<number, Float64Array>();
  const constants = new Map<number, Float64Array>();

  /** The same view for the same rows, so that it can be recognised. */
  function cutTimes(first: number, end: number): Float64Array {
    if (first === 0 && end === total) return times;
    const key = first * (total + 1) + end;
    let cut = cuts.get(key);
    if (!cut) {
      cut = times.subarray(first, end);
      cuts.set(key, cut);
    }
    return cut;
  }

  function constantRows(value: number, rows: number): Float64Array {
    if (rows !== total || Object.is(value, -0)) return new Float64Array(rows).fill(value);
    let values = constants.get(value);
    if (!values) {
      values = new Float64Array(rows).fill(value);
      if (constants.size < mostConstants) constants.set(value, values);
    }
    return values;
  }

  /** Rows `[first, end)` of the stretches' rows, in every one of which the series has a value. */
  function wholeRows(id: SeriesId, first: number, end: number): Float64Array {
    let values: Float64Array | undefined;
    let at = 0;
    for (const { chunk, first: chunkFirst, end: chunkEnd } of stretches) {
      const rows = chunkEnd - chunkFirst;
      const from = Math.max(first, at) - at + chunkFirst;
      const to = Math.min(end, at + rows) - at + chunkFirst;
      const column = from < to ? chunk.columns.get(id) : undefined;
      if (column) {
        if (to - from === end - first) return column.values?.subarray(from, to) ?? constantRows(column.constant, end - first);
        values ??= new Float64Array(end - first);
        copyValues(column, from, to, values, Math.max(first, at) - first);
      }
      at += rows;
    }
    return values ?? new Float64Array(0);
  }

  function rowsWithHoles(id: SeriesId): HeadRows | undefined {
    const found = { times: new Float64Array(total), values: new Float64Array(total), stale: new Uint8Array(total) };
    let count = 0;
    let anyStale = false;
    for (const { chunk, first, end } of stretches) {
      const column = chunk.columns.get(id);
      if (!column) continue;
      for (let at = Math.max(first, column.first); at < Math.min(end, column.end); at++) {
        const flag = column.flags ? column.flags[at] : row.value;
        if (flag === row.absent) continue;
        found.times[count] = chunk.times[at] ?? 0;
        found.values[count] = column.values ? (column.values[at] ?? 0) : column.constant;
        if (flag === row.stale) {
          found.stale[count] = 1;
          anyStale = true;
        }
        count++;
      }
    }
    if (count === 0) return undefined;
    const rows = { times: found.times.subarray(0, count), values: found.values.subarray(0, count) };
    return anyStale ? { ...rows, stale: found.stale.subarray(0, count) } : rows;
  }

  function rowsOf(id: SeriesId): HeadRows | undefined {
    let begin = -1;
    let next = -1;
    let at = 0;
    for (const { chunk, first, end } of stretches) {
      const column = chunk.columns.get(id);
      if (column && overlaps(column, first, end)) {
        if (column.flags) return rowsWithHoles(id);
        const from = at + Math.max(first, column.first) - first;
        if (begin < 0) begin = from;
        else if (from !== next) return rowsWithHoles(id);
        next = at + Math.min(end, column.end) - first;
      }
      at += end - first;
    }
    return begin < 0 ? undefined : { times: cutTimes(begin, next), values: wholeRows(id, begin, next) };
  }

  function newestOf(id: SeriesId): HeadRows | undefined {
    let after = total;
    for (let index = stretches.length - 1; index >= 0; index--) {
      const { chunk, first, end } = stretches[index] as Stretch;
      const column = chunk.columns.get(id);
      if (column && overlaps(column, first, end)) {
        const last = lastRow(column, first, end);
        if (last >= first) return oneRow(column, last, cutTimes(after - end + last, after - end + last + 1));
      }
      after -= end - first;
    }
    return undefined;
  }

  function putNewest(id: SeriesId, into: NewestRows, to: number): boolean {
    for (let index = stretches.length - 1; index >= 0; index--) {
      const { chunk, first, end } = stretches[index] as Stretch;
      const column = chunk.columns.get(id);
      if (!column || !overlaps(column, first, end)) continue;
      const at = lastRow(column, first, end);
      if (at < first) continue;
      into.times[to] = chunk.times[at] as number;
      into.values[to] = column.values ? (column.values[at] as number) : column.constant;
      into.stale[to] = column.flags?.[at] === row.stale ? 1 : 0;
      return true;
    }
    return false;
  }

  return { rows: rowsOf, newest: newestOf, putNewest };
}

/** The last row before `end` that holds something; less than `first` where none does. */
function lastRow(column: ChunkColumn, first: number, end: number): number {
  let at = Math.min(end, column.end) - 1;
  if (column.flags) while (at >= first && column.flags[at] === row.absent) at--;
  return at;
}

function oneRow(column: ChunkColumn, at: number, times: Float64Array): HeadRows {
  const rows = { times, values: new Float64Array(1).fill(column.values ? (column.values[at] ?? 0) : column.constant) };
  return column.flags?.[at] === row.stale ? { ...rows, stale: new Uint8Array(1).fill(1) } : rows;
}

const overlaps = (column: ChunkColumn, first: number, end: number): boolean => column.first < end && column.end > first;
