import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { getTraceReader, type OpenTrace } from "../reading/reader";
import { chooseLinked, followState } from "./follow-state";
import { createOwnAddresses } from "./own-addresses";
import type { TraceStore } from "./trace-state";
import { readTraceAddress, writeTraceAddress } from "./url";
import { useTraceStore } from "./use-trace-state";

/** The state of an opened trace; it begins with what the address says, and the address follows it. */
export function useTraceStoreInAddress(open: OpenTrace): TraceStore {
  const [params, setParams] = useSearchParams();
  const [own] = useState(() => createOwnAddresses(params));
  /** Links that were followed while the page was open: each begins anew. */
  const [followed, setFollowed] = useState(0);
  const store = useTraceStore(open, readTraceAddress(params), followed);
  const latest = useRef({ params, setParams });
  useEffect(() => {
    latest.current = { params, setParams };
  });

  useEffect(() => {
    if (!own.has(params)) setFollowed((times) => times + 1);
  }, [own, params]);

  // A link names a span by its id: which one that is, the worker knows.
  useEffect(() => {
    const { spanId } = readTraceAddress(latest.current.params);
    if (spanId === undefined) return;
    let isCurrent = true;
    getTraceReader()
      .positionOf(open.key, spanId)
      .then(
        (position) => {
          if (isCurrent && position !== undefined) chooseLinked(store, position);
        },
        () => {
          // The trace was put away: whatever is asked of it next says so.
        },
      );
    return () => {
      isCurrent = false;
    };
  }, [open, store]);

  useEffect(
    () =>
      followState({
        trace: open.trace,
        store,
        spanIdOf: async (position) => (await getTraceReader().detail(open.key, position)).spanId,
        write(next) {
          own.add(writeTraceAddress(next, new URLSearchParams()));
          latest.current.setParams((before) => writeTraceAddress(next, before), { replace: true });
        },
      }),
    [store, open, own],
  );

  return store;
}
