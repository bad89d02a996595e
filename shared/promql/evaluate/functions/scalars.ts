// Numbers that are the same for the whole vector, and the ways between numbers and vectors.
import type { Evaluation } from "../calls";
import type { Context, Value, VectorColumn } from "../context";
import { dropNames } from "../label-sets";
import { selectInstant } from "../selectors";
import { argument, columnsAt, scalarAt } from "./arguments";
import { greater, lesser } from "./go-math";

/** One number at every step. */
const constant = (numberOf: (query: Context["query"]) => number): Evaluation => {
  return (_call, { steps, query }) => ({ type: "scalar", values: new Float64Array(steps.length).fill(numberOf(query)) });
};

const ofTwo = (choose: (a: number, b: number) => number): Evaluation => {
  return (call, context, walk) => {
    const left = scalarAt(call, 0, context, walk);
    const right = scalarAt(call, 1, context, walk);
    return { type: "scalar", values: left.map((value, step) => choose(value, right[step] as number)) };
  };
};

const time: Evaluation = (_call, { steps }) => ({ type: "scalar", values: steps.map((step) => step / 1000) });

const vector: Evaluation = (call, context, walk) => {
  const values = scalarAt(call, 0, context, walk);
  return { type: "vector", columns: [{ labels: {}, values, present: new Uint8Array(values.length).fill(1) }] };
};

const scalar: Evaluation = (call, context, walk) => ({
  type: "scalar",
  values: onlyElement(columnsAt(call, 0, context, walk), context),
});

/** The value at each step where there is exactly one element, else NaN. */
function onlyElement(columns: readonly VectorColumn[], { steps, budget }: Context): Float64Array {
  const result = new Float64Array(steps.length).fill(Number.NaN);
  const found = new Uint8Array(steps.length);
  for (const { values, present } of columns) {
    budget.work(steps.length);
    for (let step = 0; step < steps.length; step++) {
      if (!present[step]) continue;
      result[step] = found[step] ? Number.NaN : (values[step] as number);
      found[step] = 1;
    }
  }
  return result;
}

/** Of a bare selector, the times of its samples; of anything else, the time of the evaluation. */
const timestamp: Evaluation = (call, context, walk): Value => {
  const inner = argument(call, 0);
  if (inner.type === "vector-selector") {
    return { type: "vector", columns: dropNames(selectInstant(inner, context, "time"), call, context) };
  }
  const seconds = context.steps.map((step) => step / 1000);
  const columns = columnsAt(call, 0, context, walk).map(({ labels, present }) => ({ labels, present, values: seconds }));
  return { type: "vector", columns: dropNames(columns, call, context) };
};

export const scalars: readonly [name: string, evaluation: Evaluation][] = [
  ["time", time],
  ["pi", constant(() => Math.PI)],
  ["start", constant(({ start }) => start / 1000)],
  ["end", constant(({ end }) => end / 1000)],
  ["range", constant(({ start, end }) => (end - start) / 1000)],
  // A query for one moment has no step, whatever was asked for.
  ["step", constant(({ start, end, step }) => (start === end ? 0 : step / 1000))],
  ["min_of", ofTwo(lesser)],
  ["max_of", ofTwo(greater)],
  ["vector", vector],
  ["scalar", scalar],
  ["timestamp", timestamp],
];
