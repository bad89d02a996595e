import { useEffect, useState } from "react";
import { getTraceReader } from "../reading/reader";
import { type FetchedTrace, useFetchedTrace } from "../reading/use-fetched-trace";

/** One of two traces: of the server, or else of whatever is open, because one of the two may be out of a file. */
export function useComparedTrace(traceId: string, source: string | undefined): FetchedTrace {
  const [isAnywhere, setAnywhere] = useState(false);
  const fetched = useFetchedTrace({ source: isAnywhere ? undefined : source, traceId });
  const { state } = fetched;
  const isMissing = state.kind === "failed" && state.failure.kind === "not-found";
  useEffect(() => {
    if (isMissing && getTraceReader().answerWith(traceId) !== undefined) setAnywhere(true);
  }, [isMissing, traceId]);
  return fetched;
}
