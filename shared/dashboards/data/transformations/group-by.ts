import { z } from "zod";
import { columnOf, makeField, takeRows, textOf, valueAt } from "../fields";
import type { Field, Frame } from "../frame";
import { reduce } from "../reduce";
import { defineTransformation, done, entryOf, unable } from "./transformation";

const options = z.object({
  fields: z
    .record(
      z.string(),
      z.object({
        operation: z.enum(["groupby", "aggregate"]).nullable().catch(null),
        aggregations: z.array(z.string()).catch([]),
      }),
    )
    .catch({}),
});
type Rules = z.infer<typeof options>["fields"];

export const groupBy = defineTransformation({
  id: "groupBy",
  title: "Group by",
  about: "One row for each value of some columns, with totals, means and the like of others.",
  options,
  run(frames, { fields }) {
    if (!Object.values(fields).some(({ operation }) => operation === "groupby")) return unable("no column to group by is named");
    const grouped = frames.flatMap((frame) => groupTable(frame, fields) ?? []);
    return grouped.length > 0 || frames.length === 0 ? done(grouped) : unable("no table has a column to group by");
  },
});

function groupTable(frame: Frame, rules: Rules): Frame | undefined {
  const ruleOf = (field: Field) => entryOf(rules, field.display) ?? entryOf(rules, field.name);
  const keys = frame.fields.filter((field) => ruleOf(field)?.operation === "groupby");
  if (keys.length === 0) return undefined;
  const groups = rowGroups(frame, keys);
  const firsts = groups.map(([first = 0]) => first);
  const fields = keys.map((field) => takeRows(field, firsts));
  for (const field of frame.fields) {
    const rule = ruleOf(field);
    // What is grouped by can be counted, and nothing else.
    const wanted = rule?.operation === "groupby" ? rule.aggregations.filter((id) => id === "count") : rule?.aggregations;
    if (!rule?.operation || !wanted) continue;
    for (const id of wanted) {
      const values = groups.map((rows) => reduce(takeRows(field, rows), id));
      fields.push(makeField(`${field.display} (${id})`, columnOf(values)));
    }
  }
  return { refId: frame.refId, shape: "table", fields, length: groups.length };
}

/** The rows that are alike in these columns, in the order of their first. */
export function rowGroups(frame: Frame, keys: readonly Field[]): number[][] {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < frame.length; row++) {
    const key = keys.map((field) => textOf(valueAt(field, row))).join("\u0001");
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}
