// When things are read: durations in milliseconds, and the moments that `offset` and `@` make of the query's steps.
import type { Duration, TimeModifiers } from "../ast";
import { FindingError } from "../diagnostics";
import type { Context } from "./context";

/** A duration in whole milliseconds. */
export function durationMs(duration: Duration, context: Context): number {
  const milliseconds = Math.trunc(Number((secondsOf(duration, context) * 1000).toFixed(6)));
  if (!Number.isSafeInteger(milliseconds)) throw new FindingError("the duration is not a number that fits", duration);
  return milliseconds;
}

/** A duration that must be longer than nothing: a range or a step. */
export function positiveMs(duration: Duration, context: Context): number {
  const milliseconds = durationMs(duration, context);
  if (milliseconds <= 0) throw new FindingError("the duration must be longer than 0", duration);
  return milliseconds;
}

function secondsOf(duration: Duration, context: Context): number {
  const { start, end, step } = context.query;
  switch (duration.type) {
    case "literal":
      return duration.seconds;
    case "step":
      return step / 1000;
    case "range":
      return (end - start) / 1000;
    case "min_of":
      return Math.min(secondsOf(duration.args[0], context), secondsOf(duration.args[1], context));
    case "max_of":
      return Math.max(secondsOf(duration.args[0], context), secondsOf(duration.args[1], context));
    case "unary":
      return duration.operator === "-" ? -secondsOf(duration.expr, context) : secondsOf(duration.expr, context);
    case "binary": {
      const left = secondsOf(duration.left, context);
      const right = secondsOf(duration.right, context);
      switch (duration.operator) {
        case "+":
          return left + right;
        case "-":
          return left - right;
        case "*":
          return left * right;
        case "/":
        case "%":
          if (right === 0) throw new FindingError("the duration divides by 0", duration);
          return duration.operator === "/" ? left / right : left % right;
        case "^":
          return left ** right;
      }
    }
  }
}

/** For each step, the moment that a selector or subquery with these modifiers looks at. */
export function referenceTimes(modifiers: TimeModifiers, context: Context): Float64Array {
  const offset = modifiers.offset ? durationMs(modifiers.offset, context) : 0;
  const fixed = fixedTime(modifiers, context);
  return context.steps.map((step) => (fixed ?? step) - offset);
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

/** For each moment, which samples lie in `(moment - range, moment]`: from `first` up to, not including, `end`. */
export interface Windows {
  first: Int32Array;
  end: Int32Array;
}

/** Both columns rise, so one walk finds all windows. */
export function findWindows(times: Float64Array, moments: Float64Array, range: number): Windows {
  const first = new Int32Array(moments.length);
  const end = new Int32Array(moments.length);
  let low = 0;
  let high = 0;
  for (let step = 0; step < moments.length; step++) {
    const moment = moments[step] ?? 0;
    while (high < times.length && (times[high] ?? 0) <= moment) high++;
    while (low < high && (times[low] ?? 0) <= moment - range) low++;
    first[step] = low;
    end[step] = high;
  }
  return { first, end };
}

/** The windows of many series; those that share a time column, as all of one collector do, share the work. */
export function createWindowFinder(moments: Float64Array, range: number): (times: Float64Array) => Windows {
  const known = new Map<Float64Array, Windows>();
  return (times) => {
    let windows = known.get(times);
    if (!windows) {
      windows = findWindows(times, moments, range);
      known.set(times, windows);
    }
    return windows;
  };
}
