import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { AppError } from "#shared/model/failure";
import { findSpanMetrics, type SpanMetrics, spanMetricNames } from "#shared/traces/span-metrics";
import { hours, minutes } from "#shared/units/time";
import { ask } from "../../../bridge/ask";
import { answering, useConnections } from "../../../stores/connections";

/** A source with metrics that were made of spans. */
export interface SpanMetricsSource {
  source: string;
  name: string;
  metrics: SpanMetrics;
}

export interface FoundSources {
  found: SpanMetricsSource[];
  /** The sources that could not be asked, with why. */
  failed: { name: string; say: string }[];
  /** How many were asked. */
  asked: number;
}

/** Every Prometheus that has span metrics, by the metrics of its last six hours. */
export function useSpanMetrics(): UseQueryResult<FoundSources, AppError> {
  const connections = useConnections().data?.connections;
  const servers = answering(connections ?? [], "metrics").map(({ id, name }) => ({ id, name }));
  return useQuery<FoundSources, AppError>({
    queryKey: ["span-metrics", servers],
    enabled: connections !== undefined,
    staleTime: minutes(5),
    retry: false,
    queryFn: async ({ signal }) => {
      const outcomes = await Promise.allSettled(servers.map(async ({ id, name }) => lookAt(id, name, signal)));
      return {
        found: outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? outcome.value : [])),
        failed: outcomes.flatMap((outcome, at) => {
          if (outcome.status === "fulfilled") return [];
          const name = servers[at]?.name ?? "";
          return [{ name, say: outcome.reason instanceof Error ? outcome.reason.message : String(outcome.reason) }];
        }),
        asked: servers.length,
      };
    },
  });
}

async function lookAt(source: string, name: string, signal: AbortSignal): Promise<SpanMetricsSource[]> {
  const stretch = { startMs: Date.now() - hours(6), endMs: Date.now() };
  const options = { signal };
  const { values } = await ask(
    "query.labelValues",
    { source, label: "__name__", matcher: spanMetricNames, ...stretch, limit: 2000 },
    options,
  );
  const families = await findSpanMetrics(values, async (metric) => {
    const { names } = await ask("query.labelNames", { source, metric, ...stretch }, options);
    return names;
  });
  // Two makers in one server would count every call twice: the first is the one with durations.
  return families.slice(0, 1).map((metrics) => ({ source, name, metrics }));
}
