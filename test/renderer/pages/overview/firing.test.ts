import { expect, test } from "vitest";
import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { Alert, Rule } from "#shared/model/rule";
import { alertMark, listedAlerts, quietWords, urgentWords } from "../../../../renderer/pages/overview/firing";

const alert = (id: string, more: Partial<Alert> = {}): Alert => ({
  id,
  ruleId: "r",
  name: id,
  source: "local",
  labels: {},
  annotations: {},
  state: "firing",
  value: "1",
  activeAt: 0,
  ...more,
});

const rule = (more: Partial<Rule> = {}): Rule => ({
  id: "r",
  kind: "alerting",
  name: "r",
  expr: "up == 0",
  forMs: 0,
  labels: {},
  annotations: {},
  line: 1,
  state: "inactive",
  alerts: [],
  ...more,
});

const snapshot = (rules: Rule[], more: Partial<AlertsSnapshot> = {}, enabled = true): AlertsSnapshot => ({
  files: [
    {
      id: "f",
      name: "f.yml",
      path: "f.yml",
      source: "local",
      enabled,
      diagnostics: [],
      groups: [{ name: "g", intervalMs: 15_000, rules }],
    },
  ],
  evaluatedAt: 10_000,
  ...more,
});

test("the newest firing alert is on top, ended ones are below, pending ones are not listed", () => {
  const alerts = [
    alert("old", { firedAt: 1 }),
    alert("ended", { state: "resolved", resolvedAt: 9 }),
    alert("waiting", { state: "pending" }),
    alert("new", { firedAt: 5 }),
  ];
  expect(listedAlerts(snapshot([rule({ alerts })])).map(({ alert: { id } }) => id)).toEqual(["new", "old", "ended"]);
});

test("alerts of a rule that can no longer be evaluated are listed as unknown, and counted so", () => {
  const left = rule({ state: "unknown", error: "the source is gone", alerts: [alert("a"), alert("b", { state: "pending" })] });
  const of = snapshot([left, rule({ alerts: [alert("c")] })]);
  expect(listedAlerts(of).map(({ alert: { id }, state }) => [id, state])).toEqual([
    ["c", "firing"],
    ["a", "unknown"],
    ["b", "unknown"],
  ]);
  expect(urgentWords(of)).toBe("1 firing · 2 unknown · 2 rules");
});

test("beside the title stand the rules alone when nothing is urgent", () => {
  expect(urgentWords(snapshot([rule()]))).toBe("1 rule");
});

test("the alerts of a file that is switched off are not listed", () => {
  expect(listedAlerts(snapshot([rule({ alerts: [alert("a")] })], {}, false))).toEqual([]);
});

test.each([
  { severity: "critical", expected: "critical" },
  { severity: "Page", expected: "critical" },
  { severity: "info", expected: "info" },
  { severity: "whatever", expected: "warning" },
])("an alert of severity $severity is marked $expected", ({ severity, expected }) => {
  expect(alertMark({ alert: alert("a", { labels: { severity } }), state: "firing" })).toBe(expected);
});

test.each(["resolved", "unknown"] as const)("an alert that is %s is grey whatever it was", (state) => {
  expect(alertMark({ alert: alert("a", { labels: { severity: "critical" } }), state })).toBe("unknown");
});

test.each([
  { name: "without rules", of: snapshot([]), now: 10_000, expected: { kind: "no-rules" } },
  { name: "with only recording rules", of: snapshot([rule({ kind: "recording" })]), now: 10_000, expected: { kind: "no-rules" } },
  {
    name: "after a good evaluation",
    of: snapshot([rule()]),
    now: 14_000,
    expected: { kind: "quiet", rules: 1, evaluatedAt: 10_000 },
  },
  {
    name: "before the first evaluation",
    of: snapshot([rule()], { evaluatedAt: undefined }),
    now: 10_000,
    expected: { kind: "not-known", why: "The rules have not been evaluated yet." },
  },
  {
    name: "long after the last evaluation",
    of: snapshot([rule()]),
    now: 400_000,
    expected: { kind: "not-known", why: "The rules have not been evaluated for a while." },
  },
  {
    name: "when a rule could not be evaluated",
    of: snapshot([rule(), rule({ state: "unknown", error: "no such function" }), rule({ state: "unknown" })]),
    now: 10_000,
    expected: { kind: "not-known", why: "1 of 3 rules could not be evaluated." },
  },
  {
    name: "when a rule waits for its first round",
    of: snapshot([rule(), rule({ state: "unknown" })]),
    now: 10_000,
    expected: { kind: "not-known", why: "1 of 2 rules wait for their first evaluation." },
  },
])("that nothing fires is $expected.kind $name", ({ of, now, expected }) => expect(quietWords(of, now)).toEqual(expected));
