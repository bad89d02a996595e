// Alerts as the engine tells them, made by hand: each with only what a test is about.
import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { Alert, Rule, RuleFile } from "#shared/model/rule";

export const anAlert = (parts: Partial<Alert>): Alert => ({
  id: "a1",
  ruleId: "r1",
  name: "HighLoad",
  source: "local",
  labels: { alertname: "HighLoad" },
  annotations: {},
  state: "firing",
  value: "5",
  activeAt: 1000,
  ...parts,
});

export const aRule = (parts: Partial<Rule>): Rule => ({
  id: "r1",
  kind: "alerting",
  name: "HighLoad",
  expr: "node_load1 > 4",
  forMs: 0,
  labels: {},
  annotations: {},
  line: 5,
  state: "inactive",
  alerts: [],
  ...parts,
});

export const aFile = (rules: Rule[], parts: Partial<RuleFile> = {}): RuleFile => ({
  id: "f1",
  name: "host.yml",
  path: "/etc/host.yml",
  source: "local",
  enabled: true,
  groups: [{ name: "host", intervalMs: 15_000, rules }],
  diagnostics: [],
  ...parts,
});

export const aSnapshot = (...files: RuleFile[]): AlertsSnapshot => ({ files });
