// What the texts of a dashboard are filled from: the variables as they are chosen, the time range, and what a single panel adds.
import type { AbsoluteRange } from "../panel-data";
import type { TimeRange } from "../time/time-range";
import type { Chosen, Variable } from "../variable";
import { adhocFilters, filterText } from "./adhoc-filter";
import { isAllChosen } from "./choose";
import { autoIntervalOf, isAuto } from "./macros";

/** One thing to choose. `value` goes into queries, `text` is for people. */
export interface Option {
  text: string;
  value: string;
}

export interface ScopedVariable {
  variable: Variable;
  chosen: Chosen;
  /** All there is to choose from, without “All”. */
  options?: readonly Option[] | undefined;
}

export interface Scope {
  variables: ReadonlyMap<string, ScopedVariable>;
  range: AbsoluteRange;
  /** As it is written and linked: `now-6h`. */
  rawRange: TimeRange;
  timeZone: string;
  dashboard: { uid: string; title: string };
  /** Of one panel only: `__interval` and its kin, and the one value that a copy of a repeated panel or row stands for. */
  locals?: ReadonlyMap<string, string> | undefined;
}

export function withLocals(scope: Scope, locals: ReadonlyMap<string, string> | undefined): Scope {
  if (!locals || locals.size === 0) return scope;
  return { ...scope, locals: scope.locals ? new Map([...scope.locals, ...locals]) : locals };
}

/** What a variable is worth at this place, with “All” written out. */
export interface Values {
  values: readonly string[];
  texts: readonly string[];
  /** It may be several: queries take its values as a regular expression. */
  isPattern: boolean;
  /** The text that stands for all of them in a query, as it is. */
  instead?: string;
}

export function valuesOf(name: string, scope: Scope): Values | undefined {
  const scoped = scope.variables.get(name);
  if (!scoped) return undefined;
  const { variable, chosen, options } = scoped;
  const isPattern = "multi" in variable && (variable.multi || variable.includeAll);
  const local = scope.locals?.get(name);
  if (local !== undefined) return { values: [local], texts: [textOf(local, scoped)], isPattern };
  if (variable.kind === "constant") return { values: [variable.query], texts: [variable.query], isPattern };
  if (variable.kind === "interval" && isAuto(chosen.values[0] ?? "")) {
    const interval = autoIntervalOf(variable, scope.range);
    return { values: [interval], texts: [interval], isPattern };
  }
  if (variable.kind === "adhoc") return adhocValues(scoped);
  if (!isAllChosen(chosen))
    return { values: chosen.values, texts: chosen.values.map((value) => textOf(value, scoped)), isPattern };
  const all = { values: (options ?? []).map(({ value }) => value), texts: ["All"], isPattern };
  return "allValue" in variable && variable.allValue !== "" ? { ...all, instead: variable.allValue } : all;
}

/** As matchers between braces have them: where a dashboard names its filters itself, as in `up{$filters}`. */
function adhocValues(scoped: ScopedVariable): Values {
  const values = [adhocFilters(scoped).map(filterText).join(",")];
  return { values, texts: values, isPattern: false };
}

function textOf(value: string, { chosen, options }: ScopedVariable): string {
  const at = chosen.values.indexOf(value);
  return options?.find((option) => option.value === value)?.text ?? chosen.texts[at] ?? value;
}
