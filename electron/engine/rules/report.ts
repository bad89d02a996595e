// What the inbox hears of a rule's alerts after each evaluation.
import type { EpochMs } from "#shared/units/time";
import type { Inbox, OriginAlert } from "../inbox/inbox";
import type { ActiveAlert } from "./alert-state";
import type { KeptRule } from "./kept-states";
import { alertId, type RuleState, type Told, valueText } from "./rule-state";

export const originOf = (ruleId: string) => `rule/${ruleId}`;

interface Remarks {
  /** Why nobody knows the states now. */
  unknown?: string | undefined;
  /** Why alerts that were there are gone. */
  gone?: string | undefined;
}

/** What is reported of a rule: its alerts, and who it is. */
type Reported = Pick<RuleState, "id" | "home" | "alerts" | "alertIds" | "reported" | "isObserved"> & { rule: { name: string } };

export function reportRule(inbox: Pick<Inbox, "report">, state: Reported, at: EpochMs, { unknown, gone }: Remarks = {}): void {
  const { alerts, reported } = state;
  const isFirst = !state.isObserved && unknown === undefined;
  // Most rules of most rounds have nothing to say, but once: that somebody looks now, or nobody does any more.
  if (alerts.size === 0 && reported.size === 0 && !isFirst && gone === undefined) return;
  state.isObserved = gone === undefined;
  const now: [string, Told][] = [];
  for (const [key, alert] of alerts) {
    const before = reported.get(key);
    // The inbox knows by the very same object that nothing is new, which spares it to compare thousands.
    const isSame = before?.alert === alert && before.origin.unknown === unknown;
    now.push([key, isSame ? before : { alert, origin: originAlert(state, key, alert, unknown) }]);
  }
  reported.clear();
  for (const [key, told] of now) reported.set(key, told);
  inbox.report(
    originOf(state.id),
    now.map(([, { origin }]) => origin),
    at,
    gone === undefined ? undefined : { gone },
  );
}

/** What an earlier run knew of a rule whose file cannot be read now. */
export function reportKept(inbox: Pick<Inbox, "report">, kept: KeptRule, at: EpochMs, why: string): void {
  const { ruleId: id, name, alerts } = kept;
  reportRule(inbox, { id, home: kept, rule: { name }, alerts, alertIds: new Map(), reported: new Map() }, at, { unknown: why });
}

function originAlert(state: Reported, key: string, alert: ActiveAlert, unknown: string | undefined): OriginAlert {
  return {
    id: alertId(state, key),
    name: state.rule.name,
    source: state.home.source,
    origins: [{ kind: "rule", ruleId: state.id }],
    labels: alert.labels,
    annotations: alert.annotations,
    state: alert.state,
    value: valueText(alert.value),
    activeAt: alert.activeAt,
    ...(alert.firedAt !== undefined && { firedAt: alert.firedAt }),
    ...(alert.resolvedAt !== undefined && { resolvedAt: alert.resolvedAt }),
    // What is over is known to be.
    ...(unknown !== undefined && alert.state !== "resolved" && { unknown }),
  };
}
