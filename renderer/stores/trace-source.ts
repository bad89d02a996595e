// Which server the Traces page asks, and links that lead there.
import type { NsTime } from "#shared/model/log";
import { localSource, useSource } from "./address";
import { answering, useConnections } from "./connections";

/**
 * The chosen server with traces; the first one where none is chosen, because this host keeps no traces. Undefined while it is not
 * known, and when there is none.
 */
export function useTraceSource(): { source: string | undefined; isKnown: boolean } {
  const [chosen] = useSource();
  const connections = useConnections();
  const rows = connections.data?.connections;
  // Where the list cannot be had files can be opened all the same.
  if (!rows) return { source: undefined, isKnown: connections.isError };
  const servers = answering(rows, "traces");
  const source = chosen === localSource ? servers[0]?.id : chosen;
  return { source, isKnown: true };
}

/** The address of one trace; of one span of it where that is given. `aroundNs`: about when it was, where that is known. */
export function traceLink({
  source,
  traceId,
  spanId,
  aroundNs,
}: {
  source?: string | undefined;
  traceId: string;
  spanId?: string | undefined;
  aroundNs?: NsTime | undefined;
}): string {
  const params = new URLSearchParams();
  if (source !== undefined && source !== localSource) params.set("source", source);
  if (spanId !== undefined) params.set("span", spanId);
  if (aroundNs !== undefined) params.set("around", aroundNs);
  const search = params.toString();
  return `/traces/trace/${encodeURIComponent(traceId)}${search && `?${search}`}`;
}
