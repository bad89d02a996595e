// A ledger in memory that a test can look into at any moment. What is kept passes through JSON, as on a disk.
import type { LedgerEntry } from "#shared/contract/alerts";
import type { Ledger } from "../../electron/engine/ledger/ledger";

export interface RecordingLedger extends Ledger {
  readonly entries: LedgerEntry[];
  readonly values: Map<string, unknown>;
  /** `A firing`, `B dropped: its rule is gone`: what happened to alerts, oldest first. */
  changes(): string[];
}

export function createRecordingLedger(): RecordingLedger {
  const entries: LedgerEntry[] = [];
  const values = new Map<string, unknown>();
  return {
    entries,
    values,
    changes: () =>
      entries.map(({ alertName, kind, text }) => {
        const isExplained = kind === "dropped" || kind === "unknown" || kind === "unobserved";
        return `${alertName} ${kind}${isExplained ? `: ${text}` : ""}`.trim();
      }),
    add: (entry) => void entries.push(entry),
    keep(key, value) {
      if (value === undefined) values.delete(key);
      else values.set(key, JSON.parse(JSON.stringify(value)));
    },
    kept: async (prefix) => new Map([...values].filter(([key]) => key.startsWith(prefix))),
    written: async () => undefined,
    list: async () => ({ entries: entries.toReversed() }),
    onChange: () => () => undefined,
    close: async () => undefined,
  };
}
