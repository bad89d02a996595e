import type { Query } from "#shared/promql/ast";
import { parsePromql } from "#shared/promql/parse";

/** The expression parsed; nothing for what we do not understand, which its source may. */
export function parsedOrNothing(expr: string): Query | undefined {
  try {
    return parsePromql(expr);
  } catch {
    // Whoever evaluates it says what is wrong with it.
    return undefined;
  }
}
