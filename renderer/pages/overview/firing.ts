// What the list "Firing now" shows, and what it may claim when it is empty.
import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { AlertSummary, InboxAlert } from "#shared/model/alert";
import { severities, severityOf } from "#shared/model/severity";
import { type EpochMs, type Milliseconds, minutes } from "#shared/units/time";
import { type Standing, sinceOf, standingOf } from "../../components/alert-words";
import { countFiring, isUnknownRule } from "../../stores/alerts";

const listOrder: readonly Standing[] = ["firing", "unknown", "acknowledged", "muted", "resolved"];

/** What fires first, the most severe and the newest on top; then what nobody can tell of; below that what is looked after, muted, or just over. */
export function listedAlerts(alerts: Iterable<InboxAlert>): InboxAlert[] {
  return [...alerts]
    .map((alert) => ({
      alert,
      place: listOrder.indexOf(standingOf(alert)),
      severity: severities.indexOf(severityOf(alert.labels)),
    }))
    .filter(({ place }) => place >= 0)
    .sort((a, b) => a.place - b.place || a.severity - b.severity || sinceOf(b.alert) - sinceOf(a.alert))
    .map(({ alert }) => alert);
}

/** "2 firing · 1 unknown · 12 rules": the numbers of the navigation and of the page of alerts. */
export function urgentWords(summary: AlertSummary): string {
  const firing = countFiring(summary);
  const { muted, unknown, rules } = summary;
  return [
    firing > 0 && `${firing} firing`,
    muted > 0 && `${muted} muted`,
    unknown > 0 && `${unknown} unknown`,
    rules === 1 ? "1 rule" : `${rules} rules`,
  ]
    .filter(Boolean)
    .join(" · ");
}

export type Quiet =
  | { kind: "no-rules" }
  | { kind: "not-known"; why: string }
  | { kind: "quiet"; rules: number; evaluatedAt: EpochMs };

/** Evaluated so long ago that "nothing fires" would be a guess. */
const staleAfter: Milliseconds = minutes(5);

/** How many alerting rules are evaluated. */
export const countAlertingRules = (snapshot: AlertsSnapshot): number =>
  snapshot.files
    .filter(({ enabled }) => enabled)
    .flatMap(({ groups }) => groups.flatMap(({ rules }) => rules))
    .filter(({ kind }) => kind === "alerting").length;

/** What no firing alert means: that all is quiet has to be earned. */
export function quietWords(snapshot: AlertsSnapshot, now: EpochMs): Quiet {
  const rules = countAlertingRules(snapshot);
  if (rules === 0) return { kind: "no-rules" };
  const files = snapshot.files.filter(({ enabled }) => enabled);
  const untold = files.flatMap((file) =>
    file.groups.flatMap((group) =>
      group.rules
        .filter(({ kind, state }) => kind === "alerting" && state === "unknown")
        .map((rule) => isUnknownRule(rule, file)),
    ),
  );
  const failed = untold.filter(Boolean).length;
  if (snapshot.evaluatedAt === undefined) return { kind: "not-known", why: "The rules have not been evaluated yet." };
  if (now - snapshot.evaluatedAt > staleAfter)
    return { kind: "not-known", why: "The rules have not been evaluated for a while." };
  if (failed > 0) return { kind: "not-known", why: `${failed} of ${rules} rules could not be evaluated.` };
  // In no trouble, but nothing is known of them either.
  if (untold.length > 0) return { kind: "not-known", why: `${untold.length} of ${rules} rules wait for their first evaluation.` };
  return { kind: "quiet", rules, evaluatedAt: snapshot.evaluatedAt };
}
