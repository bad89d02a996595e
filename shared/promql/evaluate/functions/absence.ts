// Functions that answer 1 where nothing is.
import type { Labels } from "../../../model/labels";
import type { Expr, SelectorMatcher } from "../../ast";
import type { Evaluation } from "../calls";
import { emptyColumn, type VectorColumn } from "../context";
import { argument, columnsAt } from "./arguments";

/** The one column with 1 at the steps that were not found; nothing when all were. */
function whereMissing(found: Uint8Array, expr: Expr): VectorColumn[] {
  const column = emptyColumn(labelsOfAbsent(expr), found.length);
  let any = false;
  for (let step = 0; step < found.length; step++) {
    if (found[step]) continue;
    column.values[step] = 1;
    column.present[step] = 1;
    any = true;
  }
  return any ? [column] : [];
}

/** What is certain about the series that is missing: the labels that its selector fixes by `=`, each only once. */
function labelsOfAbsent(expr: Expr): Labels {
  const labels = new Map<string, string>();
  const seen = new Set<string>();
  for (const { label, operator, value } of matchersOf(expr)) {
    if (label === "__name__") continue;
    if (operator === "=" && !seen.has(label)) {
      seen.add(label);
      labels.set(label, value);
    } else labels.delete(label);
  }
  return Object.fromEntries([...labels].filter(([, value]) => value !== ""));
}

function matchersOf(expr: Expr): readonly SelectorMatcher[] {
  if (expr.type === "vector-selector") return expr.matchers;
  return expr.type === "matrix-selector" ? expr.selector.matchers : [];
}

const absent: Evaluation = (call, context, walk) => {
  const found = new Uint8Array(context.steps.length);
  for (const { present } of columnsAt(call, 0, context, walk)) {
    context.budget.work(found.length);
    for (let step = 0; step < found.length; step++) if (present[step]) found[step] = 1;
  }
  return { type: "vector", columns: whereMissing(found, argument(call, 0)) };
};

const absentOverTime: Evaluation = (call, context, walk) => {
  const found = new Uint8Array(context.steps.length);
  for (const { windows } of walk.range(argument(call, 0), context).series) {
    context.budget.work(found.length);
    const { first, end } = windows;
    for (let step = 0; step < found.length; step++) if ((first[step] as number) < (end[step] as number)) found[step] = 1;
  }
  return { type: "vector", columns: whereMissing(found, argument(call, 0)) };
};

export const absence: readonly [name: string, evaluation: Evaluation][] = [
  ["absent", absent],
  ["absent_over_time", absentOverTime],
];
