// A server's alerting rules with their alerts, from the wire to the shapes that the engine works with.
import type { Labels } from "#shared/model/labels";
import { type EpochMs, type Milliseconds, seconds } from "#shared/units/time";
import { toLabels, toTime } from "../wire-labels";
import type { WireRule, WireRuleAlert, WireRuleGroup } from "./rules-wire";

export interface ServerRuleGroup {
  file: string;
  name: string;
  intervalMs: Milliseconds;
  rules: ServerRule[];
}

/** An alerting rule that a server evaluates. Labels and annotations are the templates; those of its alerts are filled in. */
export interface ServerRule {
  name: string;
  expr: string;
  forMs: Milliseconds;
  keepFiringForMs: Milliseconds;
  labels: Labels;
  annotations: Labels;
  /** False: not since the server started, so that its having no alerts means nothing. */
  isEvaluated: boolean;
  evaluatedAt?: EpochMs;
  evaluationMs?: Milliseconds;
  /** Why its last evaluation failed. Its alerts are then as they were before. */
  error?: string;
  alerts: RuleAlert[];
}

export interface RuleAlert {
  labels: Labels;
  annotations: Labels;
  state: "pending" | "firing";
  activeAt: EpochMs;
  value?: string;
}

/** Without its recording rules; empty when it has no others. */
export function toRuleGroup({ name, file, interval, lastEvaluation, rules }: WireRuleGroup): ServerRuleGroup[] {
  const alerting = (rules ?? []).filter(({ type }) => type !== "recording");
  if (alerting.length === 0) return [];
  const groupEvaluated = toTime(lastEvaluation);
  const intervalMs = seconds(interval ?? 0);
  return [{ file: file ?? "", name, intervalMs, rules: alerting.map((rule) => toRule(rule, groupEvaluated)) }];
}

function toRule(wire: WireRule, groupEvaluated: EpochMs | undefined): ServerRule {
  const evaluatedAt = toTime(wire.lastEvaluation) ?? groupEvaluated;
  const error = wire.lastError ?? "";
  const isFailing = error !== "" || wire.health === "err";
  return {
    name: wire.name,
    expr: wire.query ?? "",
    forMs: seconds(wire.duration ?? 0),
    keepFiringForMs: seconds(wire.keepFiringFor ?? 0),
    labels: toLabels(wire.labels),
    annotations: toLabels(wire.annotations),
    isEvaluated: wire.health !== "unknown" && (evaluatedAt !== undefined || wire.lastEvaluation == null),
    ...(evaluatedAt !== undefined && { evaluatedAt }),
    ...(wire.evaluationTime != null && { evaluationMs: seconds(wire.evaluationTime) }),
    ...(isFailing && { error: error === "" ? "the server does not say why" : error }),
    alerts: (wire.alerts ?? []).flatMap((alert) => toAlert(alert)),
  };
}

/** Empty for one that is over: some servers list those too. */
function toAlert({ state, activeAt, labels, annotations, value }: WireRuleAlert): RuleAlert[] {
  const since = toTime(activeAt);
  const word = state?.toLowerCase();
  if ((word !== "pending" && word !== "firing") || since === undefined) return [];
  return [
    {
      labels: toLabels(labels),
      annotations: toLabels(annotations),
      state: word,
      activeAt: since,
      ...(value != null && { value: plainNumber(String(value)) }),
    },
  ];
}

/** The API writes `1e+00`; everywhere else the same number is `1`. */
function plainNumber(text: string): string {
  const number = Number(text);
  return text === "" || !Number.isFinite(number) ? text : String(number);
}
