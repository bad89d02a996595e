import type { LedgerEntry } from "#shared/contract/alerts";
import type { Alert } from "#shared/model/rule";

/** What happened, in a word or two; the entry's text says the rest. */
export const ledgerWords: Readonly<Record<LedgerEntry["kind"], string>> = {
  pending: "pending",
  firing: "firing",
  resolved: "resolved",
  dropped: "no longer followed",
  notified: "notification shown",
  "not-notified": "not notified",
  clicked: "notification clicked",
};

/** What the list of what happened is about: whether the user was told is what people come to ask. */
export function ledgerTitle(told: Alert["told"]): string {
  if (told === undefined) return "What has happened";
  return told.outcome.startsWith("notified") ? "Why you were told" : "Why you were not told";
}
