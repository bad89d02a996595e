// Aggregations: columns fall into groups by their labels, and each group becomes one column.
import type { Labels } from "../../model/labels";
import type { Aggregate, Aggregation } from "../ast";
import { type Context, emptyColumn, type VectorColumn } from "./context";
import { KahanSum, mean } from "./kahan";
import { groupOf } from "./label-sets";

/** From the values that a group has at one step, never none of them, to one. The array is used again for the next step. */
type Reducer = (values: readonly number[]) => number;

const reducers = new Map<Aggregation, Reducer>([
  [
    "sum",
    (values) => {
      const total = new KahanSum();
      for (const value of values) total.add(value);
      return total.value;
    },
  ],
  ["avg", mean],
  // NaN loses against every number.
  ["min", (values) => values.reduce((least, value) => (value < least || Number.isNaN(least) ? value : least))],
  ["max", (values) => values.reduce((most, value) => (value > most || Number.isNaN(most) ? value : most))],
  ["count", (values) => values.length],
  ["group", () => 1],
]);

export const isEvaluatedAggregation = (operator: Aggregation): boolean => reducers.has(operator);

export function aggregate({ operator, grouping }: Aggregate, columns: readonly VectorColumn[], context: Context): VectorColumn[] {
  const reduce = reducers.get(operator);
  if (!reduce) throw new Error(`${operator} is not evaluated`);
  const cut =
    grouping.mode === "by" ? { keep: true, labels: grouping.labels } : { keep: false, labels: [...grouping.labels, "__name__"] };
  const groups = new Map<string, { labels: Labels; members: VectorColumn[] }>();
  for (const column of columns) {
    const { key, labels } = groupOf(grouping, cut, column.labels);
    const group = groups.get(key);
    if (group) group.members.push(column);
    else groups.set(key, { labels, members: [column] });
  }
  context.budget.spend(groups.size * context.steps.length);
  return [...groups.values()].map(({ labels, members }) => reduceGroup(labels, members, reduce, context.steps.length));
}

function reduceGroup(labels: Labels, members: readonly VectorColumn[], reduce: Reducer, steps: number): VectorColumn {
  const column = emptyColumn(labels, steps);
  const values: number[] = [];
  for (let step = 0; step < steps; step++) {
    values.length = 0;
    for (const member of members) if (member.present[step]) values.push(member.values[step] ?? 0);
    if (values.length === 0) continue;
    column.values[step] = reduce(values);
    column.present[step] = 1;
  }
  return column;
}
