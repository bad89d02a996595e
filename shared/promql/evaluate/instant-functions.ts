// Functions that work on each step by itself.
import type { Call } from "../ast";
import type { Context, Value, VectorColumn } from "./context";
import { dropNames } from "./label-sets";

/** Element by element; `parameters` are the function's scalar arguments at that step. */
type ElementFunction = (value: number, ...parameters: number[]) => number;

const elementFunctions = new Map<string, ElementFunction>([
  ["abs", Math.abs],
  ["ceil", Math.ceil],
  ["floor", Math.floor],
  ["exp", Math.exp],
  ["ln", Math.log],
  ["log2", Math.log2],
  ["log10", Math.log10],
  ["sqrt", Math.sqrt],
  ["sgn", Math.sign],
  ["round", round],
  ["clamp_min", Math.max],
  ["clamp_max", Math.min],
]);

/** To the nearest multiple; halves go up. By the inverse, as Prometheus does, so that the same digits come out. */
function round(value: number, to = 1): number {
  const inverse = 1 / to;
  return Math.floor(value * inverse + 0.5) / inverse;
}

const otherFunctions = new Map<string, (call: Call, args: Value[], context: Context) => Value>([
  ["time", (_call, _args, { steps }) => ({ type: "scalar", values: steps.map((step) => step / 1000) })],
  ["pi", (_call, _args, { steps }) => ({ type: "scalar", values: new Float64Array(steps.length).fill(Math.PI) })],
  ["vector", (_call, [arg], context) => ({ type: "vector", columns: [constant(scalarIn(arg), context)] })],
  ["scalar", (_call, [arg], { steps }) => ({ type: "scalar", values: onlyElement(columnsIn(arg), steps.length) })],
]);

export const isInstantFunction = (name: string): boolean => elementFunctions.has(name) || otherFunctions.has(name);

export function applyInstantFunction(call: Call, args: Value[], context: Context): Value {
  const other = otherFunctions.get(call.name);
  if (other) return other(call, args, context);
  const run = elementFunctions.get(call.name);
  if (!run) throw new Error(`${call.name} is not evaluated`);
  const parameters = args.slice(1).map(scalarIn);
  const columns = columnsIn(args[0]).map((column) => ({
    ...column,
    values: column.values.map((value, step) => run(value, ...parameters.map((parameter) => parameter[step] ?? 0))),
  }));
  return { type: "vector", columns: dropNames(columns, call) };
}

function constant(values: Float64Array, { steps }: Context): VectorColumn {
  return { labels: {}, values, present: new Uint8Array(steps.length).fill(1) };
}

/** The value at each step where there is exactly one element, else NaN. */
function onlyElement(columns: readonly VectorColumn[], steps: number): Float64Array {
  const result = new Float64Array(steps);
  for (let step = 0; step < steps; step++) {
    const [only, another] = columns.filter(({ present }) => present[step]);
    result[step] = only && !another ? (only.values[step] ?? 0) : Number.NaN;
  }
  return result;
}

export function scalarIn(value: Value | undefined): Float64Array {
  if (value?.type !== "scalar") throw new Error("a checked query gave something else than a scalar");
  return value.values;
}

export function columnsIn(value: Value | undefined): VectorColumn[] {
  if (value?.type !== "vector") throw new Error("a checked query gave something else than an instant vector");
  return value.columns;
}
