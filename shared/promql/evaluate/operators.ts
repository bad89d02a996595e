// Operators between two numbers, and between a vector and a number.
import type { ArithmeticOperator, Binary, ComparisonOperator } from "../ast";
import { isComparison } from "../ast";
import { emptyColumn, type VectorColumn } from "./context";
import { dropNames } from "./label-sets";

/** Whole-number and infinite cases included, JavaScript's arithmetic is that of Go, but for powers of one. */
const arithmetic: Record<ArithmeticOperator, (left: number, right: number) => number> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  "^": power,
  atan2: Math.atan2,
};

/** In Go, 1 to any power is 1, and so is -1 to an infinite one; JavaScript says NaN. */
function power(base: number, exponent: number): number {
  if (base === 1) return 1;
  if (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY) return 1;
  return base ** exponent;
}

const comparisons: Record<ComparisonOperator, (left: number, right: number) => boolean> = {
  "==": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  ">": (left, right) => left > right,
  "<": (left, right) => left < right,
  ">=": (left, right) => left >= right,
  "<=": (left, right) => left <= right,
};

/** What an operator makes of two numbers; undefined where a comparison filters the element out. */
export type NumberOperation = (left: number, right: number) => number | undefined;

/** A comparison without `bool` keeps the left number; with it, it answers 1 or 0. */
export function numberOperation({ operator, returnBool }: Binary): NumberOperation {
  if (isComparison(operator)) {
    const holds = comparisons[operator];
    if (returnBool) return (left, right) => (holds(left, right) ? 1 : 0);
    return (left, right) => (holds(left, right) ? left : undefined);
  }
  if (!Object.hasOwn(arithmetic, operator)) throw new Error(`${operator} is not an operator between numbers`);
  return arithmetic[operator as ArithmeticOperator];
}

/** Filters leave an element the metric it was; everything else makes a new thing without a name. */
export const dropsName = ({ operator, returnBool }: Binary): boolean => returnBool || !isComparison(operator);

export function scalarWithScalar(binary: Binary, left: Float64Array, right: Float64Array): Float64Array {
  const operate = numberOperation(binary);
  return left.map((value, step) => operate(value, right[step] ?? 0) ?? Number.NaN);
}

export function vectorWithScalar(
  binary: Binary,
  columns: readonly VectorColumn[],
  scalar: Float64Array,
  vectorSide: "left" | "right",
): VectorColumn[] {
  const operate = numberOperation(binary);
  const isFilter = !dropsName(binary);
  const results: VectorColumn[] = [];
  for (const { labels, values, present } of columns) {
    const result = emptyColumn(labels, values.length);
    let any = false;
    for (let step = 0; step < values.length; step++) {
      if (!present[step]) continue;
      const [value, other] = [values[step] ?? 0, scalar[step] ?? 0];
      const outcome = vectorSide === "left" ? operate(value, other) : operate(other, value);
      if (outcome === undefined) continue;
      // A filter keeps the vector's value, on whichever side the vector stands.
      result.values[step] = isFilter ? value : outcome;
      result.present[step] = 1;
      any = true;
    }
    if (any) results.push(result);
  }
  return isFilter ? results : dropNames(results, binary);
}
