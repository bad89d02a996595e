// Puts runs that were read from the log back into a writer's chunks.
import { row } from "../codec/column";
import { type Chunk, putStale, putValue, putValues } from "./chunk";
import { type ColumnPool, rowsPerChunk } from "./column-pool";
import type { Runs } from "./head";
import { columnIn, type Lane, type Lanes } from "./lanes";
import { openChunk, type Writer } from "./writer";

/** Rows of the runs, from one on, and the row of a chunk into which the first of them goes. */
interface Part {
  chunk: Chunk;
  at: number;
  from: number;
  count: number;
}

/** Rows of the runs before `from` are in the head already. */
export function restoreRuns(writer: Writer, runs: Runs, from: number, { lanes, pool }: { lanes: Lanes; pool: ColumnPool }): void {
  const { times, series, firstRun } = runs;
  const parts = openRows(writer, runs, from, pool);
  for (const id of series) {
    const { values, flags } = runs.column(id);
    const lane = lanes.take(writer, id);
    for (const part of parts) {
      if (flags) putRows(part, lane, values, flags, pool);
      else putValues(columnIn(part.chunk, lane, part.at), part.at, values.subarray(part.from, part.from + part.count), pool);
    }
    lane.lastRun = firstRun + (flags ? flags.lastIndexOf(row.value) : times.length - 1);
  }
  writer.newest = times.at(-1) ?? writer.newest;
  const lastLanes = series.map((id) => lanes.take(writer, id)).filter((lane) => lane.lastRun === writer.run);
  writer.last = { readings: [], lanes: lastLanes };
  writer.live = lastLanes.length;
}

function openRows(writer: Writer, { times, firstRun }: Runs, first: number, pool: ColumnPool): Part[] {
  const parts: Part[] = [];
  for (let from = first; from < times.length; ) {
    writer.run = firstRun + from;
    const chunk = openChunk(writer, pool);
    const at = chunk.rows;
    const count = Math.min(rowsPerChunk - at, times.length - from);
    chunk.times.set(times.subarray(from, from + count), at);
    chunk.rows += count;
    parts.push({ chunk, at, from, count });
    from += count;
  }
  writer.run = firstRun + times.length - 1;
  return parts;
}

function putRows({ chunk, at, from, count }: Part, lane: Lane, values: Float64Array, flags: Uint8Array, pool: ColumnPool): void {
  for (let index = 0; index < count; index++) {
    const flag = flags[from + index];
    if (flag === row.absent) continue;
    const column = columnIn(chunk, lane, at + index);
    if (flag === row.stale) putStale(column, at + index, pool);
    else putValue(column, at + index, values[from + index] ?? 0, pool);
  }
}
