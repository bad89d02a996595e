import { expect, test } from "vitest";
import type { Rule, RuleFile } from "#shared/model/rule";
import { findRules, type PlacedRule } from "../../../../../renderer/pages/alerts/rules/placed-rules";

const placed = (name: string, more: Partial<Rule> = {}, group = "g"): PlacedRule => ({
  file: { name: "host.yml" } as RuleFile,
  group,
  rule: { name, expr: "up == 0", labels: {}, state: "inactive", ...more } as Rule,
});
const rules = [
  placed("DiskFull", { labels: { severity: "critical" } }),
  placed("LoadHigh", { expr: "node_load1 > 5", error: "the server is silent" }),
  placed("job:up:sum", {}, "recording"),
];

test.each([
  ["", ["DiskFull", "LoadHigh", "job:up:sum"]],
  ["disk", ["DiskFull"]],
  ["NODE_LOAD", ["LoadHigh"]],
  ["severity=critical", ["DiskFull"]],
  ["silent load", ["LoadHigh"]],
  ["recording", ["job:up:sum"]],
  ["host.yml up", ["DiskFull", "job:up:sum"]],
  ["nothing", []],
])("the words %j find %j", (words, expected) => {
  expect(findRules(rules, words).map(({ rule }) => rule.name)).toEqual(expected);
});
