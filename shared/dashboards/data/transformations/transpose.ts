import { z } from "zod";
import { columnLike, makeField, makeTable, textField, textOf, valueAt } from "../fields";
import type { Frame } from "../frame";
import { defineTransformation, each } from "./transformation";

const options = z.object({
  firstFieldName: z.string().catch(""),
  restFieldsName: z.string().catch(""),
});
type Options = z.infer<typeof options>;

/** A table is not made wider than this: every row becomes a column. */
const mostColumns = 500;

export const transpose = defineTransformation({
  id: "transpose",
  title: "Transpose",
  about: "Rows to columns and columns to rows.",
  options,
  run: (frames, chosen) => each(frames, (frame) => (frame.fields.length === 0 ? frame : transposed(frame, chosen))),
});

function transposed(frame: Frame, { firstFieldName, restFieldsName }: Options): Frame {
  const [first, ...others] = frame.fields;
  // A first column of names or times is the new head.
  const head = first?.kind === "string" || first?.kind === "time" ? first : undefined;
  const rows = head ? others : frame.fields;
  const kinds = new Set(rows.map(({ kind }) => kind));
  const [kind = "string"] = kinds;
  const columns = Array.from({ length: Math.min(frame.length, mostColumns) }, (_, row) => {
    const values = rows.map((field) => valueAt(field, row));
    const column = kinds.size === 1 ? columnLike(kind, values) : ({ kind: "string", values: values.map(textOf) } as const);
    const label = head ? textOf(valueAt(head, row)) : restFieldsName || "Value";
    return makeField(label, column);
  });
  const names = textField(
    firstFieldName || "Field",
    rows.map(({ display }) => display),
  );
  const made = makeTable([names, ...columns], { refId: frame.refId, name: frame.name });
  if (frame.length > mostColumns) made.notice = `Transposed are the first ${mostColumns} of ${frame.length} rows.`;
  return made;
}
