// What is known of one Prometheus: its rules and their alerts, as of its last answer.
import { type Labels, labelsKey } from "#shared/model/labels";
import type { ServerRule, ServerRuleGroup } from "../sources/prometheus/rules-to-model";
import { isEqualLabels } from "./equal-labels";
import { type RulePlace, rowIdOfRule, ruleIdOf } from "./ids";
import type { RuleAlertSeen } from "./view";

/** A rule with its name for ever; its alerts are kept apart. */
export interface KnownRule extends Omit<ServerRule, "alerts"> {
  id: string;
}
export interface KnownGroup extends Omit<ServerRuleGroup, "rules"> {
  rules: KnownRule[];
}

export interface KnownAlerts {
  groups: readonly KnownGroup[];
  alerts: readonly RuleAlertSeen[];
}

export interface RulesAnswer {
  connection: { id: string; name: string };
  groups: readonly ServerRuleGroup[];
  /** Those of the server, added to each alert as it does before it sends them. */
  externalLabels: Labels;
}

/**
 * What is known after an answer. An alert keeps its id for as long as it lasts. One that did not change is the same object as before,
 * and so is the list where none did.
 */
export function takeRules(was: KnownAlerts, { connection, groups, externalLabels }: RulesAnswer): KnownAlerts {
  const before = new Map(was.alerts.map((alert) => [placeOf(alert), alert]));
  const alerts: RuleAlertSeen[] = [];
  const known = groups.map(({ rules, ...group }): KnownGroup => {
    const counts = new Map<string, number>();
    return {
      ...group,
      rules: rules.map(({ alerts: listed, ...rule }): KnownRule => {
        const nth = counts.get(rule.name) ?? 0;
        counts.set(rule.name, nth + 1);
        const place: RulePlace = { connection: connection.id, file: group.file, group: group.name, name: rule.name, nth };
        const id = ruleIdOf(place);
        // A server that has just started has no alerts because it has not looked yet.
        const seen = rule.isEvaluated
          ? listed.map((alert) => toSeen(alert, { id, rule, connection, externalLabels }, before))
          : was.alerts.filter(({ ruleId }) => ruleId === id).map((alert) => notEvaluated(alert, connection.name));
        for (const alert of seen) alerts.push(alert);
        return { ...rule, id };
      }),
    };
  });
  const isNews = alerts.length !== was.alerts.length || alerts.some((alert, index) => alert !== was.alerts[index]);
  return { groups: known, alerts: isNews ? alerts : was.alerts };
}

interface SeenIn {
  id: string;
  rule: Pick<ServerRule, "name" | "forMs" | "error">;
  connection: RulesAnswer["connection"];
  externalLabels: Labels;
}

function toSeen(
  alert: ServerRule["alerts"][number],
  { id: ruleId, rule, connection, externalLabels }: SeenIn,
  before: ReadonlyMap<string, RuleAlertSeen>,
): RuleAlertSeen {
  // What the alert has already is not overwritten.
  const labels = { ...externalLabels, ...alert.labels };
  const key = labelsKey(labels);
  const was = before.get(placeOf({ ruleId, key }));
  const isFiring = alert.state === "firing";
  const seen: RuleAlertSeen = {
    id: was?.id ?? rowIdOfRule(ruleId, labelsKey(alert.labels)),
    ruleId,
    name: alert.labels.alertname ?? rule.name,
    key,
    labels,
    annotations: alert.annotations,
    state: alert.state,
    value: alert.value,
    activeAt: alert.activeAt,
    firedAt: isFiring ? alert.activeAt + rule.forMs : undefined,
    unknown: rule.error === undefined ? undefined : `its rule fails at ${connection.name}: ${rule.error}`,
  };
  return was && isSame(was, seen) ? was : seen;
}

const placeOf = ({ ruleId, key }: Pick<RuleAlertSeen, "ruleId" | "key">): string => `${ruleId ?? ""}\u0000${key}`;

function notEvaluated(alert: RuleAlertSeen, name: string): RuleAlertSeen {
  const unknown = `${name} has just started and has not evaluated its rule yet`;
  return alert.unknown === unknown ? alert : { ...alert, unknown };
}

const isSame = (a: RuleAlertSeen, b: RuleAlertSeen): boolean =>
  a.state === b.state &&
  a.value === b.value &&
  a.activeAt === b.activeAt &&
  a.firedAt === b.firedAt &&
  a.unknown === b.unknown &&
  a.name === b.name &&
  isEqualLabels(a.annotations, b.annotations);
