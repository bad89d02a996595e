// Order for the answer at one moment; a query over time lists its series by their labels whatever is asked for.
import type { Call } from "../../ast";
import type { Evaluation } from "../calls";
import type { Context, VectorColumn } from "../context";
import { sortByLabels } from "../label-order";
import { labelOf } from "../label-sets";
import { columnsAt, textAt } from "./arguments";
import { createNaturalOrder } from "./natural-order";

type Sort = (columns: VectorColumn[], call: Call, context: Context) => VectorColumn[];

function sortedBy(sort: Sort): Evaluation {
  return (call, context, walk) => {
    const columns = columnsAt(call, 0, context, walk);
    if (context.steps.length > 1) {
      context.annotations.warn("sort is ineffective for range queries since results are always ordered by labels", call);
      return { type: "vector", columns };
    }
    const present = columns.filter((column) => column.present[0]);
    return { type: "vector", columns: sort(present, call, context) };
  };
}

/** NaN comes last in either direction. */
function byValue(direction: 1 | -1): Sort {
  const compare = (a: number, b: number): number => {
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
    return a < b ? -direction : a > b ? direction : 0;
  };
  return (columns, _call, { budget }) =>
    columns.sort((a, b) => {
      budget.work(5);
      return compare(a.values[0] as number, b.values[0] as number);
    });
}

/** By the labels named, one after the other; where they do not differ, by all labels. */
function byLabels(direction: 1 | -1): Sort {
  return (columns, call, { budget }) => {
    const names = call.args.slice(1).map((_, index) => textAt(call, index + 1));
    const compare = createNaturalOrder();
    const sorted = sortByLabels(columns, budget);
    if (direction === -1) sorted.reverse();
    // Sorting is stable, so what does not differ here keeps the order from above.
    return sorted.sort((a, b) => {
      budget.work(20);
      for (const name of names) {
        const order = compare(labelOf(a.labels, name), labelOf(b.labels, name));
        if (order !== 0) return direction * order;
      }
      return 0;
    });
  };
}

export const sorting: readonly [name: string, evaluation: Evaluation][] = [
  ["sort", sortedBy(byValue(1))],
  ["sort_desc", sortedBy(byValue(-1))],
  ["sort_by_label", sortedBy(byLabels(1))],
  ["sort_by_label_desc", sortedBy(byLabels(-1))],
];
