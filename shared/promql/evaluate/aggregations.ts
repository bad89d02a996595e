// Aggregations: series fall into groups by their labels; what each group becomes is in the files beside this one.
import { type Aggregate, type Expr, unwrap } from "../ast";
import type { Context, Value, VectorColumn } from "./context";
import { countValues } from "./count-values";
import { columnsIn, scalarIn } from "./functions/arguments";
import { type Cut, createGrouper } from "./groups";
import { limitNumber, limitRatio } from "./limits";
import { reduceGroups } from "./reductions";
import { topOfGroups } from "./top";

/** The series of an aggregation that go together, with the labels that they have in common. */
export interface Group {
  labels: VectorColumn["labels"];
  members: VectorColumn[];
}

export function aggregate(expr: Aggregate, context: Context, evaluate: (expr: Expr, context: Context) => Value): VectorColumn[] {
  const { operator } = expr;
  const [first, vector = first] = expr.args;
  if (!first || !vector) throw new Error(`a checked ${operator} lacks an argument`);
  switch (operator) {
    case "count_values":
      return countValues(expr, unwrap(first), columnsIn(evaluate(vector, context)), context);
    case "topk":
    case "bottomk":
    case "limitk":
    case "limit_ratio":
    case "quantile": {
      const parameter = { values: scalarIn(evaluate(first, context)), span: unwrap(first) };
      const groups = groupsOf(expr, columnsIn(evaluate(vector, context)), context);
      if (operator === "quantile") return reduceGroups(operator, groups, context, parameter);
      if (operator === "limitk") return limitNumber(groups, parameter, context);
      if (operator === "limit_ratio") return limitRatio(groups, parameter, context);
      return topOfGroups(operator, groups, parameter, context);
    }
    default:
      return reduceGroups(operator, groupsOf(expr, columnsIn(evaluate(first, context)), context), context);
  }
}

/** `without` never keeps the name. */
export const cutOf = ({ grouping }: Aggregate): Cut =>
  grouping.mode === "by" ? { keep: true, labels: grouping.labels } : { keep: false, labels: [...grouping.labels, "__name__"] };

function groupsOf(expr: Aggregate, columns: VectorColumn[], { budget }: Context): Group[] {
  const cut = cutOf(expr);
  if (cut.keep && cut.labels.length === 0) return columns.length > 0 ? [{ labels: {}, members: columns }] : [];
  const grouper = createGrouper(expr, cut);
  const ids = grouper.idsOf(columns, budget);
  const groups = grouper.groups.map(({ labels }): Group => ({ labels, members: [] }));
  for (const [index, column] of columns.entries()) {
    budget.work(10);
    groups[ids[index] as number]?.members.push(column);
  }
  return groups;
}
