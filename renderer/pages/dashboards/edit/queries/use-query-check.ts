import { useCallback, useMemo } from "react";
import { fillQuery } from "#shared/dashboards/variables/fill";
import { writtenDiagnostics } from "#shared/dashboards/variables/filled-places";
import type { Scope } from "#shared/dashboards/variables/scope";
import { ask } from "../../../../bridge/ask";
import { type Checked, useDiagnostics } from "../../../../components/code-editor/use-diagnostics";

interface Options {
  expr: string;
  /** Whose rules count; empty while there is none. */
  source: string;
  /** With `__interval` and its kin. */
  scope: Scope;
  isPromql: boolean;
}

/** What is wrong with a query, with its variables filled in as they would be sent, at the places where it was written. */
export function useQueryCheck({ expr, source, scope, isPromql }: Options): Checked {
  const names = useMemo(() => JSON.stringify([...scope.variables].map(([name, { chosen }]) => [name, chosen.values])), [scope]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scope is another object with each tick; only its choices matter
  const check = useCallback(
    async (text: string, signal: AbortSignal) => {
      if (!isPromql || source === "") return [];
      const { diagnostics } = await ask("query.check", { source, expr: fillQuery(text, scope) }, { signal });
      return writtenDiagnostics(text, scope, diagnostics);
    },
    [source, isPromql, names],
  );
  return useDiagnostics(expr, check);
}
