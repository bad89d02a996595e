// Where a trace opens that a line names: in this console where a server with traces is connected, and at the address that the
// connection of the logs names.
import type { ConnectionRow } from "#shared/contract/connections";
import type { NsTime } from "#shared/model/log";
import { answering } from "../../../../stores/connections";
import { traceLink } from "../../../../stores/trace-source";
import { traceAddress } from "./trace-address";

export interface TraceWays {
  /** In this console, for each server that has traces. */
  inside: readonly { name: string; to: string }[];
  /** Somewhere else, in a browser. */
  outside?: { host: string; href: string };
}

/** The ways to a trace from a line of these logs, of about that time. */
export function traceWays(
  rows: readonly ConnectionRow[],
  { source, id, aroundNs }: { source: string; id: string; aroundNs: NsTime },
): TraceWays {
  const href = traceAddress(rows.find((row) => row.id === source)?.traceUrl, id);
  return {
    inside: answering(rows, "traces").map((row) => ({
      name: row.name,
      to: traceLink({ source: row.id, traceId: id, aroundNs }),
    })),
    ...(href !== undefined && { outside: { host: new URL(href).host, href } }),
  };
}
