// Functions of one number and perhaps some scalars, applied to each element of a vector.
import type { Evaluation } from "../calls";
import { emptyColumn } from "../context";
import { dropNames } from "../label-sets";
import { columnsAt, scalarAt } from "./arguments";
import { greater, lesser, log2, log10 } from "./go-math";

/** `parameter` is the function's second argument at that step. */
type NumberFunction = (value: number, parameter: number) => number;

/** `otherwise` stands in for a second argument that is not there. */
function eachElement(run: NumberFunction, otherwise = Number.NaN): Evaluation {
  return (call, context, walk) => {
    const columns = columnsAt(call, 0, context, walk);
    const steps = context.steps.length;
    const parameters = call.args.length > 1 ? scalarAt(call, 1, context, walk) : new Float64Array(steps).fill(otherwise);
    const results = columns.map(({ labels, values, present }) => {
      context.budget.spend(steps);
      const result = new Float64Array(steps);
      for (let step = 0; step < steps; step++) result[step] = run(values[step] as number, parameters[step] as number);
      return { labels, values: result, present };
    });
    return { type: "vector", columns: dropNames(results, call, context) };
  };
}

/** To the nearest multiple; halves go up. By the inverse, as Prometheus does, so that the same digits come out. */
function round(value: number, to: number): number {
  const inverse = 1 / to;
  return Math.floor(value * inverse + 0.5) / inverse;
}

/** Bounds that cross leave nothing, at the steps where they do. */
const clamp: Evaluation = (call, context, walk) => {
  const columns = columnsAt(call, 0, context, walk);
  const least = scalarAt(call, 1, context, walk);
  const most = scalarAt(call, 2, context, walk);
  const steps = context.steps.length;
  const results = columns.map(({ labels, values, present }) => {
    context.budget.spend(steps);
    const result = emptyColumn(labels, steps);
    for (let step = 0; step < steps; step++) {
      const low = least[step] as number;
      const high = most[step] as number;
      if (high < low || !present[step]) continue;
      result.values[step] = greater(low, lesser(high, values[step] as number));
      result.present[step] = 1;
    }
    return result;
  });
  const left = results.filter(({ present }) => present.includes(1));
  return { type: "vector", columns: dropNames(left, call, context) };
};

export const mathematics: readonly [name: string, evaluation: Evaluation][] = [
  ["abs", eachElement(Math.abs)],
  ["ceil", eachElement(Math.ceil)],
  ["floor", eachElement(Math.floor)],
  ["round", eachElement(round, 1)],
  ["sgn", eachElement(Math.sign)],
  ["clamp", clamp],
  ["clamp_min", eachElement((value, least) => greater(least, lesser(Number.POSITIVE_INFINITY, value)))],
  ["clamp_max", eachElement((value, most) => greater(Number.NEGATIVE_INFINITY, lesser(most, value)))],
  ["sqrt", eachElement(Math.sqrt)],
  ["exp", eachElement(Math.exp)],
  ["ln", eachElement(Math.log)],
  ["log2", eachElement(log2)],
  ["log10", eachElement(log10)],
  ["sin", eachElement(Math.sin)],
  ["cos", eachElement(Math.cos)],
  ["tan", eachElement(Math.tan)],
  ["asin", eachElement(Math.asin)],
  ["acos", eachElement(Math.acos)],
  ["atan", eachElement(Math.atan)],
  ["sinh", eachElement(Math.sinh)],
  ["cosh", eachElement(Math.cosh)],
  ["tanh", eachElement(Math.tanh)],
  ["asinh", eachElement(Math.asinh)],
  ["acosh", eachElement(Math.acosh)],
  ["atanh", eachElement(Math.atanh)],
  ["deg", eachElement((value) => (value * 180) / Math.PI)],
  ["rad", eachElement((value) => (value * Math.PI) / 180)],
];
