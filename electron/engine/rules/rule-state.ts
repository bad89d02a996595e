// What is known of one rule between two evaluations, and how it is shown.
import { createHash } from "node:crypto";
import { type Labels, labelsKey } from "#shared/model/labels";
import type { Alert, AlertStateName, Rule } from "#shared/model/rule";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { ActiveAlert, Alerts } from "./alert-state";
import type { ParsedGroup, ParsedRule } from "./rule-file";

/** Where a rule lives; together with its name it is told apart from its namesakes in other files. */
export interface RuleHome {
  fileId: string;
  source: string;
  group: string;
}

export interface RuleState {
  readonly id: string;
  readonly home: RuleHome;
  readonly rule: ParsedRule;
  /** Where it stands in the file now; unlike the rule it may change while the rule is evaluated. */
  line: number;
  alerts: Alerts;
  evaluatedAt?: EpochMs;
  evaluationMs?: Milliseconds;
  error?: string;
}

/** A short name for a list of texts that is the same in every run. */
export const stableId = (...parts: string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);

/** States for the rules of a group, nothing evaluated yet. Rules of one name are told apart by their order. */
export function ruleStates(home: RuleHome, group: ParsedGroup): RuleState[] {
  const counts = new Map<string, number>();
  return group.rules.map((rule) => {
    const name = `${rule.kind} ${rule.name}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const state: RuleState = {
      id: stableId(home.fileId, home.group, name, String(count)),
      home,
      rule,
      line: rule.line,
      alerts: new Map(),
    };
    if (rule.kind === "recording") state.error = "recording rules are not evaluated yet";
    return state;
  });
}

export const alertId = ({ home, rule }: RuleState, labels: Labels): string =>
  stableId(home.source, home.fileId, home.group, rule.name, labelsKey(labels));

/** What came of telling the user about an alert, by its id. */
export type ToldOf = (alertId: string) => Alert["told"];

export function toRule(state: RuleState, toldOf: ToldOf): Rule {
  const { rule } = state;
  return {
    id: state.id,
    kind: rule.kind,
    name: rule.name,
    expr: rule.expr,
    forMs: rule.forMs,
    labels: rule.labels,
    annotations: rule.annotations,
    line: state.line,
    state: ruleStateName(state),
    evaluatedAt: state.evaluatedAt,
    evaluationMs: state.evaluationMs,
    error: state.error,
    alerts: [...state.alerts.values()].map((alert) => toAlert(state, alert, toldOf)),
  };
}

export function toAlert(state: RuleState, alert: ActiveAlert, toldOf: ToldOf): Alert {
  const id = alertId(state, alert.labels);
  return {
    id,
    ruleId: state.id,
    name: state.rule.name,
    source: state.home.source,
    labels: alert.labels,
    annotations: alert.annotations,
    state: alert.state,
    value: valueText(alert.value),
    activeAt: alert.activeAt,
    firedAt: alert.firedAt,
    resolvedAt: alert.resolvedAt,
    told: toldOf(id),
  };
}

/** The worst of its alerts; unknown as long as the latest evaluation did not succeed, whatever the alerts were before. */
function ruleStateName({ error, evaluatedAt, alerts }: RuleState): AlertStateName {
  if (error !== undefined || evaluatedAt === undefined) return "unknown";
  const states = [...alerts.values()].map(({ state }) => state);
  return states.includes("firing") ? "firing" : states.includes("pending") ? "pending" : "inactive";
}

const valueText = (value: number) => (value === Infinity ? "+Inf" : value === -Infinity ? "-Inf" : String(value));
