// Series as columns: one value for each of a query's moments, where there is one.
import { type Labels, labelsKey } from "../../model/labels";

export interface Column {
  labels: Labels;
  values: Float64Array;
  /** 1 where there is a value: NaN is a value like any other. */
  has: Uint8Array;
}

/** Columns by their labels. */
export type Columns = Map<string, Column>;

export function columnAt(columns: Columns, labels: Labels, count: number): Column {
  const key = labelsKey(labels);
  let column = columns.get(key);
  if (!column) {
    column = { labels, values: new Float64Array(count), has: new Uint8Array(count) };
    columns.set(key, column);
  }
  return column;
}

/** Only some of the labels, or all but some. */
export function grouped(
  labels: Labels,
  { mode, labels: names }: { mode: "by" | "without" | "on" | "ignoring"; labels: readonly string[] },
): Labels {
  const keeps = mode === "by" || mode === "on";
  return Object.fromEntries(Object.entries(labels).filter(([name]) => names.includes(name) === keeps));
}
