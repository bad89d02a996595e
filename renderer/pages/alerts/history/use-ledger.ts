import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { LedgerEntry } from "#shared/contract/alerts";
import type { CallInput, CallOutput } from "#shared/contract/index";
import type { AppError, Failure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";

export interface LedgerPages {
  /** Newest first; absent before the first answer. */
  entries: readonly LedgerEntry[] | undefined;
  failure: Failure | undefined;
  hasMore: boolean;
  isLoadingMore: boolean;
  more(): void;
  /** Asks the pages that are there again. */
  refetch(): void;
  pages: number;
}

type Question = Omit<CallInput<"alerts.ledger">, "before" | "limit">;

/** The history, a page at a time. */
export function useLedger(question: Question, limit: number): LedgerPages {
  const answer = useInfiniteQuery<
    CallOutput<"alerts.ledger">,
    AppError,
    { pages: CallOutput<"alerts.ledger">[] },
    unknown[],
    string | undefined
  >({
    queryKey: ["alerts.ledger", question, limit],
    queryFn: ({ pageParam, signal }) =>
      ask("alerts.ledger", { ...question, limit, ...(pageParam !== undefined && { before: pageParam }) }, { signal }),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next,
  });
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = answer;
  const entries = useMemo(() => data?.pages.flatMap((page) => page.entries), [data]);
  return {
    entries,
    failure: error?.failure,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    more: useCallback(() => void fetchNextPage(), [fetchNextPage]),
    refetch: useCallback(() => void refetch(), [refetch]),
    pages: data?.pages.length ?? 0,
  };
}
