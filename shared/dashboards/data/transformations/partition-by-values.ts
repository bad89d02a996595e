import { z } from "zod";
import { takeRows, textOf, valueAt } from "../fields";
import type { Field, Frame } from "../frame";
import { rowGroups } from "./group-by";
import { defineTransformation, done, findField, unable } from "./transformation";

const options = z.object({
  fields: z.array(z.string()).catch([]),
  /** The columns that rows are told apart by stay. */
  keepFields: z.boolean().catch(false),
  naming: z
    .object({
      asLabels: z.boolean().catch(true),
      append: z.boolean().catch(false),
      withNames: z.boolean().catch(false),
      separator1: z.string().catch(" "),
      separator2: z.string().catch("="),
    })
    .catch({ asLabels: true, append: false, withNames: false, separator1: " ", separator2: "=" }),
});
type Naming = z.infer<typeof options>["naming"];

/** A column with a different value in each row would make a table of each. */
const mostTables = 1000;

export const partitionByValues = defineTransformation({
  id: "partitionByValues",
  title: "Partition by values",
  about: "A table for each value of some columns.",
  options,
  run(frames, { fields, keepFields, naming }) {
    if (fields.length === 0) return done([...frames]);
    const made: Frame[] = [];
    for (const frame of frames) {
      const keys = fields.flatMap((name) => findField(frame, name) ?? []);
      if (keys.length === 0) {
        made.push(frame);
        continue;
      }
      for (const rows of rowGroups(frame, keys)) {
        if (made.length === mostTables) return unable(`it would make more than ${mostTables} tables`);
        made.push(part(frame, keys, rows, keepFields, naming));
      }
    }
    return done(made);
  },
});

function part(frame: Frame, keys: readonly Field[], rows: readonly number[], keepFields: boolean, naming: Naming): Frame {
  const texts = keys.map((field) => ({ name: field.display, text: textOf(valueAt(field, rows[0] ?? 0)) }));
  const name = texts
    .map((one) => (naming.withNames ? `${one.name}${naming.separator2}${one.text}` : one.text))
    .join(naming.separator1);
  const labels = Object.fromEntries(texts.map((one) => [one.name, one.text]));
  const fields = frame.fields
    .filter((field) => keepFields || !keys.includes(field))
    .map((field) => {
      const own = takeRows(field, rows);
      if (naming.asLabels || own.kind !== "number")
        return own.kind === "number" ? { ...own, labels: { ...own.labels, ...labels } } : own;
      return { ...own, display: naming.append ? `${own.display} ${name}` : name };
    });
  const shape = frame.fields.some(({ kind }) => kind === "time") ? "series" : "table";
  return { ...frame, name, shape, fields, length: rows.length };
}
