import { z } from "zod";
import { makeTable, takeRows } from "../fields";
import type { Field, Frame } from "../frame";
import { defineTransformation, done, numbered, refIdsOf } from "./transformation";

const options = z.object({
  /** Where the name of the table goes: before the column's, into a label, or nowhere. */
  frameNameMode: z.enum(["field", "label", "drop"]).catch("field"),
  frameNameLabel: z.string().catch("frame"),
});
type Options = z.infer<typeof options>;

export const concatenate = defineTransformation({
  id: "concatenate",
  title: "Concatenate fields",
  about: "All columns of all tables in one, as they are, without matching rows.",
  options,
  run(frames, chosen) {
    if (frames.length < 2) return done([...frames]);
    const length = Math.max(...frames.map((frame) => frame.length));
    const rows = Array.from({ length }, (_, row) => row);
    const fields = frames.flatMap((frame) =>
      frame.fields.map((field) => named(field.values.length === length ? field : takeRows(field, rows), frame, chosen)),
    );
    return done([makeTable(numbered(fields), { refId: refIdsOf(frames) })]);
  },
});

function named(field: Field, { name }: Frame, { frameNameMode, frameNameLabel }: Options): Field {
  if (!name || frameNameMode === "drop" || field.legend !== undefined) return field;
  if (frameNameMode === "label") return { ...field, labels: { ...field.labels, [frameNameLabel]: name } };
  const full = field.name === "Value" ? name : `${name} · ${field.name}`;
  return { ...field, name: full, display: full };
}
