import type uPlot from "uplot";
import type { ChartColumns } from "./columns";

/**
 * The columns as uPlot takes them: plain arrays, null where there is no point. Stacked, each series stands on the ones
 * before it, and where it has no point of its own it adds nothing.
 */
export function toPlotData(columns: ChartColumns, isStacked: boolean): uPlot.AlignedData {
  const { times, series } = columns;
  const length = times.length;
  const plotted: (number | null)[][] = [];
  let below: (number | null)[] | undefined;
  for (const { values } of series) {
    const column = new Array<number | null>(length);
    for (let i = 0; i < length; i++) {
      const value = values[i] as number;
      // The infinities have no place on an axis either.
      column[i] = Number.isFinite(value) ? value : null;
    }
    if (isStacked && below) {
      for (let i = 0; i < length; i++) {
        const under = below[i] ?? null;
        if (under !== null) column[i] = under + (column[i] ?? 0);
      }
    }
    below = column;
    plotted.push(column);
  }
  return [Array.from(times), ...plotted] as uPlot.AlignedData;
}

/** The smallest and the largest of what is plotted between two times; the first above the second when there is nothing. */
export function extentOf(data: uPlot.AlignedData, start: number, end: number): { min: number; max: number } {
  const [times, ...columns] = data;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < times.length; i++) {
    const time = times[i] as number;
    if (time < start || time > end) continue;
    for (const column of columns) {
      const value = column[i];
      if (value === null || value === undefined) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return { min, max };
}

/** Of each stretch between two gaps that is shorter than `least` (in time), the place of its newest point. */
export function shortStretches(times: ArrayLike<number>, column: ArrayLike<number | null | undefined>, least: number): number[] {
  const found: number[] = [];
  let start: number | undefined;
  for (let i = 0; i <= times.length; i++) {
    const isPoint = i < times.length && column[i] !== null && column[i] !== undefined;
    if (isPoint) start ??= i;
    else if (start !== undefined) {
      if ((times[i - 1] as number) - (times[start] as number) < least) found.push(i - 1);
      start = undefined;
    }
  }
  return found;
}
