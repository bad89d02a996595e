// Asks a source for the options of a query variable.
import { AppError } from "../../model/failure";
import type { Variable } from "../variable";
import { fillName, fillQuery, fillRegex } from "./fill";
import { cutOptions, resultTexts, seriesOf, sortOptions } from "./options";
import type { ResolveInput } from "./resolve";
import type { Option, Scope } from "./scope";
import { readVariableQuery } from "./variable-query";

type QueryVariable = Extract<Variable, { kind: "query" }>;

export async function askOptions(variable: QueryVariable, scope: Scope, input: ResolveInput): Promise<Option[]> {
  const cut = cutOptions(await askTexts(variable, scope, input), fillRegex(variable.regex, scope));
  if (!cut.ok) throw new AppError({ kind: "bad-query", say: cut.say });
  return sortOptions(cut.options, variable.sort);
}

async function askTexts({ query, source }: QueryVariable, scope: Scope, input: ResolveInput): Promise<string[]> {
  const { asker, signal, defaultSource } = input;
  const asked = readVariableQuery(query);
  if (!asked) return [];
  const from = fillName(source, scope) || defaultSource;
  switch (asked.kind) {
    case "label-values": {
      const matcher = asked.matcher === undefined ? undefined : fillQuery(asked.matcher, scope);
      return asker.labelValues(from, fillName(asked.label, scope), matcher, scope.range, signal);
    }
    case "label-names":
      return matching(await asker.labelNames(from, scope.range, signal), asked.pattern, scope);
    case "metrics":
      return matching(await asker.metrics(from, scope.range, signal), asked.pattern, scope);
    case "query-result":
      return resultTexts(await asker.instant(from, fillQuery(asked.expr, scope), scope.range.to, signal));
    case "series":
      return seriesOf(await asker.instant(from, fillQuery(asked.expr, scope), scope.range.to, signal));
  }
}

/** The names in which the pattern is found, anywhere. */
function matching(names: readonly string[], pattern: string | undefined, scope: Scope): string[] {
  if (pattern === undefined || pattern === "") return [...names];
  const filled = fillRegex(pattern, scope);
  const written = filled.startsWith("/") ? filled : `/(?:${filled})/`;
  // Only whether it is found counts, not what it takes out.
  return names.filter((name) => {
    const cut = cutOptions([name], written);
    if (!cut.ok) throw new AppError({ kind: "bad-query", say: cut.say });
    return cut.options.length > 0;
  });
}
