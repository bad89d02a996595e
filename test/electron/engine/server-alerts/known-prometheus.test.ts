import { expect, test } from "vitest";
import { type KnownAlerts, takeRules } from "../../../../electron/engine/server-alerts/known-prometheus";
import type { RuleAlert, ServerRule, ServerRuleGroup } from "../../../../electron/engine/sources/prometheus/rules-to-model";

const connection = { id: "prod", name: "Prod" };
const nothing: KnownAlerts = { groups: [], alerts: [] };
const alert = (rest: Partial<RuleAlert> = {}): RuleAlert => ({
  labels: { alertname: "Down", job: "shop" },
  annotations: { summary: "down" },
  state: "firing",
  activeAt: 1000,
  value: "1",
  ...rest,
});
const rule = (alerts: RuleAlert[], rest: Partial<ServerRule> = {}): ServerRule => ({
  name: "Down",
  expr: "up == 0",
  forMs: 60_000,
  keepFiringForMs: 0,
  labels: {},
  annotations: {},
  isEvaluated: true,
  alerts,
  ...rest,
});
const group = (rules: ServerRule[], rest: Partial<ServerRuleGroup> = {}): ServerRuleGroup => ({
  file: "rules.yml",
  name: "shop",
  intervalMs: 1000,
  rules,
  ...rest,
});
const take = (was: KnownAlerts, rules: ServerRule[], externalLabels = {}) =>
  takeRules(was, { connection, groups: [group(rules)], externalLabels });

test("an alert has the labels under which its server sends it, and fires since it was active for long enough", () => {
  const { alerts } = take(nothing, [rule([alert()])], { region: "eu", job: "not this one" });
  expect(alerts).toMatchObject([
    {
      name: "Down",
      labels: { alertname: "Down", job: "shop", region: "eu" },
      activeAt: 1000,
      firedAt: 61_000,
      unknown: undefined,
    },
  ]);
});

test("a pending alert does not fire since any time", () =>
  expect(take(nothing, [rule([alert({ state: "pending" })])]).alerts[0]?.firedAt).toBeUndefined());

test("its id is the same in every run, and does not hang on the external labels", () => {
  const idWith = (labels: object) => take(nothing, [rule([alert()])], labels as Record<string, string>).alerts[0]?.id;
  expect(idWith({ region: "eu" })).toBe(idWith({}));
});

test.each<{ name: string; groups: ServerRuleGroup[] }>([
  { name: "of two files", groups: [group([rule([alert()])]), group([rule([alert()])], { file: "more.yml" })] },
  { name: "of two groups", groups: [group([rule([alert()])]), group([rule([alert()])], { name: "more" })] },
  { name: "of one name in a group", groups: [group([rule([alert()]), rule([alert()])])] },
])("two rules $name have an alert each, though the labels are equal", ({ groups }) => {
  const { alerts } = takeRules(nothing, { connection, groups, externalLabels: {} });
  expect(new Set(alerts.map(({ id }) => id)).size).toBe(2);
});

test("an alert that did not change is the same object as before; one with another value is not, and keeps its id", () => {
  const before = take(nothing, [rule([alert()])]);
  expect(take(before, [rule([alert()])]).alerts[0]).toBe(before.alerts[0]);
  const [changed] = take(before, [rule([alert({ value: "2" })])]).alerts;
  expect(changed).toEqual({ ...before.alerts[0], value: "2" });
});

test("an alert that was known under another id keeps that one", () => {
  const { alerts } = take(nothing, [rule([alert()])]);
  const restored = { groups: [], alerts: alerts.map((it) => ({ ...it, id: "of the last run" })) };
  expect(take(restored, [rule([alert({ value: "2" })])]).alerts[0]?.id).toBe("of the last run");
});

test("a server that has just started has lost no alert because it has not looked yet", () => {
  const before = take(nothing, [rule([alert()])]);
  const { alerts } = take(before, [rule([], { isEvaluated: false })]);
  expect(alerts).toEqual([{ ...before.alerts[0], unknown: "Prod has just started and has not evaluated its rule yet" }]);
  expect(take({ groups: [], alerts }, [rule([alert()])]).alerts[0]).toEqual(before.alerts[0]);
});

test("the alerts of a rule that fails are unknown, with why", () =>
  expect(take(nothing, [rule([alert()], { error: "too many" })]).alerts[0]?.unknown).toBe("its rule fails at Prod: too many"));

test("an alert whose rule is gone is gone", () => expect(take(take(nothing, [rule([alert()])]), []).alerts).toEqual([]));
