import { z } from "zod";
import { byValue } from "../compare";
import { isEmptyValue, takeRows, valueAt } from "../fields";
import type { Frame } from "../frame";
import { isSparkline } from "../sparkline";
import { defineTransformation, each, findField } from "./transformation";

const options = z.object({
  sort: z.array(z.object({ field: z.string().catch(""), desc: z.boolean().catch(false) })).catch([]),
});

export const sortBy = defineTransformation({
  id: "sortBy",
  title: "Sort by",
  about: "Orders the rows of each table by a column.",
  options,
  run: (frames, { sort }) => each(frames, (frame) => sortedFrame(frame, sort)),
});

/** Rows by the first of these columns that the table has, equal ones by the next; without a value last, either way up. */
function sortedFrame(frame: Frame, sort: readonly { field: string; desc: boolean }[]): Frame {
  const keys = sort.flatMap(({ field, desc }) => {
    const found = findField(frame, field);
    return found ? [{ field: found, desc }] : [];
  });
  if (keys.length === 0) return frame;
  const rows = Array.from({ length: frame.length }, (_, row) => row);
  rows.sort((a, b) => {
    for (const { field, desc } of keys) {
      const [x, y] = [sortValue(valueAt(field, a)), sortValue(valueAt(field, b))];
      const difference = byValue(x, y);
      if (difference === 0) continue;
      return desc && !isEmptyValue(x) && !isEmptyValue(y) ? -difference : difference;
    }
    return a - b;
  });
  return { ...frame, fields: frame.fields.map((field) => takeRows(field, rows)) };
}

const sortValue = (value: unknown): unknown => (isSparkline(value) ? value.last : value);
