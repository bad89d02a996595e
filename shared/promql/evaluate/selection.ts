// What a selector asks of the storage. The plan of a query is made with the same functions, so it cannot differ.
import type { Subquery, VectorSelector } from "../ast";
import type { Selection } from "../storage";
import type { Context } from "./context";
import { positiveMs } from "./durations";
import { makeSteps, referenceTimes } from "./times";

/** The window of a range selector, and the function directly around it. */
export interface SelectorWindow {
  range: number;
  func?: string | undefined;
}

/** Undefined where there is no step to select for. */
export function selectionOf(
  { matchers }: VectorSelector,
  moments: Float64Array,
  { lookback }: Context,
  window?: SelectorWindow,
): Selection | undefined {
  const [first, second = first] = moments;
  const last = moments.at(-1);
  if (first === undefined || second === undefined || last === undefined) return undefined;
  return {
    matchers: matchers.map(({ label, operator, value }) => ({ label, operator, value })),
    from: first - (window?.range ?? lookback),
    to: last,
    step: second - first,
    ...(!window && moments.length === 1 && { onlyNewest: true }),
    ...(window && { range: window.range }),
    ...(window?.func !== undefined && { func: window.func }),
  };
}

/** The inside of a subquery has steps of its own: multiples of its step, whatever the query's start. */
export function insideSubquery(subquery: Subquery, context: Context): { inner: Context; moments: Float64Array; range: number } {
  const range = positiveMs(subquery.range, context);
  const step = subquery.step ? positiveMs(subquery.step, context) : context.subqueryStep;
  const moments = referenceTimes(subquery, context);
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined) return { inner: context, moments, range };
  const firstStep = Math.floor((first - range) / step) + 1;
  const count = Math.max(0, Math.floor(last / step) - firstStep + 1);
  return { inner: { ...context, steps: makeSteps(firstStep * step, step, count, context.budget) }, moments, range };
}
