// The packs as files: right, complete, and described; and the rule files that choices make of them.
import { describe, expect, test } from "vitest";
import type { RuleHole } from "#shared/contract/rule-packs";
import { checkPromql, parsePromql } from "#shared/promql/parse";
import { fitValue } from "../../../../electron/engine/rule-packs/fill";
import { packFiles } from "../../../../electron/engine/rule-packs/pack-files";
import { describePack, findPack, makeRuleFile, packOf } from "../../../../electron/engine/rule-packs/rule-packs";
import { hasErrors, parseRuleFile } from "../../../../electron/engine/rules/rule-file";

const packs = packFiles();

/** A value that fits, for holes without a usual one. */
const samples: Record<RuleHole["kind"], string> = {
  number: "1",
  duration: "5m",
  text: "a",
  label: "status",
  metric: "some_total",
  promql: "some_ratio",
};

const valuesFor = (rules: { holes: RuleHole[] }[]) =>
  Object.fromEntries(rules.flatMap(({ holes }) => holes).map(({ name, kind, usual }) => [name, usual ?? samples[kind]]));

describe.each(packs)("the pack $id", (pack) => {
  const { rules } = describePack(pack);
  const names = rules.map(({ name }) => name);
  const made = makeRuleFile(pack, names, valuesFor(rules));

  test("makes a rule file that loads, with every rule", () => {
    expect(made).toMatchObject({ missing: [], problems: [] });
    const { groups, diagnostics } = parseRuleFile(made.text, { checkExpr: checkPromql });
    expect(diagnostics).toEqual([]);
    expect(groups.flatMap((group) => group.rules.map(({ name }) => name))).toEqual(names);
  });

  test("says of every rule what it is for, and of nothing else", () => {
    expect(Object.keys(pack.abouts).sort()).toEqual([...names].sort());
    expect(rules.filter(({ about }) => about === "")).toEqual([]);
    expect(pack.unusual.filter((name) => !names.includes(name))).toEqual([]);
  });

  test("describes no hole that no rule has", () => {
    expect(Object.keys(pack.holes).sort()).toEqual(
      [...new Set(rules.flatMap(({ holes }) => holes.map(({ name }) => name)))].sort(),
    );
  });

  test("gives every alerting rule a severity that means something", () => {
    const alerting = rules.filter(({ kind }) => kind === "alerting");
    expect(alerting.filter(({ severity }) => !["critical", "warning", "info"].includes(severity ?? ""))).toEqual([]);
  });
});

test("the guides have the rules that they write out and those that they describe", () => {
  const counts = packs.filter(({ id }) => id.startsWith("guide-")).map((pack) => [pack.id, describePack(pack).rules.length]);
  expect(Object.fromEntries(counts)).toEqual({
    "guide-daena": 18,
    "guide-dgdn": 6,
    "guide-hybrid-ai-stack": 6,
    "guide-keiko": 6,
    "guide-osmen": 5,
  });
});

test("a choice holds the chosen rules only, filled with what was given and else with what is usual", () => {
  const pack = findPack(packs, "guide-dgdn");
  const { text } = makeRuleFile(pack, ["DGDNTrainingStagnation"], { window: "30m" });
  expect(text).toContain("offset 30m) * (1 - 0)");
  expect(text).toContain("for: 30m");
  expect(text).not.toContain("DGDNHighTrainingLoss");
  expect(packOf(text)).toBe("guide-dgdn");
});

test("what must be given and is not is named", () => {
  const { missing } = makeRuleFile(findPack(packs, "guide-daena"), ["CustomAlert", "HighErrorRate"], { threshold: " " });
  expect(missing).toEqual(["threshold", "error_counter"]);
});

test.each<[kind: RuleHole["kind"], value: string, expected: string | undefined]>([
  ["number", " 0.5 ", "0.5"],
  ["number", "1e9", "1e9"],
  ["number", "1 or vector(1)", undefined],
  ["number", "NaN", undefined],
  ["duration", "1h30m", "1h30m"],
  ["duration", "5m] or x[5m", undefined],
  ["label", "status_code", "status_code"],
  ["label", 'a="b",c', undefined],
  ["text", 'a"} or vector(1) #\n', 'a\\"} or vector(1) #\\n'],
  ["metric", 'errors_total{job="api"}', 'errors_total{job="api"}'],
  ["metric", "rate(errors_total[5m])", undefined],
  ["metric", "errors_total # ", undefined],
  ["promql", "a", "a"],
  ["promql", "a + b", "(a + b)"],
  ["promql", "a) or (b", undefined],
  ["promql", "a + b # and no more", undefined],
])("a %s hole takes %j as %j", (kind, value, expected) => {
  const fit = fitValue({ label: "It", kind }, value);
  expect(fit.ok ? fit.text : undefined).toBe(expected);
  if (!fit.ok) expect(fit.say).toMatch(/^It: .+\.$/);
});

test("no text can leave its quotes", () => {
  const pack = findPack(packs, "guide-keiko");
  const { text, problems } = makeRuleFile(pack, ["KeikoServiceDown"], { jobs: 'x"} == 0 or vector(1) or up{job="' });
  expect(problems).toEqual([]);
  const { groups, diagnostics } = parseRuleFile(text, { checkExpr: checkPromql });
  expect(hasErrors(diagnostics)).toBe(false);
  const { expr } = parsePromql(groups[0]?.rules[0]?.expr ?? "");
  expect(JSON.stringify(expr)).not.toContain('"function":"vector"');
});
