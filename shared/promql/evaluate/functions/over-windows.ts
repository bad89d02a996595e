// Runs a function from a window of samples to a number over every window of every series.
import type { Call } from "../../ast";
import { FindingError } from "../../diagnostics";
import { functions } from "../../functions";
import type { Evaluation } from "../calls";
import { type Context, emptyColumn, type VectorColumn } from "../context";
import { dropNames, haveSameName, keyOf, labelOf, withoutName } from "../label-sets";
import type { RangeVector, WindowedSeries } from "../selectors";
import { argument, scalarAt } from "./arguments";

/** What a function over windows is given beside the series. */
export interface Frame extends Pick<RangeVector, "moments" | "range"> {
  call: Call;
  context: Context;
  /** The scalar arguments, in order: one number per step. */
  scalars: readonly Float64Array[];
}

/**
 * From the samples `first` up to, not including, `end`, at least one, to the value at a step. Undefined: this window has
 * no answer, as a rate of one sample has none.
 */
export type Reading = (first: number, end: number, step: number) => number | undefined;

/** Readies the reading of one series: what can be found out once for all of its windows is found out here. */
export type SeriesReader = (series: WindowedSeries, frame: Frame) => Reading;

export interface WindowOptions {
  /** The result is still a sample of that metric, so it keeps the name. */
  keepsName?: boolean;
  /** Told of each metric of which a series has a result, once. */
  remark?: (metric: string, frame: Frame) => void;
}

/** The evaluation of a function over windows. */
export function overWindows(read: SeriesReader, { keepsName = false, remark }: WindowOptions = {}): Evaluation {
  return (call, context, walk) => {
    const types = functions.get(call.name)?.args ?? [];
    let vector: RangeVector | undefined;
    const scalars: Float64Array[] = [];
    for (const [index, type] of types.entries()) {
      if (type === "matrix") vector = walk.range(argument(call, index), context);
      else scalars.push(scalarAt(call, index, context, walk));
    }
    if (!vector) throw new Error(`${call.name} takes no range vector`);
    const { series, moments, range } = vector;
    const frame: Frame = { call, context, moments, range, scalars };
    const columns: VectorColumn[] = [];
    const metrics = new Set<string>();
    for (const one of series) {
      const column = readWindows(one, read(one, frame), frame);
      if (!column) continue;
      columns.push(column);
      metrics.add(labelOf(one.labels, "__name__"));
    }
    if (remark) for (const metric of metrics) remark(metric, frame);
    return { type: "vector", columns: keepsName ? columns : dropNames(refuseEqual(columns, frame), call, context) };
  };
}

function readWindows(series: WindowedSeries, read: Reading, { context, moments }: Frame): VectorColumn | undefined {
  const { first, end } = series.windows;
  const column = emptyColumn(series.labels, moments.length);
  if (series.dropsName) column.dropsName = true;
  const { values, present } = column;
  context.budget.spend(moments.length);
  let any = false;
  for (let step = 0; step < moments.length; step++) {
    const from = first[step] as number;
    const to = end[step] as number;
    if (from >= to) continue;
    context.budget.work(to - from);
    const value = read(from, to, step);
    if (value === undefined) continue;
    values[step] = value;
    present[step] = 1;
    any = true;
  }
  return any ? column : undefined;
}

/**
 * Series that differ only in their metric's name would become one. Unlike operators, functions over windows refuse that even
 * where the series never have a point at the same time.
 */
function refuseEqual(columns: VectorColumn[], { call, context }: Frame): VectorColumn[] {
  const first = columns[0]?.labels ?? {};
  if (context.delaysNameRemoval || columns.every(({ labels }) => haveSameName(labels, first))) return columns;
  const seen = new Set<string>();
  for (const { labels } of columns) {
    context.budget.work(20);
    seen.add(keyOf(withoutName(labels)));
  }
  if (seen.size === columns.length) return columns;
  throw new FindingError("vector cannot contain metrics with the same labelset", call);
}
