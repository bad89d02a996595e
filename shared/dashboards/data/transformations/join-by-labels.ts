import { z } from "zod";
import { makeTable, numberField, numberFieldsOf, textField } from "../fields";
import type { Field, Frame } from "../frame";
import { defineTransformation, done, entryOf, refIdsOf, unable } from "./transformation";

const options = z.object({
  /** The label whose values become columns. */
  value: z.string().catch(""),
  /** The labels that rows are put together by; all others when empty. */
  join: z.array(z.string()).catch([]),
});

export const joinByLabels = defineTransformation({
  id: "joinByLabels",
  title: "Join by labels",
  about: "A table of series: a row for each combination of labels, a column for each value of one label.",
  options,
  run(frames, { value, join }) {
    const fields = frames.flatMap(numberFieldsOf).filter(({ labels }) => entryOf(labels, value) !== undefined);
    if (value === "" || fields.length === 0) return unable(`no series has the label ${JSON.stringify(value)}`);
    const names = join.length > 0 ? join : otherLabels(fields, value);
    return done([tableOf(fields, value, names, refIdsOf(frames))]);
  },
});

function otherLabels(fields: readonly Field[], value: string): string[] {
  const names = new Set(fields.flatMap(({ labels }) => Object.keys(labels)));
  names.delete(value);
  names.delete("__name__");
  return [...names].sort();
}

function tableOf(fields: readonly (Field & { kind: "number" })[], value: string, names: readonly string[], refId: string): Frame {
  const columns = new Map<string, { values: number[]; config: Field["config"] }>();
  const rows = new Map<string, { at: number; texts: (string | null)[] }>();
  for (const { labels, values, config } of fields) {
    const name = entryOf(labels, value) ?? "";
    const column = columns.get(name) ?? { values: [], config };
    columns.set(name, column);
    const texts = names.map((label) => entryOf(labels, label) ?? null);
    for (let index = 0; index < values.length; index++) {
      const key = [...texts, index].join("\u0001");
      const row = rows.get(key) ?? { at: rows.size, texts };
      rows.set(key, row);
      column.values[row.at] = values[index] as number;
    }
  }
  const all = [...rows.values()];
  const texts = names.map((name, index) =>
    textField(
      name,
      all.map((row) => row.texts[index] ?? null),
    ),
  );
  const numbers = [...columns].map(([name, column]) =>
    numberField(
      name,
      Float64Array.from(all, ({ at }) => column.values[at] ?? Number.NaN),
      { config: column.config },
    ),
  );
  return makeTable([...texts, ...numbers], { refId });
}
