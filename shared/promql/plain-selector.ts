import type { Query } from "./ast";
import type { Matcher } from "./storage";

/** The matchers of a selector with nothing around it and nothing behind it; undefined for any other query. */
export function plainSelector({ expr }: Query): Matcher[] | undefined {
  if (expr.type !== "vector-selector" || expr.at || expr.offset || expr.extension) return undefined;
  // Without their places in the text, which would make equal matchers different.
  return expr.matchers.map(({ label, operator, value }) => ({ label, operator, value }));
}
