// Which metrics an expression reads, so that what nobody reads need not be measured.
import { childrenOf, type Expr } from "./ast";

/** The names an expression selects by; `any` when one of its selectors may match every name. */
export type MetricNames = ReadonlySet<string> | "any";

export function metricNamesOf(expr: Expr): MetricNames {
  const names = new Set<string>();
  return addNames(expr, names) ? names : "any";
}

/** False when there is a selector that does not say its metric. */
function addNames(expr: Expr, names: Set<string>): boolean {
  if (expr.type === "vector-selector") {
    const named = expr.matchers.find(({ label, operator }) => label === "__name__" && operator === "=");
    // `{__name__=""}` is the same as saying nothing of the name.
    if (named === undefined || named.value === "") return false;
    names.add(named.value);
    return true;
  }
  return childrenOf(expr).every((child) => addNames(child, names));
}
