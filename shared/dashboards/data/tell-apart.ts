// Two lines of a legend with the same name are of no use: the labels that differ are put behind, or a number where none does.
import type { Field } from "./frame";
import { differingLabels } from "./names";

/** The same fields, those of the same name with names of their own; what was given, when all have. */
export function tellApart(fields: Field[]): Field[] {
  if (new Set(fields.map(({ display }) => display)).size === fields.length) return fields;
  const groups = new Map<string, number[]>();
  fields.forEach(({ display }, index) => {
    const group = groups.get(display);
    if (group) group.push(index);
    else groups.set(display, [index]);
  });
  const named = [...fields];
  for (const [display, indexes] of groups) {
    if (indexes.length < 2) continue;
    const taken = new Map<string, number>();
    const differing = differingLabels(indexes.map((index) => (fields[index] as Field).labels));
    for (const index of indexes) {
      const field = fields[index] as Field;
      const name = `${display}${labelNote(field, differing)}`;
      const count = (taken.get(name) ?? 0) + 1;
      taken.set(name, count);
      named[index] = { ...field, display: count === 1 ? name : `${name} ${count}` };
    }
  }
  return named;
}

/** ` {instance="a:9100"}`; the name of the metric is of no help where it is not a label among others. */
function labelNote({ labels }: Field, differing: readonly string[]): string {
  const pairs = differing.filter((name) => Object.hasOwn(labels, name)).map((name) => `${name}=${JSON.stringify(labels[name])}`);
  return pairs.length > 0 ? ` {${pairs.join(", ")}}` : "";
}
