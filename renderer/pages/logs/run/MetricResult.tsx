import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useMemo } from "react";
import type { CallOutput } from "#shared/contract/index";
import type { AppError } from "#shared/model/failure";
import type { EpochMs } from "#shared/units/time";
import { ask } from "../../../bridge/ask";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";
import { FailureNote } from "../../../components/FailureNote";
import { type TimeRange, type Window, windowOf } from "../../../components/range-picker/time-range";
import { Skeleton } from "../../../components/Skeleton";
import { QueryChart } from "../../../panels/query-chart/QueryChart";
import { Warnings } from "./Warnings";

/** The first part of the key under which answers are cached: cancelling it cancels what is under way. */
export const metricKey = "logs.metric";

export interface MetricAnswer {
  window: Window;
  answer: UseQueryResult<CallOutput<"logs.metric">, AppError>;
}

/** The answer of a metric query, as it was asked at this time. */
export function useMetric(source: string, expr: string, range: TimeRange, askedAt: EpochMs, isWanted: boolean): MetricAnswer {
  const window = useMemo(() => windowOf(range, "auto", askedAt), [range, askedAt]);
  const answer = useQuery<CallOutput<"logs.metric">, AppError>({
    queryKey: [metricKey, source, expr, window, askedAt],
    queryFn: ({ signal }) => ask("logs.metric", { source, expr, ...window }, { signal }),
    enabled: isWanted,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });
  return { window, answer };
}

interface Props {
  expr: string;
  metric: MetricAnswer;
  onZoom(startMs: EpochMs, endMs: EpochMs): void;
  onUnzoom(): void;
}

const height = 340;

/** A metric query over lines, as a chart; `T` shows its numbers. */
export function MetricResult({ expr, metric: { window, answer }, onZoom, onUnzoom }: Props) {
  if (answer.error) {
    return <FailureNote failure={answer.error.failure} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />;
  }
  if (answer.data?.series.length === 0) {
    return (
      <Card>
        <EmptyState icon={SearchX} title="No series">
          No line in this time range fits the query. Look at the lines themselves: the query without its function around it.
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <Warnings warnings={answer.data?.warnings ?? []} />
      <QueryChart
        title="Result"
        expr={expr}
        series={answer.data?.series ?? []}
        window={window}
        height={height}
        isStale={answer.isPlaceholderData}
        instead={answer.data ? undefined : <Skeleton height={height} />}
        onSelectRange={onZoom}
        onResetRange={onUnzoom}
      />
    </>
  );
}
