import { useEffect, useRef } from "react";
import { useSearchParams } from "react-router";
import type { Trace } from "#shared/model/trace";
import { getTraceReader, type OpenTrace } from "../reading/reader";
import type { TraceState, TraceStore } from "./trace-state";
import { readTraceAddress, type TraceAddress, writeTraceAddress } from "./url";
import { useTraceStore } from "./use-trace-state";

/** The keys move faster than a browser lets its address be changed. */
const pauseMs = 400;

/** The state of an opened trace; it begins with what the address says, and the address follows it. */
export function useTraceStoreInAddress(open: OpenTrace): TraceStore {
  const [params, setParams] = useSearchParams();
  const address = readTraceAddress(params);
  const store = useTraceStore(open, address);
  const wanted = useRef<string>(undefined);

  // A link names a span by its id: which one that is, the worker knows.
  const { spanId } = address;
  useEffect(() => {
    if (spanId === undefined || wanted.current === spanId) return;
    wanted.current = spanId;
    let isCurrent = true;
    void getTraceReader()
      .positionOf(open.key, spanId)
      .then((position) => {
        if (isCurrent && position !== undefined) store.getState().show(position);
      });
    return () => {
      isCurrent = false;
    };
  }, [spanId, open, store]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = async () => {
      const state = store.getState();
      const id = await spanIdOf(open, state.chosen);
      if (store.getState() !== state) return;
      wanted.current = id;
      setParams((before) => writeTraceAddress(addressOf(open.trace, state, id), before), { replace: true });
    };
    const stop = store.subscribe((now, before) => {
      if (!isToldOf(now, before)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void write(), pauseMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store, open, setParams]);

  return store;
}

async function spanIdOf(open: OpenTrace, position: number | undefined): Promise<string | undefined> {
  if (position === undefined) return undefined;
  return (await getTraceReader().detail(open.key, position)).spanId || undefined;
}

/** Whether the address says anything of what has changed. */
const isToldOf = (now: TraceState, before: TraceState): boolean =>
  now.name !== before.name ||
  now.chosen !== before.chosen ||
  now.filter !== before.filter ||
  now.foldsRuns !== before.foldsRuns ||
  now.find.words !== before.find.words ||
  now.onlyMatches !== before.onlyMatches;

export const addressOf = (
  trace: Pick<Trace, "services">,
  { name, filter, find, onlyMatches, foldsRuns }: Pick<TraceState, "name" | "filter" | "find" | "onlyMatches" | "foldsRuns">,
  spanId: string | undefined,
): TraceAddress => ({
  view: name,
  spanId,
  find: find.words,
  onlyMatches,
  criticalOnly: filter.criticalOnly === true,
  errorsOnly: filter.errorsOnly === true,
  leastShare: filter.leastShare ?? 0,
  foldsRuns,
  hidden: [...(filter.services ?? [])].map((service) => trace.services[service] ?? ""),
});
