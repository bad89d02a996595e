// Calls of functions: which evaluation each name has. The families live under functions/; functions.ts has the signatures.
import type { Call, Expr } from "../ast";
import type { Context, Value } from "./context";
import { absence } from "./functions/absence";
import { dates } from "./functions/dates";
import { histograms } from "./functions/histograms";
import { labelChanges } from "./functions/label-changes";
import { mathematics } from "./functions/mathematics";
import { overTime } from "./functions/over-time";
import { rates } from "./functions/rates";
import { scalars } from "./functions/scalars";
import { sorting } from "./functions/sorting";
import { spread } from "./functions/spread";
import { trends } from "./functions/trends";
import type { RangeVector } from "./selectors";

/** How a function has its arguments evaluated. */
export interface Walk {
  value(expr: Expr, context: Context): Value;
  range(expr: Expr, context: Context): RangeVector;
}

export type Evaluation = (call: Call, context: Context, walk: Walk) => Value;

const evaluations: ReadonlyMap<string, Evaluation> = new Map([
  ...absence,
  ...dates,
  ...histograms,
  ...labelChanges,
  ...mathematics,
  ...overTime,
  ...rates,
  ...scalars,
  ...sorting,
  ...spread,
  ...trends,
]);

export const isEvaluatedFunction = (name: string): boolean => evaluations.has(name);

/** The value of a checked call at all steps. */
export function evaluateCall(call: Call, context: Context, walk: Walk): Value {
  const evaluate = evaluations.get(call.name);
  if (!evaluate) throw new Error(`${call.name} is not evaluated`);
  return evaluate(call, context, walk);
}
