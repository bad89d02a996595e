// `label_replace(…)`: a label made of what a regular expression finds in another.
import { AppError } from "../../model/failure";
import { compileSearch, replaceAll } from "../../templates/regex";
import type { MetricExpr } from "../ast";
import { type Columns, columnAt } from "./columns";

type LabelReplace = Extract<MetricExpr, { type: "label-replace" }>;

export function replaceLabel(
  { destination, replacement, source, pattern }: LabelReplace,
  columns: Columns,
  count: number,
): Columns {
  // The whole value matches or nothing is replaced.
  const compiled = compileSearch(`^(?s:${pattern})$`);
  const results: Columns = new Map();
  for (const { labels, values, has } of columns.values()) {
    const value = Object.hasOwn(labels, source) ? (labels[source] ?? "") : "";
    const changed = new Map(Object.entries(labels));
    if (compiled.matches(value)) {
      const fresh = replaceAll(compiled, replacement, value);
      if (fresh === "") changed.delete(destination);
      else changed.set(destination, fresh);
    }
    const result = columnAt(results, Object.fromEntries(changed), count);
    if (result.has.some((one, index) => one === 1 && has[index] === 1)) throw sameLabels(destination);
    for (const [index, one] of has.entries()) {
      if (one !== 1) continue;
      result.has[index] = 1;
      result.values[index] = values[index] ?? 0;
    }
  }
  return results;
}

const sameLabels = (destination: string): AppError =>
  new AppError({
    kind: "bad-query",
    say: `\`label_replace\` gives several series the same labels: \`${destination}\` does not tell them apart.`,
  });
