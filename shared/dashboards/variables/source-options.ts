// The options of a variable that chooses a data source: its values are ids, its texts the names of sources.
import { AppError } from "../../model/failure";
import type { Variable } from "../variable";
import { fillRegex } from "./fill";
import { cutOptions } from "./options";
import type { VariableAsker } from "./resolve";
import type { Option, Scope, ScopedVariable } from "./scope";

type SourceVariable = Extract<Variable, { kind: "datasource" }>;

interface Around {
  scope: Scope;
  asker: VariableAsker;
  defaultSource: string;
}

export function pickSources(
  variable: SourceVariable,
  { scope, asker, defaultSource }: Around,
  pick: (options: readonly Option[], choosing: SourceVariable) => ScopedVariable,
): ScopedVariable {
  const pattern = fillRegex(variable.regex, scope);
  const options = asker
    .sources(variable.query)
    .filter(({ name }) => isNamedSo(name, pattern))
    .map(({ id, name }) => ({ text: name, value: id }));
  // Where nothing is chosen (any more), the source of the dashboard comes first.
  const usual = options.filter(({ value }) => value === defaultSource);
  const picked = pick([...usual, ...options.filter(({ value }) => value !== defaultSource)], variable);
  return { ...picked, options };
}

function isNamedSo(name: string, pattern: string): boolean {
  const cut = cutOptions([name], pattern);
  if (!cut.ok) throw new AppError({ kind: "bad-query", say: cut.say });
  return cut.options.length > 0;
}
