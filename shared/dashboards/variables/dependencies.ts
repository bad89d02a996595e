// Which variables need which: one whose query names another is asked after it.
import type { Variable } from "../variable";
import { namesIn } from "./references";

/** The names in a variable's own texts; not all of them need be variables. */
export function namesNeededBy(variable: Variable): Set<string> {
  switch (variable.kind) {
    case "query":
      return namesIn(variable.query, variable.regex, variable.source);
    case "datasource":
      return namesIn(variable.regex);
    case "custom":
      return namesIn(variable.query);
    case "adhoc":
      return namesIn(variable.source);
    case "textbox":
    case "interval":
    case "constant":
      return new Set();
  }
}

export interface DependencyOrder {
  /** All names; each after those that it needs. */
  order: string[];
  /** Names that need each other in a circle, the first one again at the end. */
  cycle?: string[];
  /** All circles that were found. */
  cycles: string[][];
}

export function dependencyOrder(variables: readonly Variable[]): DependencyOrder {
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const order: string[] = [];
  const cycles: string[][] = [];
  const done = new Set<string>();

  function visit(name: string, path: readonly string[]): void {
    const variable = byName.get(name);
    if (!variable || done.has(name)) return;
    const start = path.indexOf(name);
    if (start >= 0) {
      cycles.push([...path.slice(start), name]);
      return;
    }
    for (const needed of namesNeededBy(variable)) visit(needed, [...path, name]);
    done.add(name);
    order.push(name);
  }

  for (const { name } of variables) visit(name, []);
  const [cycle] = cycles;
  return cycle ? { order, cycle, cycles } : { order, cycles };
}

/** The names that have to be asked anew when one has changed: those that need it, and those that need these. */
export function dependantsOf(changed: ReadonlySet<string>, variables: readonly Variable[]): Set<string> {
  const found = new Set<string>();
  for (;;) {
    const more = variables.filter(
      (variable) =>
        !found.has(variable.name) && [...namesNeededBy(variable)].some((name) => changed.has(name) || found.has(name)),
    );
    if (more.length === 0) return found;
    for (const { name } of more) found.add(name);
  }
}
