// Which source a dashboard asks when a query names none.
import type { Dashboard } from "#shared/dashboards/dashboard";
import type { Variable } from "#shared/dashboards/variable";

const reference = /^(?:\$\{(\w+)\}|\$(\w+)|\[\[(\w+)\]\])$/;

/** The name of the variable that a reference to a source is; undefined for an id. */
export function sourceVariable(source: string): string | undefined {
  const [, braced, plain, bracketed] = reference.exec(source) ?? [];
  return braced ?? plain ?? bracketed;
}

/**
 * The dashboard's own source, or the one of the top bar. One that a variable names is read before its variable is worked out: the
 * time that is usual depends on it, and must not change under the first answers.
 */
export function firstSource(
  { source, variables }: Pick<Dashboard, "source" | "variables">,
  chosen: ReadonlyMap<string, readonly string[]>,
  topBar: string,
): string {
  if (source === "") return topBar;
  const name = sourceVariable(source);
  if (name === undefined) return source;
  return chosen.get(name)?.[0] ?? currentOf(variables.find((variable) => variable.name === name)) ?? topBar;
}

const currentOf = (variable: Variable | undefined): string | undefined =>
  variable && "current" in variable && variable.current.values[0] !== "" ? variable.current.values[0] : undefined;
