import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { AlertSummary } from "#shared/model/alert";
import type { Rule, RuleFile } from "#shared/model/rule";
import { useAsk } from "../bridge/use-ask";

/** All rule files with their groups and rules; follows every change. The alerts themselves are in the inbox. */
export const useAlerts = () => useAsk("alerts.snapshot", {});

/** Where a rule stands. */
export interface PlacedRule {
  rule: Rule;
  group: string;
  file: RuleFile;
}

/** Every rule of every file, by its id. */
export function rulesById(snapshot: AlertsSnapshot | undefined): ReadonlyMap<string, PlacedRule> {
  const found = new Map<string, PlacedRule>();
  for (const file of snapshot?.files ?? []) {
    for (const group of file.groups) {
      for (const rule of group.rules) found.set(rule.id, { rule, group: group.name, file });
    }
  }
  return found;
}

/**
 * Whether nothing is known of an alerting rule: it could not be evaluated, or its file is in trouble. One that just waits for its
 * first round is not in trouble. What its alerts were doing before may be over or not.
 */
export const isUnknownRule = (rule: Rule, file: RuleFile): boolean =>
  file.enabled &&
  rule.kind === "alerting" &&
  rule.state === "unknown" &&
  (rule.error !== undefined || file.problem !== undefined);

/** How many alerts fire that nobody has muted: the same number wherever it is shown. */
export const countFiring = ({ critical, warning, info, none }: AlertSummary): number => critical + warning + info + none;
