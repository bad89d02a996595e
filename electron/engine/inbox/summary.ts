// What all alerts come to.
import type { AlertSummary, InboxAlert } from "#shared/model/alert";
import { severityOf } from "#shared/model/severity";
import type { EpochMs, Milliseconds } from "#shared/units/time";

/** What the rules that are evaluated here tell about themselves. */
export interface RuleFigures {
  /** Rules that are evaluated, and those among them that cannot be and have no alerts to say so. */
  counts(): { rules: number; failing: number };
  latestRound(): { at: EpochMs; lagMs: Milliseconds } | undefined;
  latestEvaluationMs(): Milliseconds | undefined;
  stalledSince(): EpochMs | undefined;
}

/** `silent`: servers of which nobody knows what fires there. */
export function summaryOf(alerts: readonly InboxAlert[], rules: RuleFigures, silent: number): AlertSummary {
  const counts = rules.counts();
  const summary: AlertSummary = {
    critical: 0,
    warning: 0,
    info: 0,
    none: 0,
    pending: 0,
    muted: 0,
    unknown: counts.failing + silent,
    rules: counts.rules,
    evaluatedAt: rules.latestRound()?.at,
    evaluationLagMs: rules.latestRound()?.lagMs,
    evaluationMs: rules.latestEvaluationMs(),
    stalledSince: rules.stalledSince(),
  };
  for (const alert of alerts) {
    if (alert.state === "resolved") continue;
    if (alert.unknown !== undefined) summary.unknown++;
    else if (alert.state === "pending") summary.pending++;
    else if (alert.muted || alert.acknowledged) summary.muted++;
    else summary[severityOf(alert.labels)]++;
  }
  return summary;
}
