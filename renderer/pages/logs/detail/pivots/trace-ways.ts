// Where a trace opens that a line names: in this console where a server with traces is connected, and at the address that the
// connection of the logs names.
import type { ConnectionRow } from "#shared/contract/connections";
import type { LogField } from "#shared/logs/fields";
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
  { source, id, spanId, aroundNs }: { source: string; id: string; spanId?: string | undefined; aroundNs: NsTime },
): TraceWays {
  const href = traceAddress(rows.find((row) => row.id === source)?.traceUrl, id);
  return {
    inside: answering(rows, "traces").map((row) => ({
      name: row.name,
      to: traceLink({ source: row.id, traceId: id, spanId, aroundNs }),
    })),
    ...(href !== undefined && { outside: { host: new URL(href).host, href } }),
  };
}

/** The span that the line is of: the one id in a field that is named for it. */
export function spanIdIn(fields: readonly Pick<LogField, "name" | "value">[]): string | undefined {
  const ids = fields
    .filter(({ name, value }) => /^(?:.*[._-])?span[._-]?id$/i.test(name) && /^[0-9a-f]{16}$/i.test(value))
    .map(({ value }) => value.toLowerCase());
  return new Set(ids).size === 1 ? ids[0] : undefined;
}
