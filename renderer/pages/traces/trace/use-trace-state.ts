import { useMemo } from "react";
import { type StoreApi, useStore } from "zustand";
import { getTraceReader, type OpenTrace } from "../reading/reader";
import { createTraceStore, type FirstState, type TraceState, type TraceStore } from "./trace-state";

export type { TraceState, TraceStore };

/** What every view of a trace is given. It is drawn again when a part of the state changes. */
export interface TraceViewProps {
  open: OpenTrace;
  state: TraceState;
}

/** The state of one opened trace. `first` counts when the trace is opened, or another link is followed, and not any more. */
export function useTraceStore(open: OpenTrace, first: FirstState, followed: number): TraceStore {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the address says later is what this store has told it
  return useMemo(
    () => createTraceStore({ trace: open.trace, first, find: (words) => getTraceReader().find(open.key, words) }),
    [open, followed],
  );
}

/** One part of the state. */
export const useTraceState = <Part>(store: TraceStore, part: (state: TraceState) => Part): Part =>
  useStore(store as StoreApi<TraceState>, part);
