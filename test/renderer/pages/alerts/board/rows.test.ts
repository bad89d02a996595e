import { expect, test } from "vitest";
import type { InboxAlert } from "#shared/model/alert";
import type { Labels } from "#shared/model/labels";
import type { Rule, RuleFile } from "#shared/model/rule";
import { summaryOf } from "../../../../../renderer/components/alert-words";
import { rowsOf, ruleOf, sortByUrgency, whereOf } from "../../../../../renderer/pages/alerts/board/rows";
import { rulesById } from "../../../../../renderer/stores/alerts";
import { aFile, aRule, aSnapshot } from "../alert-snapshots";
import { anAlert } from "../inbox-alerts";

const rows = (alerts: InboxAlert[], rules: Rule[] = [], file: Partial<RuleFile> = {}) =>
  sortByUrgency(rowsOf(alerts, rulesById(aSnapshot(aFile(rules, file))).values()));

test("an alert's row says what, where, how much, since when", () => {
  const alert = anAlert({
    labels: { alertname: "HighLoad", severity: "critical", instance: "db-02", job: "node" },
    annotations: { summary: "Load is high\non db-02", description: "long" },
    firedAt: 2000,
  });
  expect(rows([alert])).toEqual([
    {
      id: "a1",
      name: "HighLoad",
      standing: "firing",
      severity: "critical",
      summary: "Load is high",
      source: "local",
      instance: "db-02",
      labels: alert.labels,
      value: "5",
      since: 2000,
      alert,
      urgency: -2000,
    },
  ]);
});

test.each<{ name: string; parts: Partial<InboxAlert>; standing: string }>([
  { name: "fires", parts: {}, standing: "firing" },
  { name: "is pending", parts: { state: "pending" }, standing: "pending" },
  { name: "is over", parts: { state: "resolved", unknown: "gone" }, standing: "resolved" },
  { name: "fires and is silenced", parts: { muted: { by: "silence", ids: [], say: "silenced" } }, standing: "muted" },
  {
    name: "is acknowledged and silenced",
    parts: { acknowledged: { at: 1, comment: "" }, muted: { by: "acknowledged", ids: [], say: "" } },
    standing: "acknowledged",
  },
  { name: "fired when its rule was last evaluated", parts: { unknown: "prod is silent" }, standing: "unknown" },
  {
    name: "is pending and silenced",
    parts: { state: "pending", muted: { by: "silence", ids: [], say: "" } },
    standing: "pending",
  },
])("an alert that $name stands as $standing", ({ parts, standing }) =>
  expect(rows([anAlert(parts)])[0]?.standing).toBe(standing),
);

test.each([
  { state: "pending", since: 1000 },
  { state: "firing", since: 2000 },
  { state: "resolved", since: 3000 },
] as const)("a $state alert counts from when it became so", ({ state, since }) =>
  expect(rows([anAlert({ state, firedAt: 2000, resolvedAt: 3000 })])[0]?.since).toBe(since),
);

test("the most urgent come first, and of those the newest", () => {
  const alerts = [
    anAlert({ id: "info", labels: { severity: "info" } }),
    anAlert({ id: "old", labels: { severity: "page" }, firedAt: 5 }),
    anAlert({ id: "plain", labels: {} }),
    anAlert({ id: "new", labels: { severity: "CRITICAL" }, firedAt: 9 }),
    anAlert({ id: "warn", labels: { severity: "warn" } }),
  ];
  expect(rows(alerts).map(({ id }) => id)).toEqual(["new", "old", "warn", "info", "plain"]);
});

test("a rule that cannot be evaluated and has no alerts is a row with the reason", () => {
  const rule = aRule({ id: "r9", state: "unknown", error: "prod did not answer within 10 s" });
  expect(rows([], [rule]).map(({ id, standing, summary, value }) => ({ id, standing, summary, value }))).toEqual([
    { id: "r9", standing: "unknown", summary: "prod did not answer within 10 s", value: undefined },
  ]);
});

test("active alerts stand for their rule, resolved ones do not", () => {
  const rule = aRule({ state: "unknown", error: "prod is silent" });
  expect(rows([anAlert({ unknown: "prod is silent" })], [rule]).map(({ id }) => id)).toEqual(["a1"]);
  expect(rows([anAlert({ state: "resolved" })], [rule]).map(({ id }) => id)).toEqual(["a1", "r1"]);
});

test("the rules of a file in trouble are unknown for the file's reason", () => {
  const found = rows([], [aRule({ state: "unknown" })], { problem: "the file is gone" });
  expect(found.map(({ standing, summary }) => [standing, summary])).toEqual([["unknown", "the file is gone"]]);
});

test.each([
  { name: "waits for its first round", rule: aRule({ state: "unknown" }), file: {} },
  { name: "is switched off", rule: aRule({ state: "unknown", error: "x" }), file: { enabled: false } },
  { name: "records and does not alert", rule: aRule({ kind: "recording", state: "unknown", error: "x" }), file: {} },
])("a rule that $name is no row", ({ rule, file }) => expect(rows([], [rule], file)).toEqual([]));

test("an alert that did not change keeps its row, so that it is not drawn again", () => {
  const alert = anAlert();
  expect(rows([alert])[0]).toBe(rows([alert])[0]);
});

test.each<{ annotations: Labels; summary: string }>([
  { annotations: { title: "t", description: "d" }, summary: "t" },
  { annotations: { description: "first\nsecond" }, summary: "first" },
  { annotations: { runbook_url: "https://x" }, summary: "" },
])("the one line about an alert is $summary", ({ annotations, summary }) => expect(summaryOf(annotations)).toBe(summary));

test("a server's alert finds its rule too, and an Alertmanager's has none", () => {
  const rules = rulesById(aSnapshot(aFile([aRule({ id: "r1" })])));
  const fromServer = anAlert({ origins: [{ kind: "prometheus", connection: "c", ruleId: "r1" }] });
  const receivers = { receivers: [], silencedBy: [], inhibitedBy: [] };
  const fromAlertmanager = anAlert({ origins: [{ kind: "alertmanager", connection: "c", fingerprint: "f", ...receivers }] });
  expect([ruleOf(fromServer, rules)?.rule.id, ruleOf(fromAlertmanager, rules)]).toEqual(["r1", undefined]);
});

test("where an alert is names its source, and the instance when its labels tell one", () => {
  const nameOf = () => "prod";
  expect([whereOf({ source: "c", instance: "" }, nameOf), whereOf({ source: "c", instance: "db-1" }, nameOf)]).toEqual([
    "prod",
    "prod · db-1",
  ]);
});
