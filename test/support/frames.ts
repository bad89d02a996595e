// Frames written as tables, and tables read back out of frames, for tests of what is done with them.
import { columnOf, makeField, timeField } from "#shared/dashboards/data/fields";
import type { Field, Frame } from "#shared/dashboards/data/frame";
import { framesFromRange } from "#shared/dashboards/data/from-answers";
import type { PanelQuery } from "#shared/dashboards/panel";
import type { Labels } from "#shared/model/labels";

type Cell = string | number | boolean | null;

/** A table: the first row is its head. The column `Time` is one of times. */
export function table(refId: string, [head = [], ...rows]: readonly (readonly Cell[])[], name?: string): Frame {
  const fields = head.map((title, index): Field => {
    const values = rows.map((row) => row[index] ?? null);
    if (title === "Time")
      return timeField(Float64Array.from(values, (value) => (typeof value === "number" ? value : Number.NaN)));
    return makeField(String(title), columnOf(values));
  });
  const frame: Frame = { refId, shape: "table", fields, length: rows.length };
  return name === undefined ? frame : { ...frame, name };
}

/** The answer to a range query, every ten seconds from zero: one frame for each series. A null is a point that is missing. */
export function series(
  all: readonly { labels: Labels; values: readonly (number | null)[]; from?: number }[],
  query: { refId?: string; legendFormat?: string; expr?: string; stepMs?: number; format?: PanelQuery["format"] } = {},
): Frame[] {
  const { refId = "A", legendFormat = "", expr = "up", stepMs = 10_000, format = "time_series" } = query;
  return framesFromRange(
    { refId, legendFormat, expr, stepMs, query: { format } },
    all.map(({ labels, values, from = 0 }) => {
      const points = values.flatMap((value, index) => (value === null ? [] : [{ time: from + index * stepMs, value }]));
      return {
        labels,
        times: Float64Array.from(points, ({ time }) => time),
        values: Float64Array.from(points, ({ value }) => value),
      };
    }),
  );
}

/** What people read of a frame: its head, then its rows. NaN is a null. */
export function rowsIn(frame: Frame): unknown[][] {
  const cell = (value: unknown) => (Number.isNaN(value) || value === undefined ? null : value);
  const rows = Array.from({ length: frame.length }, (_, row) => frame.fields.map(({ values }) => cell(values[row])));
  return [frame.fields.map(({ display }) => display), ...rows];
}

export const tablesIn = (frames: readonly Frame[]): unknown[][][] => frames.map(rowsIn);

/** The display names of all columns but times. */
export const namesIn = (frames: readonly Frame[]): string[] =>
  frames.flatMap(({ fields }) => fields.filter(({ kind }) => kind !== "time").map(({ display }) => display));
