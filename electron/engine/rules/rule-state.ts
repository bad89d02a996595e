// What is known of one rule between two evaluations, and how it is shown.
import { createHash } from "node:crypto";
import { formatCount } from "#shared/format/count";
import { labelsKey } from "#shared/model/labels";
import type { AlertStateName, Rule } from "#shared/model/rule";
import type { Reading } from "#shared/model/sample";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { OriginAlert } from "../inbox/inbox";
import type { ActiveAlert, Alerts } from "./alert-state";
import type { ParsedGroup, ParsedRule } from "./rule-file";
import { mostAlertsWritten } from "./rule-series";

/** Where a rule lives; together with its name it is told apart from its namesakes in other files. */
export interface RuleHome {
  fileId: string;
  source: string;
  group: string;
}

/** An alert, and what the inbox was told of it. */
export interface Told {
  alert: ActiveAlert;
  origin: OriginAlert;
}

export interface RuleState {
  readonly id: string;
  readonly home: RuleHome;
  readonly rule: ParsedRule;
  /** Where it stands in the file now; unlike the rule it may change while the rule is evaluated. */
  line: number;
  alerts: Alerts;
  /** The series that its last evaluation that succeeded wrote into the local store, by `seriesKey`. */
  written: ReadonlyMap<string, Reading>;
  evaluatedAt?: EpochMs;
  evaluationMs?: Milliseconds;
  error?: string;
  /** Whether the inbox knows that somebody looks after it. */
  isObserved?: boolean;
  /** What the inbox was told of its alerts last, by `alertKey`. */
  readonly reported: Map<string, Told>;
  /** The ids of its alerts by `alertKey`: they are asked for at every evaluation, and hashing thousands takes long. */
  readonly alertIds: Map<string, string>;
}

/** A short name for a list of texts that is the same in every run. */
export const stableId = (...parts: string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);

/**
 * States for the rules of a group, nothing evaluated yet. As in Prometheus a rule is the same after a change of its file when
 * its name and its labels are; those that have both in common are told apart by their order.
 */
export function ruleStates(home: RuleHome, group: ParsedGroup): RuleState[] {
  const counts = new Map<string, number>();
  return group.rules.map((rule) => {
    const name = `${rule.kind} ${rule.name} ${labelsKey(rule.labels)}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return {
      id: stableId(home.fileId, home.group, name, String(count)),
      home,
      rule,
      line: rule.line,
      alerts: new Map(),
      written: new Map(),
      reported: new Map(),
      alertIds: new Map(),
    };
  });
}

/** So many ids more than there are alerts may be those of alerts that are long gone. */
const spareIds = 1000;

export function alertId(
  { home, rule, alerts, alertIds }: Pick<RuleState, "home" | "alerts" | "alertIds"> & { rule: { name: string } },
  key: string,
): string {
  const known = alertIds.get(key);
  if (known !== undefined) return known;
  if (alertIds.size > alerts.size * 2 + spareIds) alertIds.clear();
  const id = stableId(home.source, home.fileId, home.group, rule.name, key);
  alertIds.set(key, id);
  return id;
}

export function toRule(state: RuleState): Rule {
  const { rule } = state;
  return {
    id: state.id,
    kind: rule.kind,
    name: rule.name,
    expr: rule.expr,
    forMs: rule.forMs,
    ...(rule.keepFiringForMs > 0 && { keepFiringForMs: rule.keepFiringForMs }),
    labels: rule.labels,
    annotations: rule.annotations,
    line: state.line,
    state: ruleStateName(state),
    evaluatedAt: state.evaluatedAt,
    evaluationMs: state.evaluationMs,
    error: state.error,
    ...(state.alerts.size > mostAlertsWritten && { remark: remarkOn(state.alerts.size) }),
  };
}

const remarkOn = (alerts: number) =>
  `It has ${formatCount(alerts)} alerts; the series ALERTS and ALERTS_FOR_STATE are kept of the first ${formatCount(mostAlertsWritten)}.`;

/** The worst of its alerts; unknown as long as the latest evaluation did not succeed, whatever the alerts were before. */
function ruleStateName({ error, evaluatedAt, alerts }: RuleState): AlertStateName {
  if (error !== undefined || evaluatedAt === undefined) return "unknown";
  let isPending = false;
  for (const { state } of alerts.values()) {
    if (state === "firing") return "firing";
    isPending ||= state === "pending";
  }
  return isPending ? "pending" : "inactive";
}

export const valueText = (value: number) => (value === Infinity ? "+Inf" : value === -Infinity ? "-Inf" : String(value));
