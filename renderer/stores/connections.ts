import type { ConnectionRow } from "#shared/contract/connections";
import { useAsk } from "../bridge/use-ask";

/** Those of them that answer queries: an Alertmanager knows alerts only. */
export const answering = (rows: readonly ConnectionRow[]): ConnectionRow[] => rows.filter(({ kind }) => kind === "prometheus");

/** The configured servers and how they have been answering; follows every change. */
export const useConnections = () => useAsk("connections.list", {});
