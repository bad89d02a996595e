// Which series a query needs, found without evaluating it: so that the samples can be read before, elsewhere, and handed to an
// evaluation that must not wait.
import { type Call, type Expr, type Query, unwrap } from "./ast";
import type { Context } from "./evaluate/context";
import { createContext, type EvaluateOptions, type QuerySpan, withPlaces } from "./evaluate/create-context";
import { positiveMs } from "./evaluate/durations";
import { atFirstStep, isEvaluatedOnce } from "./evaluate/invariance";
import { insideSubquery, selectionOf } from "./evaluate/selection";
import { referenceTimes } from "./evaluate/times";
import type { Selection } from "./storage";

export type PlanOptions = Pick<EvaluateOptions, "lookback" | "subqueryStep" | "maxSamples">;

/**
 * Exactly what an evaluation over the span will select, in its order; with step 0 of an instant query at the span's start.
 * A selector that stands twice in the query is there twice.
 */
export function planSelections(query: Query, span: QuerySpan, options: PlanOptions = {}): Selection[] {
  return withPlaces(query, () => {
    const selections: Selection[] = [];
    plan(query.expr, createContext({ ...options, storage: { select: () => [] } }, span), (selection) =>
      selections.push(selection),
    );
    return selections;
  });
}

const keys = new WeakMap<Selection, string>();

/** The same text for equal selections, also for copies in another thread. Remembered: a query asks for it at every step of its way. */
export function selectionKey(selection: Selection): string {
  const known = keys.get(selection);
  if (known !== undefined) return known;
  const { matchers, from, to, step, range, func } = selection;
  const pairs = matchers.map(({ label, operator, value }) => [label, operator, value]);
  const key = JSON.stringify([pairs, from, to, step, range ?? null, func ?? null]);
  keys.set(selection, key);
  return key;
}

type Add = (selection: Selection) => void;

function plan(expr: Expr, outer: Context, add: Add, around?: Call): void {
  const inner = unwrap(expr);
  const context = isEvaluatedOnce(inner) && outer.steps.length > 1 ? atFirstStep(outer) : outer;
  switch (inner.type) {
    case "number":
    case "string":
      return;
    case "vector-selector": {
      const selection = selectionOf(inner, referenceTimes(inner, context), context);
      if (selection) add(selection);
      return;
    }
    case "matrix-selector": {
      const window = { range: positiveMs(inner.range, context), func: around?.name };
      const selection = selectionOf(inner.selector, referenceTimes(inner.selector, context), context, window);
      if (selection) add(selection);
      return;
    }
    case "subquery":
      plan(inner.expr, insideSubquery(inner, context).inner, add);
      return;
    case "unary":
    case "paren":
      plan(inner.expr, context, add);
      return;
    case "call":
      for (const arg of inner.args) plan(arg, context, add, inner);
      return;
    case "aggregate":
      for (const arg of inner.args) plan(arg, context, add);
      return;
    case "binary":
      plan(inner.left, context, add);
      plan(inner.right, context, add);
  }
}
