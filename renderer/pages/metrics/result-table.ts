// An instant result as a table: one column per label name, the value last. Pure, so that hostile labels can be tested.
import type { Labels } from "#shared/model/labels";
import type { InstantResult } from "#shared/model/series";
import { visibleText } from "../../components/visible-text";

export interface ResultRow {
  /** One text per column of the table; the empty text where the series has no such label. */
  cells: readonly string[];
  /** Of what it is; a scalar and a text are of nothing. */
  labels?: Labels;
  /** Epoch ms; absent for a matrix row, whose value is its latest point. */
  time: number;
  value: number | string;
}

export interface ResultTable {
  /** Label names: the metric's name first, then by the alphabet. */
  columns: readonly string[];
  rows: readonly ResultRow[];
}

export interface Sorting {
  /** A label name; `undefined` sorts by value. */
  column: string | undefined;
  isDescending: boolean;
}

export function toTable(result: InstantResult): ResultTable {
  switch (result.kind) {
    case "scalar":
    case "string":
      return { columns: [], rows: [{ cells: [], time: result.time, value: result.value }] };
    case "vector":
      return fromSeries(
        result.labels.map((labels, i) => ({
          labels,
          time: result.times[i] ?? Number.NaN,
          value: result.values[i] ?? Number.NaN,
        })),
      );
    case "matrix":
      return fromSeries(
        result.series.map(({ labels, times, values }) => ({
          labels,
          time: times.at(-1) ?? Number.NaN,
          value: values.at(-1) ?? Number.NaN,
        })),
      );
  }
}

function fromSeries(series: readonly { labels: Readonly<Record<string, string>>; time: number; value: number }[]): ResultTable {
  const names = new Set(series.flatMap(({ labels }) => Object.keys(labels)));
  const columns = [...names].sort((a, b) => Number(b === "__name__") - Number(a === "__name__") || compareText(a, b));
  const rows = series.map(({ labels, time, value }) => ({
    // A label may be called `constructor`: only what the server sent counts, never what every object has.
    cells: columns.map((name) => (Object.hasOwn(labels, name) ? visibleText(labels[name] ?? "") : "")),
    labels,
    time,
    value,
  }));
  return { columns, rows };
}

/** The rows in order; equal ones keep the order in which the source sent them. NaN comes last in both directions. */
export function sortRows({ columns, rows }: ResultTable, { column, isDescending }: Sorting): ResultRow[] {
  const sign = isDescending ? -1 : 1;
  const index = column === undefined ? -1 : columns.indexOf(column);
  if (index >= 0) return [...rows].sort((a, b) => sign * compareText(a.cells[index] ?? "", b.cells[index] ?? ""));
  return [...rows].sort((a, b) => {
    const [x, y] = [Number(a.value), Number(b.value)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return x === y ? 0 : sign * (x - y);
  });
}

const collator = new Intl.Collator("en", { numeric: true });
/** As people count: `disk9` before `disk10`. */
const compareText = (a: string, b: string): number => collator.compare(a, b);
