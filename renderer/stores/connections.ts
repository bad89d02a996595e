import type { ConnectionKind, ConnectionRow } from "#shared/contract/connections";
import { useAsk } from "../bridge/use-ask";

/** What a page asks its source: series by PromQL, lines by LogQL, or traces. This host answers the first two. */
export type AskedKind = "metrics" | "logs" | "traces";

/** What each kind of server answers; an Alertmanager knows alerts only. */
const answers: Readonly<Record<ConnectionKind, AskedKind | undefined>> = {
  prometheus: "metrics",
  loki: "logs",
  alertmanager: undefined,
  jaeger: "traces",
  zipkin: "traces",
};

/** What such a server can be asked. */
export const askedOf = (kind: ConnectionKind): AskedKind | undefined => answers[kind];

/** Those of them that answer what is asked. */
export const answering = (rows: readonly ConnectionRow[], asked: AskedKind = "metrics"): ConnectionRow[] =>
  rows.filter(({ kind }) => answers[kind] === asked);

/** The configured servers and how they have been answering; follows every change. */
export const useConnections = () => useAsk("connections.list", {});
