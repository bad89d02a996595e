import { type UseQueryOptions, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { CallInput, CallName, CallOutput } from "#shared/contract/index";
import type { AppError } from "#shared/model/failure";
import { ask } from "./ask";

type Options<N extends CallName> = Omit<UseQueryOptions<CallOutput<N>, AppError>, "queryKey" | "queryFn">;

/** One question's answer, kept in the cache under `[name, input]`; leaving the page cancels it in the engine too. */
export function useAsk<N extends CallName>(
  name: N,
  input: CallInput<N>,
  options: Options<N> = {},
): UseQueryResult<CallOutput<N>, AppError> {
  return useQuery<CallOutput<N>, AppError>({
    ...options,
    queryKey: [name, input],
    queryFn: ({ signal }) => ask(name, input, { signal }),
  });
}
