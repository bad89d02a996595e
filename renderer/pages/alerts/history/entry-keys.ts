import type { LedgerEntry } from "#shared/contract/alerts";

/** A key for each entry, the same when it is listed again with newer ones before it. Entries that are quite alike are counted from the oldest. */
export function entryKeys(entries: readonly LedgerEntry[]): ReadonlyMap<LedgerEntry, string> {
  const seen = new Map<string, number>();
  const keys = new Map<LedgerEntry, string>();
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (!entry) continue;
    const { at, alertId, kind, receiver = "" } = entry;
    const key = `${at} ${alertId} ${kind} ${receiver}`;
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    keys.set(entry, count === 0 ? key : `${key} ${count}`);
  }
  return keys;
}
