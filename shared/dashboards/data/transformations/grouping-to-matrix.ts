import { z } from "zod";
import { columnLike, makeField, makeTable, textOf, valueAt } from "../fields";
import { defineTransformation, done, findField, unable } from "./transformation";

const options = z.object({
  columnField: z.string().catch("Time"),
  rowField: z.string().catch("Time"),
  valueField: z.string().catch("Value"),
});

/** More columns are no table to read. */
const mostColumns = 500;

export const groupingToMatrix = defineTransformation({
  id: "groupingToMatrix",
  title: "Grouping to matrix",
  about: "A column for each value of one column, a row for each value of another, a third in the cells.",
  options,
  run(frames, { columnField, rowField, valueField }) {
    const [frame] = frames;
    if (!frame || frames.length > 1) return unable("it takes exactly one table");
    const [across, down, value] = [columnField, rowField, valueField].map((name) => findField(frame, name));
    if (!across || !down || !value) return unable("one of its three columns is not there");
    const columns = new Map<string, Map<string, unknown>>();
    const rows = new Map<string, unknown>();
    for (let row = 0; row < frame.length; row++) {
      const head = textOf(valueAt(across, row));
      const key = textOf(valueAt(down, row));
      if (!columns.has(head) && columns.size === mostColumns) return unable(`it would have more than ${mostColumns} columns`);
      const cells = columns.get(head) ?? new Map<string, unknown>();
      columns.set(head, cells.set(key, valueAt(value, row)));
      if (!rows.has(key)) rows.set(key, valueAt(down, row));
    }
    const { displayName: _, ...config } = value.config;
    const fields = [
      makeField(`${rowField}\\${columnField}`, columnLike(down.kind, [...rows.values()]), { config: down.config }),
      ...[...columns].map(([head, cells]) =>
        makeField(
          head,
          columnLike(
            value.kind,
            [...rows.keys()].map((key) => cells.get(key)),
          ),
          { config },
        ),
      ),
    ];
    return done([makeTable(fields, { refId: frame.refId })]);
  },
});
