// Rules as the engine tells them, made by hand: each with only what a test is about.
import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { Rule, RuleFile } from "#shared/model/rule";

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
  ...parts,
});

export const aFile = (rules: Rule[], parts: Partial<RuleFile> = {}): RuleFile => ({
  id: "f1",
  name: "host.yml",
  path: "/etc/host.yml",
  source: "local",
  origin: "file",
  enabled: true,
  groups: [{ name: "host", intervalMs: 15_000, rules }],
  diagnostics: [],
  ...parts,
});

export const aSnapshot = (...files: RuleFile[]): AlertsSnapshot => ({ files });
