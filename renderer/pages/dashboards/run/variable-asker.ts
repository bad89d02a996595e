// Asks for what variables offer, through the bridge.
import type { VariableAsker } from "#shared/dashboards/variables/resolve";
import { ask } from "../../../bridge/ask";
import { localSource } from "../../../stores/address";

export interface NamedSource {
  id: string;
  name: string;
  kind: string;
}

/** More values than anybody chooses among. */
const mostValues = 20_000;

/** `signal`: of the one round of working out that it is for. */
export function createVariableAsker(connections: readonly NamedSource[], signal: AbortSignal): VariableAsker {
  const sources = [{ id: localSource, name: "This host", kind: "prometheus" }, ...connections];
  const labelValues: VariableAsker["labelValues"] = async (source, label, matcher, range) => {
    const asked = { source, label, limit: mostValues, startMs: range.from, endMs: range.to };
    const { values } = await ask("query.labelValues", { ...asked, ...(matcher !== undefined && { matcher }) }, { signal });
    return values;
  };
  return {
    labelValues,
    async labelNames(source, range) {
      const { names } = await ask("query.labelNames", { source, startMs: range.from, endMs: range.to }, { signal });
      return names;
    },
    metrics: (source, range) => labelValues(source, "__name__", undefined, range, signal),
    async instant(source, expr, timeMs) {
      const { result } = await ask("query.instant", { source, expr, timeMs }, { signal });
      return result;
    },
    sources: (kind) => sources.filter((source) => source.kind === kind),
  };
}
