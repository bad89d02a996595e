import type { ConnectionRow } from "#shared/contract/connections";
import type { State } from "../components/state";

/** How a connection is, for its mark. Not asked yet is not known, and not known is not well. */
export const connectionState = (row: ConnectionRow): State =>
  row.state.kind === "ok" ? "ok" : row.state.kind === "failing" ? "critical" : "unknown";

/** The same in a word. */
export const connectionWord = (row: ConnectionRow): string =>
  row.state.kind === "ok" ? "answering" : row.state.kind === "failing" ? "not answering" : "not asked yet";
