import { expect, test } from "vitest";
import type { Labels } from "#shared/model/labels";
import { countOf, describeCounts, evaluationMsOf, rowsIn } from "../../../../renderer/pages/alerts/headline";
import { summaryOf, toRows } from "../../../../renderer/pages/alerts/rows";
import { aFile, anAlert, aRule, aSnapshot } from "./alert-snapshots";

test("an alert's row says what, where, how much against which limit, since when, and what was told", () => {
  const alert = anAlert({
    labels: { alertname: "HighLoad", severity: "critical", instance: "db-02", job: "node" },
    annotations: { summary: "Load is high\non db-02", description: "long" },
    activeAt: 1000,
    firedAt: 2000,
    told: { at: 2100, outcome: "notified 12:12" },
  });
  const rule = aRule({ state: "firing", alerts: [alert] });
  const file = aFile([rule]);
  expect(toRows(aSnapshot(file))).toEqual([
    {
      id: "a1",
      name: "HighLoad",
      state: "firing",
      severity: "critical",
      summary: "Load is high",
      source: "local",
      instance: "db-02",
      value: "5",
      limit: "> 4",
      since: 2000,
      told: "notified 12:12",
      alert,
      rule,
      group: "host",
      file,
    },
  ]);
});

test.each([
  { state: "pending", since: 1000 },
  { state: "firing", since: 2000 },
  { state: "resolved", since: 3000 },
] as const)("a $state alert counts from when it became so", ({ state, since }) => {
  const alert = anAlert({ state, activeAt: 1000, firedAt: 2000, resolvedAt: 3000 });
  expect(toRows(aSnapshot(aFile([aRule({ alerts: [alert] })])))[0]?.since).toBe(since);
});

test("the most urgent come first, and of those the newest", () => {
  const alerts = [
    anAlert({ id: "info", labels: { severity: "info" } }),
    anAlert({ id: "old", labels: { severity: "page" }, firedAt: 5 }),
    anAlert({ id: "plain", labels: {} }),
    anAlert({ id: "new", labels: { severity: "CRITICAL" }, firedAt: 9 }),
    anAlert({ id: "warn", labels: { severity: "warn" } }),
  ];
  const rows = toRows(aSnapshot(aFile([aRule({ alerts })])));
  expect(rows.map(({ id }) => id)).toEqual(["new", "old", "warn", "info", "plain"]);
});

test("a rule that cannot be evaluated is a row with the reason, listed with the firing", () => {
  const rule = aRule({ id: "r9", state: "unknown", error: "prod did not answer within 10 s" });
  const rows = toRows(aSnapshot(aFile([rule])));
  expect(rowsIn(rows, "firing").map(({ id, state, summary, value }) => ({ id, state, summary, value }))).toEqual([
    { id: "r9", state: "unknown", summary: "prod did not answer within 10 s", value: undefined },
  ]);
});

test("what fired when its rule was last evaluated is unknown now, and stands for its rule", () => {
  const alerts = [anAlert({ id: "a1", firedAt: 2000 }), anAlert({ id: "a2", state: "resolved", resolvedAt: 1500 })];
  const rule = aRule({ state: "unknown", error: "prod did not answer within 10 s", alerts });
  expect(toRows(aSnapshot(aFile([rule]))).map(({ id, state, summary, since }) => ({ id, state, summary, since }))).toEqual([
    { id: "a1", state: "unknown", summary: "prod did not answer within 10 s", since: 2000 },
    { id: "a2", state: "resolved", summary: "", since: 1500 },
  ]);
});

test("the rules of a file in trouble are unknown for the file's reason", () => {
  const file = aFile([aRule({ state: "unknown" })], { problem: "the file is gone" });
  expect(toRows(aSnapshot(file)).map(({ state, summary }) => [state, summary])).toEqual([["unknown", "the file is gone"]]);
});

test.each([
  { name: "waits for its first round", rule: aRule({ state: "unknown" }), file: {} },
  { name: "is switched off", rule: aRule({ state: "unknown", error: "x" }), file: { enabled: false } },
  { name: "records and does not alert", rule: aRule({ kind: "recording", state: "unknown", error: "x" }), file: {} },
])("a rule that $name is no row", ({ rule, file }) => expect(toRows(aSnapshot(aFile([rule], file)))).toEqual([]));

test("the alerts of a file that is switched off are not shown as firing", () => {
  const file = aFile([aRule({ state: "firing", alerts: [anAlert({})] })], { enabled: false });
  expect(toRows(aSnapshot(file))).toEqual([]);
});

test.each<{ annotations: Labels; summary: string }>([
  { annotations: { title: "t", description: "d" }, summary: "t" },
  { annotations: { description: "first\nsecond" }, summary: "first" },
  { annotations: { runbook_url: "https://x" }, summary: "" },
])("the one line about an alert is $summary", ({ annotations, summary }) => expect(summaryOf(annotations)).toBe(summary));

test("the headline counts what wants a look, and never says nothing", () => {
  const firing = aRule({ alerts: [anAlert({ id: "1" }), anAlert({ id: "2" }), anAlert({ id: "3", state: "pending" })] });
  const unknown = aRule({ id: "r2", state: "unknown", error: "no" });
  expect(describeCounts(countOf(aSnapshot(aFile([firing, unknown]))))).toBe("2 firing · 1 pending · 1 unknown");
  expect(describeCounts(countOf(aSnapshot(aFile([aRule({})]))))).toBe("nothing firing");
});

test("the evaluation time is that of all rules together, and absent before the first round", () => {
  const rules = [aRule({ evaluationMs: 4 }), aRule({ evaluationMs: 8 }), aRule({})];
  expect([evaluationMsOf(aSnapshot(aFile(rules))), evaluationMsOf(aSnapshot(aFile([aRule({})])))]).toEqual([12, undefined]);
});
