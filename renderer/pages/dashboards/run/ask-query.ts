// A planned query, asked through the bridge.
import type { PlannedQuery } from "#shared/dashboards/queries/plan";
import { ask } from "../../../bridge/ask";
import type { Answer } from "./query-pool";

export async function askQuery(query: PlannedQuery, signal: AbortSignal): Promise<Answer> {
  const { source, expr, kind, startMs, endMs, stepMs } = query;
  if (kind === "instant") {
    const { result, warnings, infos, tookMs } = await ask("query.instant", { source, expr, timeMs: endMs }, { signal });
    return { instant: result, notices: [...warnings, ...infos], tookMs };
  }
  const { series, warnings, infos, tookMs } = await ask("query.range", { source, expr, startMs, endMs, stepMs }, { signal });
  return { series, notices: [...warnings, ...infos], tookMs };
}
