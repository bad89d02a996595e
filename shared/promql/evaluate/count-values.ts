// `count_values`: how many series have which value, the value as a label.
import { formatFloat } from "../../templates/go-float";
import type { Aggregate, Expr } from "../ast";
import { FindingError } from "../diagnostics";
import { quote } from "../go-text";
import { cutOf } from "./aggregations";
import { type Context, emptyColumn, type VectorColumn } from "./context";
import { createCutter } from "./groups";
import { makeKey } from "./label-sets";
import { pickLabels, setLabel } from "./label-shapes";

export function countValues(
  expr: Aggregate,
  label: Expr,
  columns: readonly VectorColumn[],
  { steps, budget }: Context,
): VectorColumn[] {
  if (label.type !== "string") throw new Error("a checked count_values names no label");
  if (label.value === "") throw new FindingError(`invalid label name ${quote(label.value)}`, label);
  const cut = cutOf(expr);
  const { value: name } = label;
  const namesLeft = createCutter(cut.keep ? { keep: true, labels: [...cut.labels, name] } : cut);
  const results = new Map<string, VectorColumn>();

  function resultOf({ labels }: VectorColumn, value: number): VectorColumn {
    budget.work(40);
    const counted: Record<string, string> = { ...labels };
    setLabel(counted, name, formatFloat(value, "f"));
    const left = namesLeft(counted);
    const key = makeKey(counted, left);
    let result = results.get(key);
    if (!result) {
      budget.spend(steps.length);
      result = emptyColumn(pickLabels(counted, left), steps.length);
      results.set(key, result);
    }
    return result;
  }

  for (const column of columns) {
    const byValue = new Map<number, VectorColumn>();
    budget.work(steps.length);
    for (let step = 0; step < steps.length; step++) {
      if (!column.present[step]) continue;
      const value = column.values[step] as number;
      // As keys of a Map the two zeros are one, as labels they are not.
      const isNegativeZero = Object.is(value, -0);
      const result = (isNegativeZero ? undefined : byValue.get(value)) ?? resultOf(column, value);
      if (!isNegativeZero) byValue.set(value, result);
      result.values[step] = (result.values[step] as number) + 1;
      result.present[step] = 1;
    }
  }
  return [...results.values()];
}
