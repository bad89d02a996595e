// When alerts changed their state, for marking it on the time axis: from the ledger, with what the rules still know of each alert.
import type { LedgerEntry } from "#shared/contract/alerts";
import type { CallOutput, CallRequest } from "#shared/contract/index";
import type { Labels } from "#shared/model/labels";
import type { Alert } from "#shared/model/rule";

type Changes = CallOutput<"alerts.changes">["changes"];

/** More marks than this are a wall of lines; the newest are given. */
const most = 1000;

const states: Partial<Record<LedgerEntry["kind"], Changes[number]["state"]>> = {
  pending: "pending",
  firing: "firing",
  resolved: "resolved",
  // Its rule was removed or changed: it does not fire any longer.
  dropped: "resolved",
};

interface Known {
  labels: Labels;
  summary: string | undefined;
}

/** `entries` newest first, as the ledger lists them; the answer is oldest first. */
export function alertChanges(
  { fromMs, toMs }: CallRequest<"alerts.changes">,
  { entries, alerts }: { entries: readonly LedgerEntry[]; alerts: readonly Alert[] },
): Changes {
  const known = new Map<string, Known>();
  for (const { alertId, labels, summary } of entries) {
    if (labels && !known.has(alertId)) known.set(alertId, { labels, summary });
  }
  for (const { id, labels, annotations } of alerts) {
    known.set(id, { labels, summary: Object.hasOwn(annotations, "summary") ? annotations.summary : undefined });
  }
  const changes: Changes = [];
  for (const { at, alertId, alertName, kind, text } of entries) {
    const state = states[kind];
    if (state === undefined || at < fromMs || at > toMs) continue;
    const { labels = {}, summary } = known.get(alertId) ?? {};
    changes.push({ atMs: at, name: alertName, state, labels, summary: summary ?? text });
    if (changes.length >= most) break;
  }
  return changes.reverse();
}
