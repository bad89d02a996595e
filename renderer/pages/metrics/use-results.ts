import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { CallOutput } from "#shared/contract/index";
import type { AppError } from "#shared/model/failure";
import type { EpochMs } from "#shared/units/time";
import { ask } from "../../bridge/ask";
import { type Window, windowOf } from "../../components/range-picker/time-range";
import type { Exploration } from "./url";

export interface Results {
  window: Window;
  chart: UseQueryResult<CallOutput<"query.range">, AppError>;
  table: UseQueryResult<CallOutput<"query.instant">, AppError>;
}

/** Answers are kept a little while, for going back and forth between the views. */
const keptForMs = 60_000;

/** The first part of the keys under which the answers are cached: cancelling this cancels what is under way. */
export const resultsKey = "metrics.results";

/** The answers to an exploration as it was asked at `askedAt`. Only the view that is shown asks. */
export function useResults({ expr, source, range, step, view }: Exploration, askedAt: EpochMs): Results {
  const window = useMemo(() => windowOf(range, step, askedAt), [range, step, askedAt]);
  const common = { gcTime: keptForMs, staleTime: keptForMs, placeholderData: keepPreviousData } as const;
  const chart = useQuery<CallOutput<"query.range">, AppError>({
    ...common,
    queryKey: [resultsKey, "chart", source, expr, window, askedAt],
    queryFn: ({ signal }) => ask("query.range", { source, expr, ...window }, { signal }),
    enabled: expr !== "" && view === "chart",
  });
  // A moving range ends at the source's own now; a fixed one where it ends.
  const timeMs = range.kind === "between" ? range.endMs : undefined;
  const table = useQuery<CallOutput<"query.instant">, AppError>({
    ...common,
    queryKey: [resultsKey, "table", source, expr, timeMs, askedAt],
    queryFn: ({ signal }) => ask("query.instant", { source, expr, timeMs }, { signal }),
    enabled: expr !== "" && view === "table",
  });
  return { window, chart, table };
}
