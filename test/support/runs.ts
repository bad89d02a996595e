// Runs made of plain numbers, and plain numbers made of runs.
import { type Column, row } from "../../electron/engine/store/codec/column";
import type { Runs } from "../../electron/engine/store/head/head";

/** `undefined` is a row without a value, `"stale"` a marker. */
export type Cell = number | undefined | "stale";

export interface PlainRuns {
  writer: string;
  firstRun: number;
  times: number[];
  series: Record<number, Cell[]>;
}

export function runsOf({ writer, firstRun, times, series }: PlainRuns): Runs {
  const columns = new Map(Object.entries(series).map(([id, cells]) => [Number(id), columnOf(cells)]));
  return {
    writer,
    firstRun,
    lastRun: firstRun + times.length - 1,
    times: Float64Array.from(times),
    series: [...columns.keys()],
    column: (id) => columns.get(id) as Column,
  };
}

function columnOf(cells: readonly Cell[]): Column {
  const values = Float64Array.from(cells, (cell) => (typeof cell === "number" ? cell : 0));
  if (cells.every((cell) => typeof cell === "number")) return { values };
  return {
    values,
    flags: Uint8Array.from(cells, (cell) => (cell === undefined ? row.absent : cell === "stale" ? row.stale : row.value)),
  };
}

export function plainRuns({ writer, firstRun, times, series, column }: Runs): PlainRuns {
  return {
    writer,
    firstRun,
    times: [...times],
    series: Object.fromEntries(series.map((id) => [id, cellsOf(column(id), times.length)])),
  };
}

function cellsOf({ values, flags }: Column, rows: number): Cell[] {
  return Array.from({ length: rows }, (_, at) => {
    const flag = flags?.[at] ?? row.value;
    return flag === row.value ? values[at] : flag === row.stale ? "stale" : undefined;
  });
}
