// Lengths of time as a query writes them, in milliseconds.
import type { Duration } from "../ast";
import { FindingError } from "../diagnostics";
import type { Context } from "./context";

/** What fits into Go's nanoseconds, in seconds. */
const longestSeconds = 2 ** 63 / 1e9;

/** A duration in whole milliseconds, as an offset may have it. */
export function durationMs(duration: Duration, context: Context): number {
  const seconds = secondsOf(duration, context);
  if (!Number.isFinite(seconds)) throw new FindingError("duration is NaN or infinite", duration);
  if (Math.abs(seconds) > longestSeconds) throw new FindingError("duration is out of range", duration);
  // Prometheus rounds what is written as one number and cuts what it works out, so 1.001 is a millisecond more than 1 + 0.001.
  return Math.trunc(isLiteral(duration) ? Math.round(seconds * 1e9) / 1e6 : seconds * 1000);
}

/** A duration that must be longer than nothing: a range or a step. */
export function positiveMs(duration: Duration, context: Context): number {
  const milliseconds = durationMs(duration, context);
  if (milliseconds <= 0) throw new FindingError("duration must be greater than 0", duration);
  return milliseconds;
}

const isLiteral = (duration: Duration): boolean =>
  duration.type === "literal" || (duration.type === "unary" && duration.expr.type === "literal");

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
    case "binary":
      return combined(duration, secondsOf(duration.left, context), secondsOf(duration.right, context));
  }
}

function combined(duration: Extract<Duration, { type: "binary" }>, left: number, right: number): number {
  switch (duration.operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      if (right === 0) throw new FindingError("division by zero", duration);
      return left / right;
    case "%":
      if (right === 0) throw new FindingError("modulo by zero", duration);
      return left % right;
    case "^":
      return left ** right;
  }
}
