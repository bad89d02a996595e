// When things are read: the steps of a query, and the moments that `offset` and `@` make of them.
import type { EpochMs, Milliseconds } from "../../units/time";
import type { TimeModifiers } from "../ast";
import type { Budget } from "./budget";
import type { Context } from "./context";
import { durationMs } from "./durations";

/** `first`, `first + step` and so on, `count` of them; counted before they are made, because a query may ask for billions. */
export function makeSteps(first: EpochMs, step: Milliseconds, count: number, budget: Budget): Float64Array {
  budget.spend(count);
  const steps = new Float64Array(count);
  for (let index = 0; index < count; index++) steps[index] = first + index * step;
  return steps;
}

/** For each step, the moment that a selector or subquery with these modifiers looks at. */
export function referenceTimes(modifiers: TimeModifiers, context: Context): Float64Array {
  const offset = modifiers.offset ? durationMs(modifiers.offset, context) : 0;
  const fixed = fixedTime(modifiers, context);
  const moments = new Float64Array(context.steps.length);
  for (let index = 0; index < moments.length; index++) moments[index] = (fixed ?? (context.steps[index] as number)) - offset;
  return moments;
}

function fixedTime({ at }: TimeModifiers, { query }: Context): number | undefined {
  switch (at?.kind) {
    case "time":
      return at.time;
    case "start":
      return query.start;
    case "end":
      return query.end;
    default:
      return undefined;
  }
}
