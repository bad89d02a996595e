// Variables as a dashboard has them after they were resolved, for texts to be filled from.
import { type Chosen, type Variable, variableSchema } from "#shared/dashboards/variable";
import type { Option, Scope, ScopedVariable } from "#shared/dashboards/variables/scope";

/** A variable with all that its schema fills in. */
export const variable = (given: { kind: Variable["kind"]; name: string } & Record<string, unknown>): Variable =>
  variableSchema.parse(given);

export const chosen = (...values: string[]): Chosen => ({ values, texts: values.map((one) => (one === "$__all" ? "All" : one)) });

const optionsOf = (values: readonly string[]): Option[] => values.map((value) => ({ text: value, value }));

/** One value of a query variable of which nobody can choose several. */
export const single = (value: string): ScopedVariable => ({
  variable: variable({ kind: "query", name: "x" }),
  chosen: chosen(value),
  options: optionsOf([value]),
});

/** Some of the values of one of which several can be chosen. */
export const several = (values: readonly string[], options = values, more: Record<string, unknown> = {}): ScopedVariable => ({
  variable: variable({ kind: "query", name: "x", multi: true, includeAll: true, ...more }),
  chosen: chosen(...values),
  options: optionsOf(options),
});

export const textbox = (value: string): ScopedVariable => ({
  variable: variable({ kind: "textbox", name: "x" }),
  chosen: chosen(value),
});

export function scopeWith(variables: Record<string, ScopedVariable>, more: Partial<Scope> = {}): Scope {
  return {
    variables: new Map(Object.entries(variables)),
    range: { from: Date.UTC(2026, 10, 21, 2), to: Date.UTC(2026, 10, 21, 8) },
    rawRange: { from: "now-6h", to: "now" },
    timeZone: "utc",
    dashboard: { uid: "abc", title: "Node" },
    ...more,
  };
}
