// Cuts runs into parts that are encoded within a few milliseconds each. The few seconds of every write are one part; what an
// hour of a full disk has left waiting is many.
import type { Column } from "../codec/column";
import type { Runs } from "../head/head";
import type { SeriesId } from "../series/series-table";

/** A row of a series is a cell. */
const cellsAtOnce = 20_000;

export function* inParts(stretches: readonly Runs[]): Generator<Runs[]> {
  let part: Runs[] = [];
  let cells = 0;
  for (const runs of stretches) {
    for (const piece of piecesOf(runs)) {
      const own = piece.times.length * piece.series.length;
      if (part.length > 0 && cells + own > cellsAtOnce) {
        yield part;
        part = [];
        cells = 0;
      }
      part.push(piece);
      cells += own;
    }
  }
  if (part.length > 0) yield part;
}

function* piecesOf(runs: Runs): Generator<Runs> {
  const rows = runs.times.length;
  const rowsAtOnce = Math.max(1, Math.floor(cellsAtOnce / Math.max(1, runs.series.length)));
  if (rows <= rowsAtOnce) {
    yield runs;
    return;
  }
  const columns = new Map<SeriesId, Column>();
  function columnOf(id: SeriesId): Column {
    const known = columns.get(id);
    if (known) return known;
    const column = runs.column(id);
    columns.set(id, column);
    return column;
  }
  for (let from = 0; from < rows; from += rowsAtOnce) {
    const to = Math.min(rows, from + rowsAtOnce);
    yield {
      ...runs,
      firstRun: runs.firstRun + from,
      lastRun: runs.firstRun + to - 1,
      times: runs.times.subarray(from, to),
      column(id) {
        const { values, flags } = columnOf(id);
        return { values: values.subarray(from, to), flags: flags?.subarray(from, to) };
      },
    };
  }
}
