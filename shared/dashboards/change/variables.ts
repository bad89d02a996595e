// Variables that come new or become another kind.
import { type Variable, type VariableKind, variableSchema } from "../variable";

/** The first of `variable`, `variable2` … that none of them has. */
export function freeVariableName(variables: readonly Pick<Variable, "name">[]): string {
  const taken = new Set(variables.map(({ name }) => name));
  for (let count = 1; ; count++) {
    const name = count === 1 ? "variable" : `variable${count}`;
    if (!taken.has(name)) return name;
  }
}

export const newVariable = (name: string): Variable => variableSchema.parse({ kind: "query", name });

/** What both kinds have stays; a query of one kind says nothing in another. */
export function variableOfKind(variable: Variable, kind: VariableKind): Variable {
  if (variable.kind === kind) return variable;
  const { name, label, description, hide } = variable;
  const choosing =
    "multi" in variable ? { multi: variable.multi, includeAll: variable.includeAll, allValue: variable.allValue } : {};
  return variableSchema.parse({ kind, name, label, description, hide, ...choosing });
}

/** What it is made of, in a line. */
export function variableAbout(variable: Variable): string {
  switch (variable.kind) {
    case "query":
      return variable.query || "query";
    case "datasource":
      return `sources of the kind ${variable.query}`;
    case "custom":
    case "interval":
      return variable.query || variable.kind;
    case "constant":
      return `always ${variable.query}`;
    case "textbox":
      return "text";
    case "adhoc":
      return "filters";
  }
}
