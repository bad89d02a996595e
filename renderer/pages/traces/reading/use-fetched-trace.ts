import { useEffect, useState } from "react";
import { getBridge } from "../../../bridge/bridge";
import { createTraceFetch, type TraceAsked, type TraceFetch, type TraceFetchState } from "./fetch-trace";
import { getTraceReader } from "./reader";

export type { FetchState, TraceAsked } from "./fetch-trace";

export interface FetchedTrace extends TraceFetchState {
  /** Asks the server again; the trace that is here stays until another is. */
  refetch(): void;
  cancel(): void;
}

const waiting: TraceFetchState = { state: { kind: "waiting", phase: "asking", bytes: 0 }, trace: undefined, problems: [] };

/** One trace, fetched while the component is there; the trace is kept as long. */
export function useFetchedTrace({ source, traceId, around, file }: TraceAsked): FetchedTrace {
  const [fetch, setFetch] = useState<TraceFetch>();
  const [current, setCurrent] = useState(waiting);
  useEffect(() => {
    const parts = { bridge: getBridge(), reader: getTraceReader() };
    const started = createTraceFetch(parts, { source, traceId, around, file });
    setCurrent(waiting);
    setFetch(started);
    started.onChange(() => setCurrent(started.current));
    started.start();
    return () => started.close();
  }, [source, traceId, around, file]);
  return { ...current, refetch: () => fetch?.refetch(), cancel: () => fetch?.cancel() };
}
