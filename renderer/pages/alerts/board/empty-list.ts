// What an empty list means, and what it must not claim.
import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { AlertSummary } from "#shared/model/alert";
import type { BoardList, BoardView } from "../url";
import type { ListCounts } from "./lists";

export interface EmptyList {
  kind: "rules" | "unknown" | "fine" | "filter" | "none";
  title: string;
  why: string;
}

interface Facts {
  view: Pick<BoardView, "list" | "filter">;
  counts: ListCounts;
  snapshot: AlertsSnapshot | undefined;
  summary: AlertSummary | undefined;
}

export function emptyList({ view: { list, filter }, counts, snapshot, summary }: Facts): EmptyList {
  const inList = list === "firing" ? counts.firing + counts.unknown : counts[list];
  if (filter.trim() !== "" && inList > 0) {
    return {
      kind: "filter",
      title: "Nothing passes the filter",
      why: `${inList} ${inList === 1 ? "alert is" : "alerts are"} in this list.`,
    };
  }
  if (list === "firing" || list === "all") {
    if (snapshot && snapshot.files.length === 0) {
      return {
        kind: "rules",
        title: "No rules loaded",
        why: "Choose ready-made rules, or load a Prometheus rule file: alerting rules are evaluated here, against this host or a server, and you are told once when one fires and once when it resolves. The alerts of connected servers stand here too.",
      };
    }
    const waiting = waitingRules(snapshot);
    if (waiting.waiting > 0) {
      return {
        kind: "unknown",
        title: "Not known yet",
        why: `${waiting.waiting} of ${waiting.all} alerting rules ${waiting.waiting === 1 ? "is" : "are"} not evaluated: new, switched off, or in trouble.`,
      };
    }
    if (!summary || summary.stalledSince !== undefined) {
      return { kind: "unknown", title: "Not known", why: "The rules were not evaluated when they were due." };
    }
    return {
      kind: "fine",
      title: "Nothing is firing",
      why: `All ${waiting.all} alerting rules were evaluated, and none of them fires.`,
    };
  }
  return { kind: "none", ...others[list] };
}

/** How many of the alerting rules nothing is known of. */
function waitingRules(snapshot: AlertsSnapshot | undefined): { waiting: number; all: number } {
  let [waiting, all] = [0, 0];
  for (const { enabled, groups } of snapshot?.files ?? []) {
    for (const rule of groups.flatMap(({ rules }) => rules)) {
      if (rule.kind !== "alerting") continue;
      all++;
      if (!enabled || rule.state === "unknown") waiting++;
    }
  }
  return { waiting, all };
}

const others: Readonly<Record<Exclude<BoardList, "firing" | "all">, { title: string; why: string }>> = {
  pending: {
    title: "Nothing is pending",
    why: "An alert is pending while its condition holds, but not yet for as long as its rule asks.",
  },
  resolved: {
    title: "Nothing has resolved lately",
    why: "An alert stays here for 24 hours after its condition has stopped holding.",
  },
  silenced: {
    title: "Nothing is muted",
    why: "Alerts that fire, but that a silence, an inhibition, a time interval or their server keeps quiet, stand here. The key S silences an alert.",
  },
  acknowledged: {
    title: "Nothing is acknowledged",
    why: "The key A acknowledges an alert that fires: it is not told again while you look after it.",
  },
  unknown: {
    title: "Nothing is unknown",
    why: "Every alert's rule could be evaluated, and every server that was asked has answered.",
  },
};
