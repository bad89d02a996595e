// What the list "Firing now" shows, and what it may claim when it is empty.
import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { Alert } from "#shared/model/rule";
import { type EpochMs, type Milliseconds, minutes } from "#shared/units/time";
import type { State } from "../../components/state";
import { allAlerts, countAlertingRules } from "../../stores/alerts";

/** Firing ones first, the newest on top; below them those that ended a short while ago. */
export function listedAlerts(snapshot: AlertsSnapshot): Alert[] {
  const since = (alert: Alert) => alert.resolvedAt ?? alert.firedAt ?? alert.activeAt;
  return allAlerts(snapshot)
    .filter(({ state }) => state === "firing" || state === "resolved")
    .sort((a, b) => Number(a.state === "resolved") - Number(b.state === "resolved") || since(b) - since(a));
}

/** The mark of an alert by its severity label, as rule files in the wild write it. Over means grey. */
export function alertMark(alert: Alert): State {
  if (alert.state === "resolved") return "unknown";
  const severity = Object.hasOwn(alert.labels, "severity") ? alert.labels.severity?.toLowerCase() : undefined;
  switch (severity) {
    case "critical":
    case "page":
    case "error":
    case "high":
      return "critical";
    case "info":
    case "low":
    case "none":
      return "info";
    default:
      return "warning";
  }
}

export type Quiet =
  | { kind: "no-rules" }
  | { kind: "not-known"; why: string }
  | { kind: "quiet"; rules: number; evaluatedAt: EpochMs };

/** Evaluated so long ago that "nothing fires" would be a guess. */
const staleAfter: Milliseconds = minutes(5);

/** What no firing alert means: that all is quiet has to be earned. */
export function quietWords(snapshot: AlertsSnapshot, now: EpochMs): Quiet {
  const rules = countAlertingRules(snapshot);
  if (rules === 0) return { kind: "no-rules" };
  const unknown = snapshot.files
    .filter(({ enabled }) => enabled)
    .flatMap(({ groups }) => groups.flatMap((group) => group.rules))
    .filter(({ kind, state }) => kind === "alerting" && state === "unknown").length;
  if (snapshot.evaluatedAt === undefined) return { kind: "not-known", why: "The rules have not been evaluated yet." };
  if (now - snapshot.evaluatedAt > staleAfter)
    return { kind: "not-known", why: "The rules have not been evaluated for a while." };
  if (unknown > 0) return { kind: "not-known", why: `${unknown} of ${rules} rules could not be evaluated.` };
  return { kind: "quiet", rules, evaluatedAt: snapshot.evaluatedAt };
}
