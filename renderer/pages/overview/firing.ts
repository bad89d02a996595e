// What the list "Firing now" shows, and what it may claim when it is empty.
import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { Alert, Rule, RuleFile } from "#shared/model/rule";
import { type EpochMs, type Milliseconds, minutes } from "#shared/units/time";
import type { State } from "../../components/state";
import { countAlertingRules, countUrgent, isUnknownRule } from "../../stores/alerts";

export interface ListedAlert {
  alert: Alert;
  /** Unknown: what it was doing may be over or not, because its rule can no longer be evaluated. */
  state: "firing" | "unknown" | "resolved";
}

const listOrder: readonly ListedAlert["state"][] = ["firing", "unknown", "resolved"];

/** Firing ones first, the newest on top; then those nobody can tell of; below them those that ended a short while ago. */
export function listedAlerts(snapshot: AlertsSnapshot): ListedAlert[] {
  const since = ({ alert }: ListedAlert) => alert.resolvedAt ?? alert.firedAt ?? alert.activeAt;
  return snapshot.files
    .filter(({ enabled }) => enabled)
    .flatMap((file) => file.groups.flatMap(({ rules }) => rules.flatMap((rule) => listedOf(rule, file))))
    .sort((a, b) => listOrder.indexOf(a.state) - listOrder.indexOf(b.state) || since(b) - since(a));
}

const listedOf = (rule: Rule, file: RuleFile): ListedAlert[] =>
  rule.alerts.flatMap((alert): ListedAlert[] => {
    if (alert.state === "resolved") return [{ alert, state: "resolved" }];
    if (isUnknownRule(rule, file)) return [{ alert, state: "unknown" }];
    return alert.state === "firing" ? [{ alert, state: "firing" }] : [];
  });

/** "2 firing · 1 unknown · 12 rules": the numbers of the navigation and of the page of alerts. */
export function urgentWords(snapshot: AlertsSnapshot): string {
  const { firing, unknown } = countUrgent(snapshot);
  const rules = countAlertingRules(snapshot);
  return [firing > 0 && `${firing} firing`, unknown > 0 && `${unknown} unknown`, rules === 1 ? "1 rule" : `${rules} rules`]
    .filter(Boolean)
    .join(" · ");
}

/** The mark of an alert by its severity label, as rule files in the wild write it. Over means grey. */
export function alertMark({ alert, state }: ListedAlert): State {
  if (state !== "firing") return "unknown";
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
