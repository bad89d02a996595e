// What a link to the history reproduces: which entries of the ledger it lists.
import type { LedgerEntry } from "#shared/contract/alerts";
import type { CallInput } from "#shared/contract/index";
import { type EpochMs, hours } from "#shared/units/time";

export const historyKinds = ["all", "states", "told", "not-told", "people", "gaps"] as const;
export type HistoryKind = (typeof historyKinds)[number];

export const historyPeriods = ["24h", "7d", "30d", "year"] as const;
export type HistoryPeriod = (typeof historyPeriods)[number];

export interface HistoryView {
  kind: HistoryKind;
  period: HistoryPeriod;
  /** Words that an entry has to have somewhere. */
  words: string;
  /** Of one alert only. */
  alertId: string | undefined;
}

const kindsOf: Readonly<Record<Exclude<HistoryKind, "all">, LedgerEntry["kind"][]>> = {
  states: ["pending", "firing", "resolved", "dropped", "unknown", "known"],
  told: ["notified"],
  "not-told": ["not-notified"],
  people: ["clicked", "acknowledged", "unacknowledged"],
  gaps: ["unobserved", "unknown", "known"],
};

const lengths: Readonly<Record<HistoryPeriod, number>> = {
  "24h": hours(24),
  "7d": hours(24 * 7),
  "30d": hours(24 * 30),
  year: hours(24 * 366),
};

export function readHistory(params: URLSearchParams): HistoryView {
  const [kind, period] = [params.get("kind"), params.get("last")];
  return {
    kind: historyKinds.find((name) => name === kind) ?? "all",
    period: historyPeriods.find((name) => name === period) ?? "7d",
    words: (params.get("words") ?? "").slice(0, 1000),
    alertId: params.get("alert")?.slice(0, 500) || undefined,
  };
}

export function writeHistory({ kind, period, words, alertId }: HistoryView): URLSearchParams {
  const params = new URLSearchParams();
  if (kind !== "all") params.set("kind", kind);
  if (period !== "7d") params.set("last", period);
  if (words !== "") params.set("words", words);
  if (alertId !== undefined) params.set("alert", alertId);
  return params;
}

/** The question behind the view; the words are looked for in the answer. */
export function historyQuestion({ kind, period, alertId }: HistoryView, now: EpochMs): CallInput<"alerts.ledger"> {
  return {
    fromMs: now - lengths[period],
    ...(kind !== "all" && { kinds: kindsOf[kind] }),
    ...(alertId !== undefined && { alertId }),
  };
}
