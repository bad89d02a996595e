// Stretches of a writer's chunks as the log and the sealing read them: one column per series, with a row for every run.
import { type Column, row } from "../codec/column";
import type { SeriesId } from "../series/series-table";
import { type ChunkColumn, copyValues, hasRows, isWhole } from "./chunk";
import type { Runs } from "./head";
import { rowsIn, type Stretch, timesOf } from "./stretches";

/** The stretches follow one another without a gap. */
export function runsOf(writer: string, stretches: readonly Stretch[]): Runs | undefined {
  const [begin, last] = [stretches[0], stretches.at(-1)];
  if (!begin || !last) return undefined;
  const rows = rowsIn(stretches);
  let series: SeriesId[] | undefined;
  return {
    writer,
    firstRun: begin.chunk.firstRun + begin.first,
    lastRun: last.chunk.firstRun + last.end - 1,
    times: timesOf(stretches),
    // Most who ask for runs only look at their times.
    get series() {
      series ??= seriesIn(stretches);
      return series;
    },
    column: (id) => columnOf(id, stretches, rows),
  };
}

function seriesIn(stretches: readonly Stretch[]): SeriesId[] {
  const found = new Set<SeriesId>();
  for (const { chunk, first, end } of stretches) {
    for (const [id, column] of chunk.columns) if (hasRows(column, first, end)) found.add(id);
  }
  return [...found].sort((a, b) => a - b);
}

function columnOf(id: SeriesId, stretches: readonly Stretch[], rows: number): Column {
  const isComplete = stretches.every(({ chunk, first, end }) => {
    const column = chunk.columns.get(id);
    return column !== undefined && isWhole(column, first, end);
  });
  const values = valuesOf(id, stretches, rows);
  if (isComplete) return { values };
  const flags = new Uint8Array(rows);
  let at = 0;
  for (const { chunk, first, end } of stretches) {
    const column = chunk.columns.get(id);
    if (column) copyFlags(column, first, end, flags, at);
    at += end - first;
  }
  return { values, flags };
}

function valuesOf(id: SeriesId, stretches: readonly Stretch[], rows: number): Float64Array {
  const [only, another] = stretches;
  const view = only && !another ? only.chunk.columns.get(id)?.values?.subarray(only.first, only.end) : undefined;
  if (view) return view;
  const values = new Float64Array(rows);
  let at = 0;
  for (const { chunk, first, end } of stretches) {
    const column = chunk.columns.get(id);
    if (column) copyValues(column, first, end, values, at);
    at += end - first;
  }
  return values;
}

function copyFlags(column: ChunkColumn, first: number, end: number, into: Uint8Array, at: number): void {
  if (column.flags) into.set(column.flags.subarray(first, end), at);
  else into.fill(row.value, at + Math.max(first, column.first) - first, at + Math.max(first, Math.min(end, column.end)) - first);
}
