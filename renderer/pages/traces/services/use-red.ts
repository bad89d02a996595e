import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { AppError } from "#shared/model/failure";
import type { Series } from "#shared/model/series";
import { type SpanMetricsScope, spanMetricsQueries } from "#shared/traces/span-metrics";
import { ask } from "../../../bridge/ask";
import type { Window } from "../../../components/range-picker/time-range";
import { overRange, overStep, quantiles, type RedRow, redRows } from "./red";
import type { SpanMetricsSource } from "./use-span-metrics";

type Scope = Omit<SpanMetricsScope, "over" | "by">;

/** The rows of a table over a stretch of time: services, or the operations of one. */
export function useRedRows(
  of: SpanMetricsSource | undefined,
  scope: Scope,
  window: Window,
  isWanted = true,
): UseQueryResult<RedRow[], AppError> {
  const by = scope.service === undefined ? "service" : "operation";
  return useQuery<RedRow[], AppError>({
    queryKey: ["red-rows", of, scope, window],
    enabled: of !== undefined && isWanted,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) => {
      if (!of) return [];
      const { source, metrics } = of;
      const queries = spanMetricsQueries(metrics, { ...scope, by, over: overRange(window.endMs - window.startMs) });
      const at = async (expr: string) => (await ask("query.instant", { source, expr, timeMs: window.endMs }, { signal })).result;
      const asked = quantiles.map((share) => queries.quantile(share));
      const [rate, errors, ...durations] = await Promise.all([
        at(queries.rate),
        at(queries.errors),
        ...asked.map((expr) => (expr === undefined ? undefined : at(expr))),
      ]);
      return redRows(by === "service" ? metrics.serviceLabel : metrics.operationLabel, { rate, errors, durations });
    },
  });
}

export interface RedLines {
  rate: Series[];
  errors: Series[];
  /** In the order of `quantiles`. */
  durations: Series[][];
}

/** One service over time. */
export function useRedLines(of: SpanMetricsSource, scope: Scope, window: Window): UseQueryResult<RedLines, AppError> {
  return useQuery<RedLines, AppError>({
    queryKey: ["red-lines", of, scope, window],
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) => {
      const { source, metrics } = of;
      const queries = spanMetricsQueries(metrics, { ...scope, by: "none", over: overStep(window.stepMs) });
      const over = async (expr: string) => (await ask("query.range", { source, expr, ...window }, { signal })).series;
      const [rate, errors, ...durations] = await Promise.all([
        over(queries.rate),
        over(queries.errors),
        ...quantiles.flatMap((share) => queries.quantile(share) ?? []).map(over),
      ]);
      return { rate, errors, durations };
    },
  });
}

/** The calls of each service over time, by its name: the shape beside its number. */
export function useRateShapes(of: SpanMetricsSource | undefined, scope: Scope, window: Window): ReadonlyMap<string, Series> {
  const shapes = useQuery<Map<string, Series>, AppError>({
    queryKey: ["red-shapes", of, scope, window],
    enabled: of !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) => {
      if (!of) return new Map();
      const { source, metrics } = of;
      const { rate } = spanMetricsQueries(metrics, { ...scope, by: "service", over: overStep(window.stepMs * 8) });
      const asked = { source, expr: rate, ...window, stepMs: window.stepMs * 8 };
      const { series } = await ask("query.range", asked, { signal });
      return new Map(series.map((each) => [each.labels[metrics.serviceLabel] ?? "", each]));
    },
  });
  return shapes.data ?? none;
}

const none: ReadonlyMap<string, Series> = new Map();
