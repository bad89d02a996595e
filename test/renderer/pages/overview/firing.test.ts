import { expect, test } from "vitest";
import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { Alert, Rule } from "#shared/model/rule";
import { alertMark, listedAlerts, quietWords } from "../../../../renderer/pages/overview/firing";

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
  expect(listedAlerts(snapshot([rule({ alerts })])).map(({ id }) => id)).toEqual(["new", "old", "ended"]);
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
  expect(alertMark(alert("a", { labels: { severity } }))).toBe(expected);
});

test("an alert that has ended is grey whatever it was", () => {
  expect(alertMark(alert("a", { state: "resolved", labels: { severity: "critical" } }))).toBe("unknown");
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
    of: snapshot([rule(), rule({ state: "unknown" })]),
    now: 10_000,
    expected: { kind: "not-known", why: "1 of 2 rules could not be evaluated." },
  },
])("that nothing fires is $expected.kind $name", ({ of, now, expected }) => expect(quietWords(of, now)).toEqual(expected));
