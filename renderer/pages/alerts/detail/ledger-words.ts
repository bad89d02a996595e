// The history of alerts in words: what happened, what was said, and why not.
import type { LedgerEntry } from "#shared/contract/alerts";
import { formatLongSpan } from "#shared/format/age";
import type { InboxAlert } from "#shared/model/alert";
import type { EpochMs } from "#shared/units/time";
import { shortValue } from "../../../components/short-value";

/** What happened, in a word or two; the entry's text says the rest. */
export const ledgerWords: Readonly<Record<LedgerEntry["kind"], string>> = {
  pending: "pending",
  firing: "firing",
  resolved: "resolved",
  dropped: "no longer followed",
  unknown: "unknown",
  known: "known again",
  unobserved: "not observed",
  notified: "told",
  "not-notified": "not told",
  clicked: "notification clicked",
  acknowledged: "acknowledged",
  unacknowledged: "acknowledgement taken back",
};

/** What the list of what happened is about: whether the user was told is what people come to ask. */
export function ledgerTitle(told: InboxAlert["told"]): string {
  if (told === undefined) return "What has happened";
  return told.isTold ? "Why you were told" : "Why you were not told";
}

export interface TimelineLine {
  key: string;
  at: EpochMs;
  word: string;
  text: string;
  /** How it is marked. */
  kind: LedgerEntry["kind"] | "waited";
}

/** Shorter waits are the time that things take. */
const leastWait = 1000;
/** A busy machine looks at a group a little late. */
const slack = 5000;

/**
 * Entries, newest first as the ledger gives them, as a story is read: oldest first. Between firing and the first word of it stands how
 * long its group was waited for; `longestWaitMs` is what groups are made to wait at most. After more than that something else was the
 * matter, as when a server's alert was seen here only later, and nothing is claimed.
 */
export function timelineOf(entries: readonly LedgerEntry[], longestWaitMs: number): TimelineLine[] {
  const lines: TimelineLine[] = [];
  let firedAt: EpochMs | undefined;
  for (const [index, entry] of [...entries].reverse().entries()) {
    const isWord = entry.kind === "notified" || entry.kind === "not-notified";
    const wait = isWord && firedAt !== undefined && entry.why !== "silence" ? entry.at - firedAt : 0;
    if (wait >= leastWait && wait <= longestWaitMs + slack) {
      const text = `${formatLongSpan(wait)} for its group`;
      lines.push({ key: `${index} waited`, at: entry.at, word: "waited", text, kind: "waited" });
    }
    if (entry.kind === "firing") firedAt = entry.at;
    else if (isWord || entry.kind === "resolved") firedAt = undefined;
    lines.push({
      key: `${index} ${entry.kind}`,
      at: entry.at,
      word: ledgerWords[entry.kind],
      text: entryText(entry),
      kind: entry.kind,
    });
  }
  return lines;
}

/** What an entry says beside its word; a text that begins with the word does not say it twice, and a value has few digits. */
export function entryText({ kind, text: whole, value, fromMs, at }: LedgerEntry): string {
  const word = ledgerWords[kind];
  const text = value === undefined ? whole : whole.replace(value, () => shortValue(value));
  const rest = text.toLowerCase().startsWith(`${word} `) || text.toLowerCase() === word ? text.slice(word.length).trim() : text;
  if (kind === "unobserved" && fromMs !== undefined && rest === "") return `for ${formatLongSpan(at - fromMs)}`;
  return rest;
}
