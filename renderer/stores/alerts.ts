import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { Alert, Rule, RuleFile } from "#shared/model/rule";
import { useAsk } from "../bridge/use-ask";

/** All rule files with their rules and alerts; follows every change. */
export const useAlerts = () => useAsk("alerts.snapshot", {});

/** The alerts of all files that are enabled, flat. */
export const allAlerts = (snapshot: AlertsSnapshot): Alert[] =>
  snapshot.files
    .filter((file) => file.enabled)
    .flatMap((file) => file.groups.flatMap((group) => group.rules.flatMap((rule) => rule.alerts)));

/** How many alerting rules are evaluated. */
export const countAlertingRules = (snapshot: AlertsSnapshot): number =>
  snapshot.files
    .filter((file) => file.enabled)
    .flatMap((file) => file.groups.flatMap((group) => group.rules))
    .filter((rule) => rule.kind === "alerting").length;

/**
 * Whether nothing is known of an alerting rule: it could not be evaluated, or its file is in trouble. One that just waits for its
 * first round is not in trouble. What its alerts were doing before may be over or not.
 */
export const isUnknownRule = (rule: Rule, file: RuleFile): boolean =>
  rule.kind === "alerting" && rule.state === "unknown" && (rule.error !== undefined || file.problem !== undefined);

/** How many alerts fire, and how many rules or alerts nobody can tell of: the same numbers wherever they are shown. */
export function countUrgent(snapshot: AlertsSnapshot): { firing: number; unknown: number } {
  let [firing, unknown] = [0, 0];
  for (const file of snapshot.files) {
    if (!file.enabled) continue;
    for (const rule of file.groups.flatMap(({ rules }) => rules)) {
      const active = rule.alerts.filter(({ state }) => state !== "resolved");
      // Where alerts were active, they stand for their rule.
      if (isUnknownRule(rule, file)) unknown += Math.max(1, active.length);
      else firing += active.filter(({ state }) => state === "firing").length;
    }
  }
  return { firing, unknown };
}
