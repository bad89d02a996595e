import { expect, test } from "vitest";
import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { AlertSummary, InboxAlert } from "#shared/model/alert";
import type { Rule } from "#shared/model/rule";
import { listedAlerts, quietWords, urgentWords } from "../../../../renderer/pages/overview/firing";

const alert = (id: string, more: Partial<InboxAlert> = {}): InboxAlert => ({
  id,
  origins: [],
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
  ...more,
});

const snapshot = (rules: Rule[], more: Partial<AlertsSnapshot> = {}, enabled = true): AlertsSnapshot => ({
  files: [
    {
      id: "f",
      name: "f.yml",
      path: "f.yml",
      source: "local",
      origin: "file",
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
    alert("muted", { firedAt: 6, muted: { by: "silence", ids: [], say: "silenced" } }),
    alert("cared for", { firedAt: 7, acknowledged: { at: 8, comment: "" } }),
    alert("unseen", { firedAt: 8, unknown: "the source is gone" }),
  ];
  expect(listedAlerts(alerts).map(({ id }) => id)).toEqual(["new", "old", "unseen", "cared for", "muted", "ended"]);
});

test("of what fires, the most severe stands above what is newer", () => {
  const alerts = [
    alert("info", { firedAt: 9, labels: { severity: "info" } }),
    alert("critical", { firedAt: 1, labels: { severity: "critical" } }),
    alert("newer warning", { firedAt: 5, labels: { severity: "warning" } }),
    alert("warning", { firedAt: 4, labels: { severity: "warning" } }),
  ];
  expect(listedAlerts(alerts).map(({ id }) => id)).toEqual(["critical", "newer warning", "warning", "info"]);
});

const none: AlertSummary = { critical: 0, warning: 0, info: 0, none: 0, pending: 0, muted: 0, unknown: 0, rules: 1 };

test.each([
  { name: "nothing is urgent", summary: none, words: "1 rule" },
  {
    name: "something is",
    summary: { ...none, critical: 1, none: 1, muted: 3, unknown: 2, rules: 12 },
    words: "2 firing · 3 muted · 2 unknown · 12 rules",
  },
])("beside the title stands what there is when $name", ({ summary, words }) => expect(urgentWords(summary)).toBe(words));

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
