// Operators between two numbers, and between a vector and a number.
import type { ArithmeticOperator, Binary, ComparisonOperator } from "../ast";
import { isComparison } from "../ast";
import { type Context, emptyColumn, type VectorColumn } from "./context";
import { dropNames } from "./label-sets";

/** Numbers with their flags, one per step. */
interface Numbers {
  values: Float64Array;
  present: Uint8Array;
}

/** Filters leave an element the metric it was; everything else makes a new thing without a name. */
export const dropsName = ({ operator, returnBool }: Binary): boolean => returnBool || !isComparison(operator);

/**
 * What an operator makes of two columns, step by step, into `out`. A comparison without `bool` keeps the number of `kept` where
 * it holds, and no point elsewhere; with it, it answers 1 or 0. False when nothing came out.
 */
export function operate(binary: Binary, left: Numbers, right: Numbers, kept: Numbers, out: Numbers): boolean {
  const { operator, returnBool } = binary;
  const { present } = out;
  let any = 0;
  for (let step = 0; step < present.length; step++) {
    const both = (left.present[step] as number) & (right.present[step] as number);
    present[step] = both;
    any |= both;
  }
  if (any === 0) return false;
  if (!isComparison(operator)) {
    if (!isArithmetic(operator)) throw new Error(`${operator} is not an operator between numbers`);
    calculate(operator, left.values, right.values, out.values);
    return true;
  }
  compare(operator, left.values, right.values, out.values);
  return returnBool || keepWhereTrue(kept.values, out);
}

const isArithmetic = (operator: Binary["operator"]): operator is ArithmeticOperator =>
  ["+", "-", "*", "/", "%", "^", "atan2"].includes(operator);

/** One loop for each operator: choosing inside a loop costs more than the arithmetic. Steps without points are worked out too. */
function calculate(operator: ArithmeticOperator, a: Float64Array, b: Float64Array, out: Float64Array): void {
  const count = out.length;
  switch (operator) {
    case "+":
      for (let step = 0; step < count; step++) out[step] = (a[step] as number) + (b[step] as number);
      return;
    case "-":
      for (let step = 0; step < count; step++) out[step] = (a[step] as number) - (b[step] as number);
      return;
    case "*":
      for (let step = 0; step < count; step++) out[step] = (a[step] as number) * (b[step] as number);
      return;
    case "/":
      for (let step = 0; step < count; step++) out[step] = (a[step] as number) / (b[step] as number);
      return;
    case "%":
      for (let step = 0; step < count; step++) out[step] = (a[step] as number) % (b[step] as number);
      return;
    case "^":
      for (let step = 0; step < count; step++) out[step] = power(a[step] as number, b[step] as number);
      return;
    case "atan2":
      for (let step = 0; step < count; step++) out[step] = Math.atan2(a[step] as number, b[step] as number);
  }
}

/** In Go, 1 to any power is 1, and so is -1 to an infinite one; JavaScript says NaN. */
function power(base: number, exponent: number): number {
  if (base === 1) return 1;
  if (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY) return 1;
  return base ** exponent;
}

/** 1 where the comparison holds, else 0. */
function compare(operator: ComparisonOperator, a: Float64Array, b: Float64Array, out: Float64Array): void {
  const count = out.length;
  switch (operator) {
    case "==":
      for (let step = 0; step < count; step++) out[step] = (a[step] as number) === (b[step] as number) ? 1 : 0;
      return;
    case "!=":
      for (let step = 0; step < count; step++) out[step] = (a[step] as number) !== (b[step] as number) ? 1 : 0;
      return;
    case ">":
      for (let step = 0; step < count; step++) out[step] = (a[step] as number) > (b[step] as number) ? 1 : 0;
      return;
    case "<":
      for (let step = 0; step < count; step++) out[step] = (a[step] as number) < (b[step] as number) ? 1 : 0;
      return;
    case ">=":
      for (let step = 0; step < count; step++) out[step] = (a[step] as number) >= (b[step] as number) ? 1 : 0;
      return;
    case "<=":
      for (let step = 0; step < count; step++) out[step] = (a[step] as number) <= (b[step] as number) ? 1 : 0;
  }
}

/** Makes of a comparison's ones and zeros a filter. */
function keepWhereTrue(kept: Float64Array, { values, present }: Numbers): boolean {
  let any = 0;
  for (let step = 0; step < values.length; step++) {
    const stays = (present[step] as number) & (values[step] as number);
    present[step] = stays;
    values[step] = kept[step] as number;
    any |= stays;
  }
  return any !== 0;
}

export function scalarWithScalar(binary: Binary, left: Float64Array, right: Float64Array): Float64Array {
  const present = new Uint8Array(left.length).fill(1);
  const out = emptyColumn({}, left.length);
  const numbers = { values: left, present };
  operate(binary, numbers, { values: right, present }, numbers, out);
  return out.values;
}

export function vectorWithScalar(
  binary: Binary,
  columns: readonly VectorColumn[],
  scalar: Float64Array,
  vectorSide: "left" | "right",
  context: Context,
): VectorColumn[] {
  const results: VectorColumn[] = [];
  for (const column of columns) {
    context.budget.spend(scalar.length);
    const result = { ...column, values: new Float64Array(scalar.length), present: new Uint8Array(scalar.length) };
    const other = { values: scalar, present: column.present };
    // A filter keeps the vector's value, on whichever side the vector stands.
    const any =
      vectorSide === "left" ? operate(binary, column, other, column, result) : operate(binary, other, column, column, result);
    if (any) results.push(result);
  }
  return dropsName(binary) ? dropNames(results, binary, context) : results;
}
