import { describeLimit, thresholdOf } from "./threshold";

// Parsed once for each expression: rules are few, and their alerts many.
const limits = new Map<string, string>();
const mostKept = 2000;

/** The comparison of a rule's expression, such as `> 85`; empty when it is of another shape. */
export function limitOf(expr: string): string {
  let limit = limits.get(expr);
  if (limit === undefined) {
    const threshold = thresholdOf(expr);
    limit = threshold ? describeLimit(threshold) : "";
    if (limits.size >= mostKept) limits.clear();
    limits.set(expr, limit);
  }
  return limit;
}
