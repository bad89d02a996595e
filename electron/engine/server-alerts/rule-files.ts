// A server's rules as rule files that can be looked at.
import type { Rule, RuleFile } from "#shared/model/rule";
import { ruleFileIdOf } from "./ids";
import type { KnownGroup, KnownRule } from "./known-prometheus";
import type { PrometheusWatch } from "./prometheus-watch";
import type { RuleAlertSeen } from "./view";

/** One for each file that the server names. */
export function ruleFilesOf(watch: PrometheusWatch): RuleFile[] {
  const { connection, answering } = watch;
  const { groups, alerts } = watch.known();
  const silent = answering.silent();
  const states = statesOf(alerts);
  const files = new Map<string, KnownGroup[]>();
  for (const group of groups) {
    const same = files.get(group.file);
    if (same) same.push(group);
    else files.set(group.file, [group]);
  }
  return [...files].map(([file, inFile]) => ({
    id: ruleFileIdOf(connection.id, file),
    name: file === "" ? connection.name : file,
    path: file,
    source: connection.id,
    origin: "server",
    enabled: true,
    groups: inFile.map(({ name, intervalMs, rules }) => ({
      name,
      intervalMs,
      rules: rules.map((rule) => toRule(rule, silent === undefined ? states : undefined)),
    })),
    ...(silent !== undefined && { problem: silent }),
    diagnostics: [],
  }));
}

/** Without its alerts: those are in the inbox. The API tells no lines of the file. */
function toRule(rule: KnownRule, states: ReadonlyMap<string, "pending" | "firing"> | undefined): Rule {
  const isUnknown = states === undefined || !rule.isEvaluated || rule.error !== undefined;
  return {
    id: rule.id,
    kind: "alerting",
    name: rule.name,
    expr: rule.expr,
    forMs: rule.forMs,
    ...(rule.keepFiringForMs > 0 && { keepFiringForMs: rule.keepFiringForMs }),
    labels: rule.labels,
    annotations: rule.annotations,
    line: 0,
    state: isUnknown ? "unknown" : (states.get(rule.id) ?? "inactive"),
    ...(rule.evaluatedAt !== undefined && { evaluatedAt: rule.evaluatedAt }),
    ...(rule.evaluationMs !== undefined && { evaluationMs: rule.evaluationMs }),
    ...(rule.error !== undefined && { error: rule.error }),
  };
}

/** Of each rule that has alerts, the worst state. */
function statesOf(alerts: readonly RuleAlertSeen[]): Map<string, "pending" | "firing"> {
  const states = new Map<string, "pending" | "firing">();
  for (const { ruleId, state } of alerts) {
    if (ruleId !== undefined && states.get(ruleId) !== "firing") states.set(ruleId, state);
  }
  return states;
}

export interface ServerRuleFound {
  rule: Rule;
  group: string;
  intervalMs: number;
  fileId: string;
  file: string;
}

export function findRule(files: readonly RuleFile[], ruleId: string): ServerRuleFound | undefined {
  for (const { id: fileId, name: file, groups } of files) {
    for (const { name: group, intervalMs, rules } of groups) {
      const rule = rules.find(({ id }) => id === ruleId);
      if (rule) return { rule, group, intervalMs, fileId, file };
    }
  }
  return undefined;
}
