// Operations over the series of each moment: `sum by (…)`, `topk(5, …)`.
import type { VectorAggregation } from "../ast";
import { type Column, type Columns, columnAt, grouped } from "./columns";
import { sumOf, varianceOf } from "./reductions";

export function aggregate({ operation, grouping, parameter }: VectorAggregation, columns: Columns, count: number): Columns {
  const groups = new Map<Column, Column[]>();
  const results: Columns = new Map();
  for (const column of columns.values()) {
    const labels = grouped(column.labels, grouping ?? { mode: "by", labels: [] });
    const result = columnAt(results, labels, count);
    groups.set(result, [...(groups.get(result) ?? []), column]);
  }
  switch (operation) {
    case "sort":
    case "sort_desc":
      // Over time there is no order among series.
      return columns;
    case "topk":
    case "bottomk":
    case "approx_topk":
      return best(groups, parameter?.value ?? 1, operation === "bottomk" ? -1 : 1, count);
    default:
      for (const [result, members] of groups) reduceGroup(result, members, reductions[operation], count);
      return results;
  }
}

const reductions = {
  sum: sumOf,
  avg: (values: readonly number[]) => sumOf(values) / values.length,
  count: (values: readonly number[]) => values.length,
  min: (values: readonly number[]) => extreme(values, (a, b) => a < b),
  max: (values: readonly number[]) => extreme(values, (a, b) => a > b),
  stddev: (values: readonly number[]) => Math.sqrt(varianceOf(values)),
  stdvar: varianceOf,
};

/** NaN is the least of all, and the greatest: any number is rather taken. */
const extreme = (values: readonly number[], isBetter: (a: number, b: number) => boolean): number =>
  values.reduce((best, value) => (Number.isNaN(best) || isBetter(value, best) ? value : best));

function reduceGroup(result: Column, members: readonly Column[], reduce: (values: number[]) => number, count: number): void {
  for (let index = 0; index < count; index++) {
    const values = valuesAt(members, index);
    if (values.length === 0) continue;
    result.has[index] = 1;
    result.values[index] = reduce(values);
  }
}

function valuesAt(members: readonly Column[], index: number): number[] {
  const values: number[] = [];
  for (const { has, values: all } of members) if (has[index] === 1) values.push(all[index] ?? 0);
  return values;
}

/** Of each group the greatest so many (or, with -1, the least) at each moment, with all their labels. */
function best(groups: ReadonlyMap<Column, readonly Column[]>, most: number, sign: 1 | -1, count: number): Columns {
  const results: Columns = new Map();
  for (const members of groups.values()) {
    for (let index = 0; index < count; index++) {
      const there = members.filter(({ has }) => has[index] === 1);
      const rank = ({ values }: Column) => (Number.isNaN(values[index]) ? Number.NEGATIVE_INFINITY : sign * (values[index] ?? 0));
      there.sort((a, b) => rank(b) - rank(a));
      for (const column of there.slice(0, most)) {
        const result = columnAt(results, column.labels, count);
        result.has[index] = 1;
        result.values[index] = column.values[index] ?? 0;
      }
    }
  }
  return results;
}
