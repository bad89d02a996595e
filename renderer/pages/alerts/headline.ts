// The line beside the page's title: how many of what, and how fresh that is.
import type { AlertsSnapshot } from "#shared/contract/alerts";
import { countUrgent } from "../../stores/alerts";
import { type AlertRow, rulesOf, toRows } from "./rows";
import type { AlertList } from "./url";

/** Which rows a list shows. Unknown ones stand with the firing: both want a look now. */
export function rowsIn(rows: readonly AlertRow[], list: Exclude<AlertList, "rules">): AlertRow[] {
  return rows.filter((row) => row.state === list || (list === "firing" && row.state === "unknown"));
}

export interface Counts {
  firing: number;
  pending: number;
  resolved: number;
  unknown: number;
  rules: number;
  /** Of the rules, those that alert; and of those, the ones whose state is known. */
  alerting: number;
  evaluated: number;
}

export function countOf(snapshot: AlertsSnapshot): Counts {
  const rows = toRows(snapshot);
  const rules = rulesOf(snapshot);
  const alerting = rules.filter(({ rule }) => rule.kind === "alerting");
  const count = (state: AlertRow["state"]) => rows.filter((row) => row.state === state).length;
  return {
    ...countUrgent(snapshot),
    pending: count("pending"),
    resolved: count("resolved"),
    rules: rules.length,
    alerting: alerting.length,
    evaluated: alerting.filter(({ file, rule }) => file.enabled && rule.state !== "unknown").length,
  };
}

/** "2 firing · 1 pending · 1 unknown": what is zero is left out, but never all of it. */
export function describeCounts({ firing, pending, unknown }: Counts): string {
  const parts = [
    { count: firing, word: "firing" },
    { count: pending, word: "pending" },
    { count: unknown, word: "unknown" },
  ].filter(({ count }) => count > 0);
  return parts.length === 0 ? "nothing firing" : parts.map(({ count, word }) => `${count} ${word}`).join(" · ");
}

/** How long the rules took at their last evaluations, in all; absent before the first. */
export function evaluationMsOf(snapshot: AlertsSnapshot): number | undefined {
  const times = rulesOf(snapshot).flatMap(({ rule }) => rule.evaluationMs ?? []);
  return times.length === 0 ? undefined : times.reduce((sum, ms) => sum + ms, 0);
}
