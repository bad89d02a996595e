import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import type { NsTime } from "#shared/model/log";
import { ask } from "../../../bridge/ask";
import { useAsk } from "../../../bridge/use-ask";
import { byBytes, starterLabels, streamOf } from "./starter-queries";

interface Stream {
  expr: string;
  /** By the source's own estimate, where it can tell. */
  bytes: number | undefined;
}

const mostStreams = 8;
const keptForMs = 60_000;

/** Some streams of the source, those with the most bytes first, and why there are none. */
export function useStreams(source: string, span: { startNs: NsTime; endNs: NsTime }) {
  // As it was when they were first shown: what is offered does not move under the pointer.
  const [asked, setAsked] = useState({ source, time: span });
  if (asked.source !== source) setAsked({ source, time: span });
  const { time } = asked;
  const names = useAsk("logs.labelNames", { source, ...time }, { staleTime: keptForMs });
  const labels = starterLabels(names.data?.names ?? [], source === "local");
  const values = useQueries({
    queries: labels.map((label) => {
      const input = { source, label, ...time, limit: 100 };
      return {
        queryKey: ["logs.labelValues", input],
        queryFn: ({ signal }: { signal: AbortSignal }) => ask("logs.labelValues", input, { signal }),
        staleTime: keptForMs,
      };
    }),
  });
  const perLabel = Math.max(1, Math.floor(mostStreams / Math.max(1, labels.length)));
  const exprs = values.flatMap(({ data }, index) =>
    (data?.values ?? [])
      .filter((value) => value !== "")
      .slice(0, perLabel)
      .map((value) => streamOf(labels[index] ?? "", value)),
  );
  const estimates = useQueries({
    queries: exprs.map((expr) => {
      const input = { source, expr, ...time };
      return {
        queryKey: ["logs.estimate", input],
        queryFn: ({ signal }: { signal: AbortSignal }) => ask("logs.estimate", input, { signal }),
        staleTime: keptForMs,
        retry: false,
      };
    }),
  });
  const streams: Stream[] = exprs.map((expr, index) => ({ expr, bytes: estimates[index]?.data?.bytes }));
  // Sorted once all of them are known, so that they are not sorted under the pointer more than once.
  const isWaiting = estimates.some(({ isPending }) => isPending);
  return {
    streams: isWaiting ? streams : byBytes(streams),
    isPending: names.isPending || values.some(({ isPending }) => isPending),
    error: names.error,
    refetch: names.refetch,
  };
}
